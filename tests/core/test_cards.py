"""Cards: the day of an event is the day of the evening, leads end between words, titles break where words do."""

import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from core.entries.days import show_day
from core.entries.hyphenation import FIXED_SPACE, SOFT_HYPHEN, break_heading
from core.models import EntryPage
from core.templatetags.site_tags import shorten
from tests import factories
from tests.exchange_factories import DemandPageFactory

pytestmark = pytest.mark.django_db


def card_of(client, page, url: str) -> str:
    """Return the HTML of a page's card at an address."""
    text = client.get(url).text
    return text.partition(f'data-entry="{page.pk}"')[2].partition("</article>")[0]


def test_card_of_an_event_says_its_own_day_and_state(client, home, work):
    start = timezone.now().replace(year=2031, month=3, day=9, hour=12)
    place = factories.PlaceFactory(name="Laak")
    page = factories.EpisodePageFactory(title="Kweepeer", start=start, end=None, places=[place], cancelled=True)
    undated = factories.EpisodePageFactory(title="Mispel", start=None, end=None, places=[place])
    work()
    for url in (place.get_absolute_url(), "/zoeken/?q=kweepeer"):
        card = card_of(client, page, url)
        assert "9 maart 2031" in card and "Afgelast" in card and str(page.display_date.day) + " " not in card
    assert "datum volgt" in card_of(client, undated, place.get_absolute_url())


def test_card_of_another_entry_says_its_date(client, home):
    theme = factories.ThemeFactory()
    case = factories.CasePageFactory(themes=[theme], display_date="2025-02-03")
    assert "3 februari 2025" in card_of(client, case, theme.get_absolute_url())


def test_a_day_is_written_out_in_the_language_of_the_page_and_of_a_moment_it_is_the_local_one():
    assert show_day(date(2026, 5, 3)) == '<time datetime="2026-05-03">3 mei 2026</time>'
    assert show_day(datetime(2026, 5, 2, 22, 30, tzinfo=UTC)) == show_day(
        date(2026, 5, 3)
    )  # half past midnight in The Hague
    with translation.override("en"):
        assert show_day(date(2026, 5, 3)) == '<time datetime="2026-05-03">3 May 2026</time>'
    assert show_day(None) == ""


def test_what_comes_up_stands_on_the_page_of_its_place(client, home):
    laak, other = factories.PlaceFactory(name="Laak"), factories.PlaceFactory(name="Elders")
    here = factories.GatheringPageFactory(title="Kweepeer", start=timezone.now() + timedelta(days=3), places=[laak])
    factories.GatheringPageFactory(title="Mispel", start=timezone.now() + timedelta(days=2), places=[other])
    factories.GatheringPageFactory(title="Peer", start=timezone.now() - timedelta(days=2), end=None, places=[laak])
    told = client.get(laak.get_absolute_url()).text.partition('id="coming"')[2].partition("<h2")[0]
    assert here.url in told and "Mispel" not in told and "Peer<" not in told
    assert 'id="coming"' not in client.get(factories.PlaceFactory().get_absolute_url()).text


def test_no_list_asks_an_entry_for_a_name_that_it_lacks(client, home, work, monkeypatch):
    asked = []  # Django lists all names of an object when one is missing: a quarter of a millisecond for an entry

    def note(found) -> list[str]:
        if isinstance(found, EntryPage):
            asked.append(sys._getframe(1).f_locals["bit"])
        return dir(found)

    monkeypatch.setattr("django.template.base.dir", note, raising=False)
    place = factories.PlaceFactory(latitude="52.06", longitude="4.32")
    for make in (
        factories.CasePageFactory,
        factories.EpisodePageFactory,
        factories.ReportPageFactory,
        DemandPageFactory,
    ):
        make(title="Kweepeer", places=[place])
    work()
    for url in ("/", "/kaart/", "/zoeken/?q=kweepeer", place.get_absolute_url()):
        assert "Kweepeer" in client.get(url).text
    assert asked == []


@pytest.mark.parametrize(
    ("text", "short"),
    [("kort", "kort"), ("een twee drie", "een twee…"), ("x" * 20, "…"), ("een  twee\ndrie vier", "een twee…")],
)
def test_a_lead_ends_between_words(text, short):
    assert shorten(text, 10) == short


def test_page_that_does_not_exist_says_nothing_of_a_translation(client, home):
    text = client.get("/bestaat-niet/").text
    assert "Nog niet in het Engels" not in text and 'class="lang"' not in text and text.count('role="search"') == 1
    assert "Nog niet in het Engels" in client.get(factories.CasePageFactory().url).text


def test_titles_break_between_the_parts_of_words():
    assert (
        break_heading("Samenwerkingsovereenkomst 12", "nl") == f"Samenwerkings{SOFT_HYPHEN}overeenkomst{FIXED_SPACE}12"
    )
    assert break_heading("Verantwoordelijkheid telt", "nl").replace(SOFT_HYPHEN, "") == "Verantwoordelijkheid telt"
    assert break_heading("Interdisciplinarity 2026", "en") == "Interdisciplinarity 2026"


def test_card_on_the_page_of_a_place_names_that_place(client, home):
    """What is in more places than a card shows names the one that was asked for, on its page, in lists and on the map."""
    city = factories.PlaceFactory(name="Zeestad", level="city", latitude=52.0, longitude=4.0)
    part = factories.PlaceFactory(name="Waterwijk", level="quarter", parent=city, latitude=52.1, longitude=4.1)
    around = [factories.PlaceFactory(name=name, level="quarter", parent=city) for name in ("Aa", "Bee", "Cee")]
    page = factories.CasePageFactory(places=[*around, part])
    for url in (part.get_absolute_url(), f"{page.get_parent().url}?place={part.slug}", f"/kaart/?place={part.slug}"):
        assert "<span>Waterwijk</span>" in card_of(client, page, url)
