"""Signing in: throttled, the same for known and unknown names, and nobody signs up."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from editorial.groups import STUDENT
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/beheer/login/"


@pytest.fixture(autouse=True)
def fresh_throttle():
    cache.clear()


def sign_in(client, name, password="verkeerd-wachtwoord", **extra):
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


def test_right_password_leads_to_the_editing_screens(client):
    user = UserFactory("Student")
    response = sign_in(client, user.username, "wachtwoord-voor-tests")
    assert (response.status_code, response["Location"]) == (302, "/beheer/")
    assert client.get("/beheer/").status_code == 200


def test_account_without_role_is_told_so_and_can_sign_out(client):
    user = UserFactory()
    response = client.post(LOGIN, {"login": user.username, "password": "wachtwoord-voor-tests"}, follow=True)
    assert response.status_code == 403
    html = response.content.decode()
    assert "nog geen rol" in html and 'action="/beheer/logout/"' in html
    assert "geen toegang tot" not in html  # said once
    client.post("/beheer/logout/")
    assert client.get(LOGIN).status_code == 200


def post_user(client, url, **values):
    fields = {"username": "nieuw", "email": "nieuw@stadskennis.example", "first_name": "Nieuw", "last_name": "Hier"}
    password = "een-lange-zin-voor-tests"
    return client.post(url, {**fields, "password1": password, "password2": password, **values})


def test_new_account_needs_a_role(administrator):
    url = reverse("wagtailusers_users:add")
    assert 'role="tablist"' not in administrator.get(url).content.decode()  # a role on a second tab is forgotten
    response = post_user(administrator, url)
    assert response.context["form"].errors["groups"] and "nieuw@stadskennis.example" in response.content.decode()
    assert not User.objects.filter(username="nieuw").exists()
    assert post_user(administrator, url, groups=[Group.objects.get(name="Student").pk]).status_code == 302
    assert post_user(administrator, url, username="baas", is_superuser="on").status_code == 302


def test_role_cannot_be_taken_from_an_account_that_stays_active(administrator):
    user = UserFactory("Student")
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    assert post_user(administrator, url, is_active="on").context["form"].errors["groups"]
    assert post_user(administrator, url).status_code == 302  # put out of use


def test_administrator_keeps_an_account_of_their_own_without_role(administrator):
    url = reverse("wagtailusers_users:edit", args=[administrator.user.pk])
    assert post_user(administrator, url).status_code == 302


def test_login_is_throttled_for_a_name(client):
    user = UserFactory("Student")
    codes = [sign_in(client, user.username, REMOTE_ADDR=f"10.0.0.{number}").status_code for number in range(8)]
    response = sign_in(client, user.username, "wachtwoord-voor-tests", REMOTE_ADDR="10.0.0.99")
    assert codes[:4] == [200] * 4
    assert response.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_login_is_throttled_for_an_address(client):
    codes = [sign_in(client, f"naam{number}").status_code for number in range(40)]
    assert codes[-1] == 429 or "te vaak" in sign_in(client, "naam").content.decode()


def test_known_and_unknown_names_answer_alike(client):
    user = UserFactory("Student")
    known = sign_in(client, user.username)
    unknown = sign_in(client, "niemand")
    assert known.status_code == unknown.status_code == 200
    strip = lambda response, name: response.content.decode().replace(name, "").split("csrfmiddlewaretoken")[0]  # noqa: E731
    assert strip(known, user.username) == strip(unknown, "niemand")


def test_password_reset_answers_alike_and_mails_nobody_unknown(client):
    user = UserFactory("Student", email="student@stadskennis.example")
    pages = [
        client.post("/beheer/wachtwoord/vergeten/", {"email": email})
        for email in (user.email, "niemand@stadskennis.example")
    ]
    assert [(page.status_code, page["Location"]) for page in pages] == [
        (302, "/beheer/wachtwoord/vergeten/verstuurd/")
    ] * 2
    assert [message.to for message in mail.outbox] == [[user.email]]


@pytest.mark.parametrize("path", ["aanmelden/", "e-mail/", "signup/", "e-mail/bevestigen/", "e-mail/bevestigen/abc/"])
@pytest.mark.parametrize("role", [None, STUDENT])
def test_what_allauth_offers_more_is_closed(visitor, path):
    for method in (visitor.get, visitor.post):
        response = method(f"/beheer/{path}")
        assert response.status_code == 404 or response.get("Location", "").startswith("/beheer/login/")
        assert b"signup" not in response.content


def test_logout_ends_the_session(student):
    student.post("/beheer/logout/")
    assert student.get("/beheer/").status_code == 302


@pytest.mark.parametrize(
    "path", ["login/", "wachtwoord/vergeten/", "wachtwoord/vergeten/verstuurd/", "wachtwoord/nieuw/klaar/", "inactief/"]
)
def test_account_screens_answer(client, path):
    assert client.get(f"/beheer/{path}").status_code == 200


def test_second_factor_can_be_switched_on(client):
    client.post(
        LOGIN, {"login": UserFactory("Student", username="tweestaps").username, "password": "wachtwoord-voor-tests"}
    )
    response = client.get("/beheer/2fa/app/", follow=True)
    assert response.status_code == 200
    assert client.get("/beheer/2fa/", follow=True).status_code == 200
