"""What tests share."""

import pytest
from django.core.cache import cache
from pytest_django.plugin import blocking_manager_key

from search.query_log import recorder
from tests import factories


@pytest.fixture(autouse=True)
def fresh_cache(monkeypatch):
    """What one test's database put into the cache is wrong for the next; no thread writes beside a test, for it commits."""
    cache.clear()
    recorder.clear()
    monkeypatch.setattr(recorder, "FLUSH_INTERVAL", float("inf"))


@pytest.fixture
def home(db):
    """The site with a home page."""
    return factories.get_home()


@pytest.fixture
def work(db):
    """A function that does all waiting background work."""
    return factories.do_work


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before the test that follows an emptied database: make again what migrations made."""
    if factories.FLUSHED:
        factories.FLUSHED.clear()
        with item.config.stash[blocking_manager_key].unblock():
            factories.restore_floor()
