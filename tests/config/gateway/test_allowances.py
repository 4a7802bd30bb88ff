"""Who may send a large body: a session counts that has a user, also when it ended, and it is asked for once."""

import asyncio
import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from config.gateway import allowances
from config.gateway.allowances import Allowance, has_user
from media.uploads.validation import MAX_RECORDING
from tests.clients import sign_in
from tests.factories import UserFactory

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def one_transaction(monkeypatch):
    """The connection stays open: the test is one transaction."""
    monkeypatch.setattr(allowances, "close_old_connections", lambda: None)


def name_session(key: str) -> str:
    return f"theme=dark; {settings.SESSION_COOKIE_NAME}={key}"


@pytest.mark.django_db
def test_session_of_a_user_counts_and_no_other(one_transaction):
    client = sign_in(UserFactory("Student"))
    key = client.session.session_key
    empty = import_module(settings.SESSION_ENGINE).SessionStore()
    empty.save()
    found = [has_user(name_session(one)) for one in (key, empty.session_key, "made-up", "")]
    assert (found, has_user("")) == ([True, False, False, False], False)
    client.user.is_active = False
    client.user.save()
    assert not has_user(name_session(key))


@pytest.mark.django_db
def test_session_that_ended_still_counts_and_one_that_was_signed_out_does_not(one_transaction):
    late, gone = sign_in(UserFactory("Student")), sign_in(UserFactory("Student"))
    keys = [client.session.session_key for client in (late, gone)]
    Session.objects.filter(session_key=keys[0]).update(expire_date=timezone.now() - timedelta(hours=1))
    gone.logout()
    assert late.get("/beheer/").status_code == 302
    assert [has_user(name_session(key)) for key in keys] == [True, False]
    assert Session.objects.filter(session_key=keys[0]).exists() and late.get("/beheer/").status_code == 302
    Session.objects.filter(session_key=keys[0]).update(session_data="made-up")
    assert not has_user(name_session(keys[0]))


def test_sender_is_asked_for_once_and_only_for_much():
    asked = []

    async def ask() -> bool:
        asked.append(1)
        return True

    async def try_sizes() -> list[bool]:
        allowance = Allowance(10, 100, ask)
        return [await allowance.covers(size) for size in (0, 10, 101, 11, 100)]

    assert asyncio.run(try_sizes()) == [True, True, False, True, True]
    assert len(asked) == 1


def test_recording_fits_here_and_in_the_proxy():
    source = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    in_proxy = int(re.search(r"client_max_body_size (\d+)m;", source)[1]) * 1024**2
    from config.rsgi import application  # noqa: PLC0415 -- its first import closes connections

    assert MAX_RECORDING < application.largest <= in_proxy
