"""What a saved search tells: each entry once, nothing while search does not work or a filter is unknown."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.indexing.writer import store_entry
from search.saved_searches.kind import LOOK_BACK, SAVED_SEARCH
from subscriptions import registration
from subscriptions.delivery import deliver_all
from subscriptions.models import Subscription
from tests import factories

pytestmark = pytest.mark.django_db
EMAIL, AHEAD = "lezer@stadskennis.example", 1_000_000


def save_search(subject: str, language: str = "nl") -> Subscription:
    row = Subscription.objects.create(
        kind=SAVED_SEARCH, subject=subject, email=EMAIL, language=language, checked_at=timezone.now()
    )
    registration.confirm(row)
    return row


def deliver() -> list[str]:
    """Return the texts of the mails that all saved searches make."""
    mail.outbox.clear()
    deliver_all(Subscription.objects.all())
    return [message.body for message in mail.outbox]


@pytest.fixture
def broken(monkeypatch):
    """A function that lets the engine fail, and one that ends it."""

    def fail(*arguments):
        raise EngineUnavailableError("down")

    return lambda: monkeypatch.setattr(type(database_engine()), "candidates", fail), monkeypatch.undo


def test_an_entry_that_was_out_of_the_index_for_a_day_is_told_once(home, work):
    save_search("q=goudsbloemen")
    case = factories.CasePageFactory(title="Nieuw stadslab")
    work()
    assert len(deliver()) == 1
    database_engine().write(case.pk, AHEAD, [])
    assert deliver() == []
    store_entry(case.pk, AHEAD + 1)
    assert deliver() == []
    assert Subscription.objects.get().told == [case.pk]
    type(case).objects.update(first_published_at=timezone.now() - LOOK_BACK - timedelta(days=1))
    assert deliver() == [] and Subscription.objects.get().told == []


def test_nothing_is_decided_while_no_engine_answers(home, work, broken):
    fail, mend = broken
    save_search("q=goudsbloemen")
    factories.CasePageFactory(title="Nieuw stadslab")
    work()
    fail()
    assert deliver() == []
    assert Subscription.objects.get().tries == 1
    assert Subscription.objects.get().due_at < timezone.now() + timedelta(hours=1)
    mend()
    assert len(deliver()) == 1


def test_what_was_there_before_is_not_new_though_no_engine_answered_then(home, work, broken):
    fail, mend = broken
    factories.CasePageFactory(title="Van vroeger")
    work()
    fail()
    save_search("q=goudsbloemen")
    mend()
    assert deliver() == []
