"""What a stranger sends closes nothing for others: 200 messages of one network, 200 wrong passwords of fifty."""

import ipaddress
import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import adapter
from accounts.models import Attempt
from accounts.network import client_address, network_of
from accounts.rate_limits import Excess, RateLimit, Source
from core.forms import protected
from core.forms.protected import READER_FORMS, make_token
from tests.factories import UserFactory, get_home

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = "/beheer/login/", "wachtwoord-voor-tests"
TYPED = {"name": "Lezer", "email": "lezer@stadskennis.example", "message": "Wanneer is de volgende avond?"}


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(protected, "MIN_AGE", -1)


def write(address: str) -> int:
    return Client(REMOTE_ADDR=address).post("/contact/", {**TYPED, "token": make_token("/contact/")}).status_code


def sign_in(client, name: str, password: str = "verkeerd-wachtwoord", **extra):
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def besiege(name: str) -> list[int]:
    """Return the statuses of 200 wrong passwords from fifty networks."""
    return [
        sign_in(Client(), name, REMOTE_ADDR=f"203.0.{network}.{number + 1}").status_code
        for network in range(50)
        for number in range(4)
    ]


def test_200_messages_of_one_network_close_the_form_for_nobody_else(home):
    statuses = [write(f"2001:db8:1:2::{number:x}") for number in range(1, 201)]
    assert statuses == [303] * READER_FORMS.per_client + [429] * (200 - READER_FORMS.per_client)
    assert write("2001:db8:9::1") == write("198.51.100.4") == 303


def test_networks_of_one_customer_are_counted_together(home):
    statuses = [write(f"2001:db8:1:{number:x}::1") for number in range(READER_FORMS.per_wide_network + 2)]
    assert statuses[-3:] == [303, 429, 429]
    assert write("2001:db8:2::1") == 303


def test_crowd_slows_each_network_and_closes_none(home, monkeypatch):
    monkeypatch.setattr(protected, "READER_FORMS", RateLimit("reader-form", timedelta(hours=1), per_client=5, crowd=3))
    assert [write(address) for address in ("192.0.2.1", "192.0.2.1", "198.51.100.1", "192.0.2.1")] == [
        303,
        303,
        303,
        429,
    ]
    assert [write("203.0.113.1"), write("203.0.113.1")] == [303, 429]


def test_200_wrong_passwords_of_fifty_networks_leave_a_known_device_in(home):
    user = UserFactory("Student")
    known = Client()
    sign_in(known, user.username, PASSWORD, REMOTE_ADDR="192.0.2.4")
    known.post("/beheer/logout/")
    statuses = besiege(user.username)
    assert statuses[0] == 200 and statuses[-1] == 429
    stranger = Client()
    refused = sign_in(stranger, user.username, PASSWORD, REMOTE_ADDR="198.51.100.9")
    assert refused.status_code == 429 and not is_signed_in(stranger) and user.username in refused.text
    assert "tweede stap" in refused.text
    assert sign_in(known, user.username, PASSWORD, REMOTE_ADDR="203.0.7.9").status_code == 302 and is_signed_in(known)


def test_closed_account_answers_alike_to_right_and_wrong_and_unknown(home):
    user = UserFactory("Student")
    texts = []
    for name, password in ((user.username, PASSWORD), (user.username, "x"), ("niemand", "x")):
        Attempt.objects.all().delete()
        for network in range(adapter.WRONG_PASSWORDS.networks):
            sign_in(Client(), name, REMOTE_ADDR=f"203.0.{network}.1")
        response = sign_in(Client(), name, password, REMOTE_ADDR="198.51.100.9")
        texts.append((response.status_code, re.findall(r'role="alert">(.*?)</div>', response.text, re.DOTALL)))
    assert texts[0] == texts[1] == texts[2] and texts[0][0] == 429 and texts[0][1]


def test_second_factor_opens_a_closed_account(home):
    user = UserFactory("Student")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    for network in range(adapter.WRONG_PASSWORDS.networks):
        sign_in(Client(), user.username, REMOTE_ADDR=f"203.0.{network}.1")
    response = sign_in(Client(), user.username, PASSWORD, REMOTE_ADDR="198.51.100.9")
    assert (response.status_code, response["Location"]) == (302, "/beheer/2fa/code/")


def test_one_network_cannot_close_an_account(home):
    user = UserFactory("Student")
    for number in range(30):
        sign_in(Client(), user.username, REMOTE_ADDR=f"2001:db8:1:{number:x}::1")
    honest = Client()
    assert sign_in(honest, user.username, PASSWORD, REMOTE_ADDR="198.51.100.9").status_code == 302


def test_neighbours_of_a_guesser_get_in_on_a_known_device(home):
    user = UserFactory("Student")
    known = Client(REMOTE_ADDR="203.0.113.4")
    sign_in(known, user.username, PASSWORD)
    known.post("/beheer/logout/")
    statuses = [sign_in(Client(), f"naam{number}", REMOTE_ADDR="203.0.113.9").status_code for number in range(40)]
    assert statuses[-1] == 429
    assert sign_in(known, user.username, PASSWORD).status_code == 302


