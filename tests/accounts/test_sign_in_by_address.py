"""Signing in by name or by e-mail address: both work, and neither says who has an account."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from accounts.adapter import WRONG_PASSWORDS
from accounts.models import Attempt
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD, OTHER_PASSWORD = "/beheer/login/", "wachtwoord-voor-tests", "een-ander-wachtwoord"
ADDRESS = "jan@stadskennis.example"


def sign_in(client, name: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": name, "password": password})


def find_user(client) -> int | None:
    return int(client.session[SESSION_KEY]) if SESSION_KEY in client.session else None


@pytest.mark.parametrize("name", ["jan", ADDRESS, "Jan@Stadskennis.EXAMPLE", f" {ADDRESS} "])
def test_name_and_address_lead_to_the_editing_screens(client, name):
    user = UserFactory("Student", username="jan", email=ADDRESS)
    response = sign_in(client, name)
    assert (response.status_code, response.get("Location"), find_user(client)) == (302, "/beheer/", user.pk)
    assert client.get("/beheer/").status_code == 200
    assert not Attempt.objects.exists()


def test_session_of_before_stays(client):
    user = UserFactory("Student")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/beheer/").status_code == 200
    assert client.session[BACKEND_SESSION_KEY] == "django.contrib.auth.backends.ModelBackend"


@pytest.mark.parametrize("name", ["jan", ADDRESS])
def test_wrong_password_counts_once(client, name):
    UserFactory("Student", username="jan", email=ADDRESS)
    statuses = [sign_in(client, name, "fout-wachtwoord").status_code for _try in range(3)]
    assert (statuses, Attempt.objects.count()) == ([200] * 3, 3)
    assert find_user(client) is None


def test_name_and_address_share_one_limit(client):
    UserFactory("Student", username="jan", email=ADDRESS)
    for number in range(WRONG_PASSWORDS.per_subject):
        sign_in(client, ("jan", ADDRESS)[number % 2], "fout-wachtwoord")
    sign_in(client, ADDRESS)
    assert find_user(client) is None


def test_users_who_share_an_address_come_in_by_their_own_password():
    users = [UserFactory("Student", email=address) for address in (ADDRESS, ADDRESS.upper())]
    users[1].set_password(OTHER_PASSWORD)
    users[1].save()
    found = []
    for name, password in ((ADDRESS, PASSWORD), (ADDRESS, OTHER_PASSWORD), (users[1].username, OTHER_PASSWORD)):
        client = Client()
        sign_in(client, name, password)
        found.append(find_user(client))
    assert found == [users[0].pk, users[1].pk, users[1].pk]


def test_name_that_is_the_address_of_another_is_both_of_them():
    named, addressed = UserFactory("Student", username=ADDRESS, email=""), UserFactory("Student", email=ADDRESS)
    addressed.set_password(OTHER_PASSWORD)
    addressed.save()
    found = []
    for password in (PASSWORD, OTHER_PASSWORD):
        client = Client()
        sign_in(client, ADDRESS, password)
        found.append(find_user(client))
    assert found == [named.pk, addressed.pk]


def test_user_out_of_use_and_user_without_address_stay_out(client):
    UserFactory("Student", email=ADDRESS, is_active=False)
    UserFactory("Student", email="")
    for name in (ADDRESS, ""):
        assert (sign_in(client, name).status_code, find_user(client)) == (200, None)


def test_known_and_unknown_addresses_answer_alike_and_take_as_long(client, monkeypatch, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    for name, active in (("known", True), ("stopped", False)):
        user = UserFactory("Student", email=f"{name}@stadskennis.example", is_active=active)
        user.set_password(PASSWORD)
        user.save()
    hashed: list[str] = []
    for method in ("encode", "verify"):
        own = getattr(Argon2PasswordHasher, method)
        monkeypatch.setattr(
            Argon2PasswordHasher, method, lambda *a, own=own, name=method: (hashed.append(name), own(*a))[1]
        )
    answers = []
    for name in ("known", "stopped", "nobody"):
        hashed.clear()
        response = sign_in(Client(), f"{name}@stadskennis.example", "fout-wachtwoord")
        html = response.content.decode().replace(name, "").split("csrfmiddlewaretoken")[0]
        answers.append((response.status_code, html, len(hashed)))
    assert answers[0] == answers[1] == answers[2]
