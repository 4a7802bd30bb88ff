"""The home page that tests in a row share: each finds it as it was made, and who does not ask for it finds none."""

from types import SimpleNamespace

import pytest
from django.db import connection

from core.models import HomePage
from tests import factories
from tests.shared_home import SharedHome, is_wanted


def make_item(*fixtures: str, **mark) -> SimpleNamespace:
    """Return what is asked of a test."""
    return SimpleNamespace(fixturenames=list(fixtures), iter_markers=lambda name: [SimpleNamespace(kwargs=mark)])


@pytest.mark.parametrize("number", range(3))
def test_what_another_test_wrote_is_gone(home, number):
    assert HomePage.objects.get(slug="start") == home
    assert (home.title, home.get_children().count()) == ("Wat de stad leert", 0)
    factories.IndexPageFactory(title="Geschreven")
    HomePage.objects.update(title="Anders")


@pytest.mark.parametrize("transaction", [pytest.param(True, marks=pytest.mark.django_db(transaction=True)), False])
def test_who_does_not_ask_finds_no_home_page(db, transaction):
    assert not HomePage.objects.filter(slug="start").exists()
    assert connection.in_atomic_block is not transaction


def test_only_a_test_in_a_transaction_of_its_own_shares_it():
    assert is_wanted(make_item("db", "home"))
    assert not is_wanted(make_item("db"))
    assert not is_wanted(make_item("home", transaction=True))
    for other in ("transactional_db", "live_server", "module_db", "copies"):
        assert not is_wanted(make_item("home", other))


def test_none_is_made_in_the_transaction_of_a_file(db):
    shared = SharedHome()
    shared.prepare(make_item("home"))
    assert not HomePage.objects.filter(slug="start").exists()
    shared.end()
    assert connection.in_atomic_block
