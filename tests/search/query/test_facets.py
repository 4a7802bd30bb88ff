"""Facets: exact over the result set, OR within, AND between, places with the places below, in both languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from core.filters.facet_index import FacetIndex, FacetRecord, join_bits, read_keys
from core.models import EntryPage, Partnership
from directory.models import Place
from search.models import CacheInvalidation
from search.pages.no_results import most_frequent
from search.query.cache import get_cache
from search.query.facets import Facets
from search.records import lookup
from tests import factories
from tests.publishing import publish
from tests.translations import publish_english_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(home):
    city = factories.PlaceFactory(name="Den Haag", level="city")
    district = factories.PlaceFactory(name="Laak", level="district", parent=city)
    street = factories.PlaceFactory(name="Goudriaankade", level="street", parent=district)
    other = factories.PlaceFactory(name="Escamp", level="district", parent=city)
    return {
        "city": city, "laak": district, "street": street, "escamp": other,
        "wonen": factories.ThemeFactory(name="Wonen"), "leren": factories.ThemeFactory(name="Leren"),
    }  # fmt: skip


@pytest.fixture
def entries(records, work):
    r = records
    made = [
        factories.CasePageFactory(themes=[r["wonen"]], places=[r["street"]], display_date="2024-05-01"),
        factories.CasePageFactory(themes=[r["wonen"], r["leren"]], places=[r["laak"]], display_date="2025-05-01"),
        factories.CasePageFactory(themes=[r["leren"]], places=[r["escamp"]], display_date="2025-06-01"),
        factories.WalkPageFactory(lead="Goudsbloemen langs het water.", themes=[r["leren"]], display_date="2026-01-01"),
    ]
    work()
    return made


def test_numbers_are_exact_and_places_hold_what_lies_in_them(look, entries):
    page = look()
    assert page.count == 4
    assert page.numbers("theme") == {"leren": 3, "wonen": 2}
    assert page.numbers("place") == {"den-haag": 3, "laak": 2, "goudriaankade": 1, "escamp": 1}
    assert page.numbers("year") == {"2026": 1, "2025": 2, "2024": 1}


def test_new_kind_appears_by_itself(look, entries):
    page = look()
    assert page.numbers("kind") == {"case": 3, "walk": 1}
    assert look(kind="walk").entries == [entries[3].pk]


def test_or_within_a_facet_and_between_facets(look, entries):
    assert look(theme=["wonen", "leren"]).count == 4
    page = look(theme="wonen", place="laak")
    assert set(page.entries) == {entries[0].pk, entries[1].pk}
    # The numbers of a facet ignore its own filter, and no other.
    assert page.numbers("theme") == {"wonen": 2, "leren": 1}
    assert page.numbers("place") == {"laak": 2, "den-haag": 2, "goudriaankade": 1}
    assert page.numbers("year") == {"2025": 1, "2024": 1}


def test_every_number_is_what_its_filter_then_finds(look, entries):
    for name in ("kind", "theme", "place", "year"):
        for value, number in look().numbers(name).items():
            assert look(**{name: value}).count == number, (name, value)


def test_never_cut_at_ten(look, home, work):
    themes = [factories.ThemeFactory(name=f"Thema {number:02}") for number in range(14)]
    factories.CasePageFactory(themes=themes)
    work()
    assert len(look().numbers("theme")) == 14


def test_chips_take_one_value_away(look, entries):
    page = look(theme=["wonen", "leren"], place="laak")
    urls = [chip["url"] for chip in page.response.context["chips"]]
    assert urls == [
        "/zoeken/?q=goudsbloemen&theme=leren&place=laak",
        "/zoeken/?q=goudsbloemen&theme=wonen&place=laak",
        "/zoeken/?q=goudsbloemen&theme=wonen&theme=leren",
    ]
    assert page.html.count("Haal weg:") == 3


def test_unknown_values_fall_away(look, entries):
    assert look(theme="bestaat-niet", kind="ook-niet", year="1x", language="xx", place="").count == 4


def test_english_page_has_english_slugs_and_words(look, client, records, work):
    english = Locale.objects.get(language_code="en")
    for name, word in (("city", "The Hague"), ("laak", "Laak district")):
        Place.objects.create(name=word, locale=english, translation_key=records[name].translation_key, level="city")
    home = publish_english_home()
    case = factories.CasePageFactory(
        parent=factories.IndexPageFactory(parent=home, slug="labs"),
        lead="Marigolds everywhere.",
        places=[records["street"]],
    )
    work()
    page = look("/en/search/", q="marigolds")
    assert page.numbers("place") == {"laak-district": 1, "the-hague": 1, "goudriaankade": 1}
    assert ">Laak district<" in page.html
    assert look("/en/search/", q="marigolds", place="laak-district").entries == [case.pk]
    assert look("/en/search/", q="marigolds", place="laak").entries == [case.pk]  # a Dutch address still works
    dutch = look(q="marigolds")
    assert (dutch.count, dutch.numbers("language")) == (0, {"nl": 0, "en": 1})
    assert look(q="marigolds", language="en").entries == [case.pk]


def test_table_follows_a_publication_in_the_same_transaction(look, entries, records, work):
    case = entries[0]
    assert look(theme="wonen").count == 2
    case.themes.set([records["leren"]])
    publish(case)
    assert look(theme="wonen").count == 1
    assert look().numbers("theme") == {"leren": 4, "wonen": 1}


def test_table_follows_a_new_name_and_a_moved_place(look, entries, records):
    assert look(place="escamp").count == 1
    records["wonen"].name = "Goed wonen"
    records["wonen"].save()
    records["street"].parent = records["escamp"]
    records["street"].save()
    page = look(place="escamp")
    assert page.count == 2
    assert "Goed wonen" in page.html


def test_entries_that_were_never_announced_are_read_when_found(entries):
    table = FacetIndex()
    new = factories.CasePageFactory()  # this table is not the process's own: nobody tells it
    facets = Facets(table, [*(entry.pk for entry in entries), new.pk], {}, new.locale_id)
    assert facets.count("language", new.locale_id) == 5


def test_many_changes_are_forgotten_and_everything_is_read_again(look, entries, monkeypatch):
    monkeypatch.setattr("search.query.cache.MAX_INVALIDATIONS", 2)
    look()
    for entry in entries:
        publish(entry)
    assert CacheInvalidation.objects.count() <= 2
    assert look().count == 4


def test_facets_cost_no_query(entries):
    cache = get_cache()
    facets = Facets(cache.facet_index, [entry.pk for entry in entries], {}, entries[0].locale_id)
    assert facets.shown
    with CaptureQueriesContext(connection) as queries:
        assert Facets(
            cache.facet_index, [entry.pk for entry in entries], {"theme": ("wonen",)}, entries[0].locale_id
        ).shown
    assert len(queries) == 0


def test_organisation_is_counted_once_for_an_entry(look, entries, work):
    partner = factories.OrganisationFactory(name="Partner")
    for role in ("partner", "funder"):
        Partnership.objects.create(page=EntryPage.objects.get(pk=entries[0].pk), organisation=partner, role=role)
    entries[0].refresh_from_db()
    publish(entries[0])
    assert look().numbers("organisation") == {"partner": 1}
    assert look(organisation="partner").entries == [entries[0].pk]


@pytest.mark.parametrize("bits", [[], [0], [7, 8, 63], [1, 1]])
def test_bits_are_joined(bits):
    assert join_bits(bits, 64) == sum(1 << bit for bit in set(bits))


def test_record_that_came_while_an_index_is_read_waits_for_the_next(entries, records, monkeypatch):
    """Records, their keys and entries are three queries: another process may merge a theme between them."""

    def read_later(name: str) -> dict:
        if name == "theme" and not new:
            new.append(factories.CasePageFactory(themes=[records["wonen"], factories.ThemeFactory(name="Samen leven")]))
        return read_keys(name)

    new: list = []
    monkeypatch.setattr("core.filters.facet_index.read_keys", read_later)
    table = FacetIndex()
    facets = Facets(table, [*(entry.pk for entry in entries), new[0].pk], {}, new[0].locale_id)
    assert {one["name"] for one in most_frequent(facets, "theme", 5)} == {"Leren", "Wonen"}
    assert facets.count("theme", facets.find_value("theme", "wonen")) == 3
    assert "Samen leven" in {
        one["name"] for one in most_frequent(Facets(FacetIndex(), [new[0].pk], {}, new[0].locale_id), "theme", 5)
    }


def test_record_merged_while_the_index_was_read_has_no_name():
    assert FacetRecord().named(1) == ("", "")


def test_imported_entries_are_loaded_together_and_the_names_are_read_again_once(records, look, monkeypatch):
    cases = [factories.CasePageFactory(title=f"Lab {word}") for word in ("kweepeer", "moerbei", "mispel")]
    factories.do_work()
    assert look(q="kweepeer").count == 1
    index, read = get_cache().facet_index, []
    for case in cases:  # as if the index had been made before they were imported
        index._count(case.pk, on=False)
        del index.rows[case.pk]
    monkeypatch.setattr(lookup, "read_catalogue", lambda locale_id: read.append(locale_id) or [])
    for word in ("kweepeer", "moerbei", "mispel"):
        assert look(q=word).count == 1
        assert {case.pk for case in cases} <= index.rows.keys()
    assert len(read) == len(set(read))
