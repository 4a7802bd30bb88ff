"""What tests share."""

import pytest
from django.core.cache import cache

from tests import factories


@pytest.fixture(autouse=True)
def fresh_cache():
    """What one test's database put into the cache is wrong for the next."""
    cache.clear()


@pytest.fixture
def home(db):
    """The site with a home page."""
    return factories.get_home()


@pytest.fixture
def work(db):
    """A function that does all waiting background work."""
    return factories.do_work
