"""Signed-in clients: one fixture per role, and one for the role with which a test is parametrized."""

import pytest
from django.test import Client

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories


def sign_in(user, **options) -> Client:
    """Return a client in which `user` is signed in; it has them as `.user`, and `options` are those of Django's client."""
    client = Client(**options)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def student(home):
    """A student's client."""
    return sign_in(factories.UserFactory(STUDENT))


@pytest.fixture
def researcher(home):
    """A researcher's client."""
    return sign_in(factories.UserFactory(RESEARCHER))


@pytest.fixture
def chief_editor(home):
    """A chief editor's client."""
    return sign_in(factories.UserFactory(CHIEF_EDITOR))


@pytest.fixture
def administrator(home):
    """A superuser's client."""
    return sign_in(factories.UserFactory(is_superuser=True))


@pytest.fixture
def visitor(home, role):
    """The client of somebody who has the test's parameter `role`; with None it is not signed in."""
    return sign_in(factories.UserFactory(role)) if role else Client()
