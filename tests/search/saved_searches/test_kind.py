"""What a saved search tells: each entry once, nothing while search does not work or a filter is unknown."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.indexing.writer import store_entry
from search.saved_searches.kind import LOOK_BACK, SAVED_SEARCH
from subscriptions import registration
from subscriptions.delivery import deliver_all
from subscriptions.models import Subscription, make_identity
from tests import factories
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
EMAIL, AHEAD = "lezer@stadskennis.example", 1_000_000


def save_search(subject: str, language: str = "nl", confirmed: bool = True) -> Subscription:
    row = Subscription.objects.create(
        kind=SAVED_SEARCH, subject=subject, email=EMAIL, language=language, checked_at=timezone.now()
    )
    if confirmed:
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


def test_a_search_follows_a_theme_to_its_new_address(home, work):
    theme, other = factories.ThemeFactory(name="Wonen"), factories.ThemeFactory(name="Leren")
    row = save_search("theme=leren&theme=wonen")
    theme.slug = "wonen-en-leven"
    theme.save()
    row.refresh_from_db()
    assert row.subject == "theme=leren&theme=wonen-en-leven"
    assert row.identity == make_identity(SAVED_SEARCH, row.subject, "nl", EMAIL)
    factories.CasePageFactory(title="Over wonen", themes=[theme])
    factories.CasePageFactory(title="Over leren", themes=[other])
    factories.CasePageFactory(title="Zonder thema")
    work()
    [body] = deliver()
    assert "Over wonen" in body and "Over leren" in body and "Zonder thema" not in body


def test_a_search_in_another_language_has_the_address_of_that_language(home, work):
    theme = factories.ThemeFactory(name="Wonen")
    english = theme.copy_for_translation(publish_english_copy(factories.CasePageFactory(), "Of long ago").locale)
    english.name, english.slug, english.live = "Housing", "housing", True
    english.save()
    row = save_search("theme=wonen", "en")
    theme.slug = "thuis"
    theme.save()
    row.refresh_from_db()
    assert row.subject == "theme=housing"


def test_an_address_of_another_record_in_the_language_of_the_search_stays(home, work):
    theme = factories.ThemeFactory(name="Art")
    english = publish_english_copy(factories.CasePageFactory(), "Of long ago").locale
    factories.ThemeFactory(name="Art", locale=english, slug="art")
    row = save_search("theme=art", "en")
    theme.slug = "kunst"
    theme.save()
    row.refresh_from_db()
    assert row.subject == "theme=art"


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_of_two_searches_that_become_the_same_the_confirmed_one_stays(home, work, is_confirmed):
    theme = factories.ThemeFactory(name="Wonen")
    old = save_search("theme=wonen", confirmed=is_confirmed)
    new = save_search("theme=thuis", confirmed=not is_confirmed)
    theme.slug = "thuis"
    theme.save()
    assert Subscription.objects.get().pk == (old if is_confirmed else new).pk
    assert Subscription.objects.get().subject == "theme=thuis"


def test_nothing_is_mailed_while_a_filter_is_unknown(home, work, caplog):
    theme = factories.ThemeFactory(name="Wonen")
    save_search("q=goudsbloemen&theme=wonen")
    factories.CasePageFactory(title="Zonder thema")
    case = factories.CasePageFactory(title="Met thema", themes=[theme])
    work()
    theme.live = False
    theme.save()
    assert deliver() == []
    assert "wonen" in caplog.text and EMAIL not in caplog.text
    theme.live = True
    theme.save()
    [body] = deliver()
    assert case.title in body and "Zonder thema" not in body


def test_an_unknown_filter_is_not_part_of_what_is_saved(client, home):
    with translation.override("nl"):
        page = client.get("/zoeken/bewaren/?q=goudsbloemen&theme=bestaat-niet")
    assert 'action="/zoeken/bewaren/?q=goudsbloemen"' in page.text
