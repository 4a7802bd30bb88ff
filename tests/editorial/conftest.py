"""What tests of the editing screens share."""

from collections.abc import Iterator
from copy import copy

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.signed_cookies import SessionStore
from wagtail.models import Page

from accounts.models import User
from editorial.edit_grants import may_edit
from tests.editorial.light_requests import Answers, remembered_answers


@pytest.fixture(scope="module")
def made(module_db, request):
    """The `World` of a module, made once."""
    return request.module.World()


@pytest.fixture
def world(made, db):
    """The `World` of a module, for one test: what it writes is taken back."""
    return made


@pytest.fixture
def remembered_users(settings, monkeypatch):
    """Let requests read who asks, and what they may, from the database once: all that a request writes is taken back after it.

    Sessions are kept in cookies; each request gets its own copy of the user, with the permissions and the pages of its grants
    that the database gave. For walks over a site that is made before the first request.
    """
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    known: dict[str, User] = {}

    def get_user(backend, key):
        if key not in known:
            known[key] = User.objects.get(pk=key)
            known[key].get_all_permissions()
            hasattr(known[key], "wagtail_userprofile")
            may_edit(known[key], Page.objects.first())  # keeps the pages of all grants
        return _copy(known[key])

    sessions: dict[str, dict] = {}
    load = SessionStore.load

    def load_once(store):
        if store.session_key not in sessions:
            sessions[store.session_key] = load(store)
        return dict(sessions[store.session_key])

    monkeypatch.setattr(ModelBackend, "get_user", get_user)
    monkeypatch.setattr(SessionStore, "load", load_once)


def _copy(user: User) -> User:
    """Return a copy with an own state, as `copy.copy` makes it by way of pickling."""
    other, state = User.__new__(User), copy(user._state)
    state.fields_cache = dict(user._state.fields_cache)
    other.__dict__.update(user.__dict__, _state=state)
    return other


@pytest.fixture
def answers() -> Iterator[Answers]:
    """What the database answered, for walks whose requests all begin with the same site."""
    with remembered_answers() as found:
        yield found
