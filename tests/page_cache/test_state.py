"""What a process keeps for the present state: until anything that readers see changes, and never inside a transaction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.entries.redactions import find_redactions
from core.models import EntryPage, HomePage
from directory.known_records import list_records
from directory.models import Place, Theme
from knowledge.models import CasePage
from page_cache import reads
from page_cache.state import MOST, Memo, holding_state, name_state
from search.analysis import query_words
from search.query.spellcheck import check_spelling
from talkshows.models import Consent
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("between_transactions")]


def test_lasts_until_something_changes():
    factories.get_home()
    theme = factories.ThemeFactory(name="Wonen")
    assert [one.name for one in list_records(Theme, theme.locale_id)] == ["Wonen"]
    with CaptureQueriesContext(connection) as asked:
        assert list_records(Theme, theme.locale_id) == [theme]
    assert len(asked) == 1  # the state
    Theme.objects.filter(pk=theme.pk).update(name="Werken")  # no signal tells of it
    assert [one.name for one in list_records(Theme, theme.locale_id)] == ["Werken"]
    list_records(Theme, theme.locale_id).clear()  # a list of the caller's own
    assert len(list_records(Theme, theme.locale_id)) == 1


def test_redactions_of_all_entries_are_asked_once_until_a_consent_changes():
    page = factories.EpisodePageFactory()
    consent = Consent.objects.create(entry_key=page.translation_key, name="Fatima", agreed="Alles.")
    assert find_redactions() == {}
    with CaptureQueriesContext(connection) as asked:
        find_redactions()
    assert len(asked) == 1  # the state
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())  # no signal tells of it
    assert list(find_redactions()) == [consent.entry_key]
    find_redactions().clear()  # a dict of the caller's own
    assert list(find_redactions()) == [consent.entry_key]
    assert list(EntryPage.objects.find_redacted()) == [page.pk]
    EntryPage.objects.find_redacted().clear()
    with CaptureQueriesContext(connection) as asked:
        assert list(EntryPage.objects.find_redacted()) == [page.pk]
    assert len(asked) == 1


def test_state_of_the_index_is_asked_once_for_the_spelling_of_words():
    asked = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            check_spelling(query_words("regenwaater", "nl"), "regenwaater", "nl")
        asked.append([query["sql"] for query in captured if "search_indexedentry" in query["sql"]])
    assert [len(sql) for sql in asked] == [1, 0]


def test_items_of_the_map_change_with_their_entries(client):
    place = factories.PlaceFactory(latitude="52.06", longitude="4.32")
    case = factories.CasePageFactory(title="Kweepeer", places=[place])
    assert [client.get("/kaart/").text.count("<h3>") for _time in range(2)] == [1, 1]
    Place.objects.filter(pk=place.pk).update(latitude=None, longitude=None)  # no signal tells of it
    assert "<h3>" not in client.get("/kaart/").text
    Place.objects.filter(pk=place.pk).update(latitude="52.06", longitude="4.32")
    assert "Kweepeer" in client.get("/kaart/kaart.geojson").text
    CasePage.objects.filter(pk=case.pk).update(title="Mispel")
    assert "Mispel" in client.get("/kaart/kaart.geojson").text


def test_what_it_was_made_from_counts_for_who_uses_it():
    theme = factories.ThemeFactory()
    recorded = []
    for _time in range(2):
        with reads.recording() as made:
            (found,) = list_records(Theme, theme.locale_id)
            assert found.locale.pk == theme.locale_id  # fetched by each on its own copy
        recorded.append(set(made.queries))
    assert recorded[0] == recorded[1] and len(recorded[0]) == 2


def test_inside_a_transaction_nothing_is_kept(monkeypatch):
    monkeypatch.undo()
    numbers = iter(range(9))
    assert [Memo().get("one", lambda: next(numbers)) for _ in range(2)] == [0, 1]
    kept = Memo()
    assert [kept.get("one", lambda: next(numbers)) for _ in range(2)] == [2, 3]


def test_menu_restriction_and_home_follow_at_once(client):
    home = factories.get_home()
    listing = factories.IndexPageFactory(title="Stadslabs", slug="stadslabs", show_in_menus=True)
    assert 'href="/stadslabs/"' in client.get("/").text
    assert client.get("/stadslabs/").status_code == 200
    listing.slug = "proeven"
    listing.save_revision().publish()
    assert 'href="/proeven/"' in client.get("/").text
    assert client.get("/proeven/").status_code == 200
    listing.view_restrictions.create(restriction_type="login")
    assert client.get("/proeven/").status_code in {302, 403}
    assert 'href="/proeven/"' not in client.get("/").text
    HomePage.objects.filter(pk=home.pk).update(intro="Wat de stad leert")
    assert "Wat de stad leert" in client.get("/").text


def test_state_is_held_for_one_request_alone():
    factories.get_home()
    with holding_state():
        before = name_state()
        factories.ThemeFactory()
        assert name_state() == before
    assert name_state() != before


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr("page_cache.state.name_state", lambda is_noted: "one")
    memo = Memo()
    for number in range(MOST + 10):
        memo.get(number, lambda: 1)
    assert len(memo._values) <= MOST
    assert memo.get("none", lambda: None) is None