def test_known_device_has_a_limit_of_its_own_and_is_for_its_accounts_alone(home):
    user, other = UserFactory("Student"), UserFactory("Student")
    known = Client()
    sign_in(known, user.username, PASSWORD)
    known.post("/beheer/logout/")
    assert [sign_in(known, user.username).status_code for _try in range(6)][-1] == 429
    besiege(other.username)
    assert sign_in(known, other.username, PASSWORD, REMOTE_ADDR="198.51.100.9").status_code == 429


def test_cookie_of_a_device_is_signed_and_only_for_editors(home):
    user = UserFactory("Student")
    client = Client()
    cookie = sign_in(client, user.username, PASSWORD).cookies["known_device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/beheer/", True, "Strict")
    assert user.username not in cookie.value
    stranger = Client()
    stranger.cookies["known_device"] = cookie.value[:-2] + "xx"
    besiege(user.username)
    assert sign_in(stranger, user.username, PASSWORD, REMOTE_ADDR="198.51.100.9").status_code == 429
    assert not sign_in(Client(), user.username, REMOTE_ADDR="198.51.100.9").cookies.get("known_device")
    assert not Client().get("/contact/").cookies


def test_new_password_by_mail_makes_the_device_known(home):
    user = UserFactory("Student", email="student@stadskennis.example")
    besiege(user.username)
    client = Client(REMOTE_ADDR="198.51.100.9")
    client.post("/beheer/wachtwoord/vergeten/", {"email": user.email})
    link = re.search(r"https?://[^/]+(/beheer/wachtwoord/nieuw/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True)
    new = "een-heel-ander-wachtwoord"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client, user.username, new).status_code == 302 and is_signed_in(client)


def test_stranger_who_tries_links_closes_nobody_elses(home):
    user = UserFactory("Student", email="student@stadskennis.example")
    honest = Client(REMOTE_ADDR="198.51.100.9")
    honest.post("/beheer/wachtwoord/vergeten/", {"email": user.email})
    link = re.search(r"https?://[^/]+(/beheer/wachtwoord/nieuw/\S+)", mail.outbox[-1].body)[1]
    form = honest.get(link, follow=True).redirect_chain[-1][0]
    guess = lambda number: Client(REMOTE_ADDR=f"203.0.113.{number}").post(f"/beheer/wachtwoord/nieuw/1-x{number}/")  # noqa: E731
    assert [guess(number).status_code for number in range(1, 30)][-1] == 429
    new = "een-heel-ander-wachtwoord"
    assert honest.post(form, {"password1": new, "password2": new}).status_code == 302


def test_stranger_closes_nobodys_new_password(home):
    user = UserFactory("Student", email="student@stadskennis.example")
    ask = lambda address: Client(REMOTE_ADDR=address).post("/beheer/wachtwoord/vergeten/", {"email": user.email})  # noqa: E731
    assert [ask(f"203.0.113.{number}").status_code for number in range(1, 6)] == [302] * 3 + [429] * 2
    assert ask("198.51.100.9").status_code == 302
    assert len(mail.outbox) == 4


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0"), ("::ffff:203.0.113.77", "203.0.113.0"), ("2001:db8:1:2:3::9", "2001:db8:1:2::"),
     ("[2001:db8::1]", "2001:db8::"), ("onzin", "onzin"), ("", "")],
)  # fmt: skip
def test_network_of_an_address(address, network):
    assert network_of(address) == network


def test_mapped_address_of_a_proxy_is_the_clients(rf):
    request = rf.get("/", REMOTE_ADDR="::ffff:127.0.0.1", headers={"X-Forwarded-For": "::ffff:203.0.113.7"})
    assert client_address(request) == "203.0.113.7"


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("", "192.0.2.9"),  # the proxy itself asks
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, 192.0.2.9", "203.0.113.7"),  # a chain of two proxies
        ("198.18.0.1, 203.0.113.7, 192.0.2.9", "203.0.113.7"),  # what the client claimed does not count
        ("127.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, onzin", "192.0.2.9"),
        ("203.0.113.7:4711", "192.0.2.9"),
    ],
)
def test_address_is_the_last_one_that_a_trusted_proxy_saw(rf, settings, told, address):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("192.0.2.0/24"), ipaddress.ip_network("127.0.0.0/8")]
    headers = {"X-Forwarded-For": told}
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.9", headers=headers)) == address
    assert client_address(rf.get("/", REMOTE_ADDR="198.51.100.3", headers=headers)) == "198.51.100.3"


def test_rows_hold_no_address_and_go_after_their_window(home, rf):
    get_home()
    limit, source = (
        RateLimit("x", timedelta(minutes=5), per_client=1),
        Source.of_request(rf.get("/", REMOTE_ADDR="203.0.113.7")),
    )
    assert [limit.consume(source), limit.consume(source)] == [None, Excess.SOURCE]
    row = Attempt.objects.get(kind="x")
    assert "203" not in (row.client[:3], row.network[:3]) and len(row.client) == len(row.network) == 64
    Attempt.objects.update(made_at=timezone.now() - timedelta(minutes=6))
    assert limit.consume(source) is None and Attempt.objects.filter(kind="x").count() == 1
