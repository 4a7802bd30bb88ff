"""Codes of the second factor: guessing ends soon, and who guesses closes it for nobody who was on the device before."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from accounts.models import Attempt
from accounts.second_factor import WRONG_CODES, WRONG_CODES_OF_DEVICE
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SECRET, CODE, PASSWORD = "JBSWY3DPEHPK3PXP", "/beheer/2fa/code/", "wachtwoord-voor-tests"


@pytest.fixture
def user(home):
    user = UserFactory("Student")
    TOTP.activate(user, SECRET)
    return user


def right_code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def begin(user, address: str, client=None):
    """Return a client that gave the right password."""
    client = client or Client()
    client.defaults["REMOTE_ADDR"] = address
    assert client.post("/beheer/login/", {"login": user.username, "password": PASSWORD})["Location"] == CODE
    return client


def guess(client, times: int, **data) -> list[int]:
    return [client.post(CODE, data or {"code": f"{number:06}"}).status_code for number in range(times)]


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_guessing_ends_for_a_network_and_a_new_session_or_an_empty_cache_opens_nothing(user):
    stranger = begin(user, "203.0.113.4")
    assert guess(stranger, WRONG_CODES.per_subject + 1)[-2:] == [200, 429]
    cache.clear()
    again = begin(user, "203.0.113.5")
    refused = again.post(CODE, {"code": right_code()})
    assert refused.status_code == 429 and refused["Retry-After"] == "3600" and not is_signed_in(again)
    assert "Te veel" in refused.text
    owner = begin(user, "198.51.100.7")
    assert owner.post(CODE, {"code": right_code()}).status_code == 302 and is_signed_in(owner)
    assert not Attempt.objects.filter(kind="second-factor", subject="").exists()


def test_guessing_from_many_networks_ends_too_and_a_known_device_gets_in(user):
    known = begin(user, "192.0.2.4")
    known.post(CODE, {"code": right_code()})
    known.post("/beheer/logout/")
    for network in range(WRONG_CODES.networks):
        guess(begin(user, f"203.0.{network}.1"), 1)
    stranger = begin(user, "198.51.100.9")
    assert stranger.post(CODE, {"code": right_code()}).status_code == 429 and not is_signed_in(stranger)
    cache.clear()  # a code is good once, and the clock has not moved
    begin(user, "198.51.100.10", known)
    assert known.post(CODE, {"code": right_code()}).status_code == 302 and is_signed_in(known)
    known.post("/beheer/logout/")
    begin(user, "198.51.100.10", known)
    assert guess(known, WRONG_CODES_OF_DEVICE.per_subject + 1)[-1] == 429


def test_other_accounts_of_a_network_and_recovery_codes_count_too(user):
    others = [UserFactory("Student") for _ in range(4)]
    for other in others:
        TOTP.activate(other, SECRET)
        RecoveryCodes.activate(other)
        guess(begin(other, "203.0.113.4"), WRONG_CODES.per_subject, code="abcdef12")
    assert guess(begin(user, "203.0.113.5"), 1) == [429]
    RecoveryCodes.activate(user)
    code = RecoveryCodes(user.authenticator_set.get(type="recovery_codes")).get_unused_codes()[0]
    owner = begin(user, "198.51.100.7")
    assert owner.post(CODE, {"code": code}).status_code == 302 and is_signed_in(owner)


@pytest.mark.parametrize("data", [{"x": "y"}, {"credential": "{}"}, {"code": ""}, {"code": "\x00" * 9}])
def test_any_request_is_answered(user, data):
    assert guess(begin(user, "203.0.113.4"), 1, **data) == [200]


def test_code_is_asked_again_with_a_limit_of_the_session(user):
    owner = begin(user, "198.51.100.7")
    owner.post(CODE, {"code": right_code()})
    statuses = [owner.post("/beheer/2fa/bevestigen/", {"code": "000000"}).status_code for _ in range(11)]
    assert statuses[0] == 200 and statuses[-1] == 429
