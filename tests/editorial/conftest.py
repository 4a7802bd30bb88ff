"""What tests of the editing screens share."""

from copy import copy

import pytest
from django.contrib.auth.backends import ModelBackend

from accounts.models import User


@pytest.fixture
def remembered_users(settings, monkeypatch):
    """Let requests read who asks, and what they may, from the database once: all that a request writes is taken back after it.

    Sessions are kept in cookies; each request gets its own copy of the user, with the permissions that the database gave.
    """
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    known: dict[str, User] = {}

    def get_user(backend, key):
        if key not in known:
            known[key] = User.objects.get(pk=key)
            known[key].get_all_permissions()
            hasattr(known[key], "wagtail_userprofile")
        return copy(known[key])

    monkeypatch.setattr(ModelBackend, "get_user", get_user)
