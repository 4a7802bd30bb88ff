"""Records, kinds, series, listings and fixed pages among the results: by which names, for whom, and with which numbers."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.localisation import get_locale
from directory.merging.execute import merge_records
from search.query.executor import execute
from search.query.request import SearchRequest
from search.records.lookup import find_record_hits
from talkshows.models import Consent
from tests import factories
from tests.publishing import publish
from tests.translations import publish_english_copy

LINE = re.compile(r'<article class="record" data-record="([^"]+)" data-match="whole">(.*?)</article>', re.DOTALL)


@pytest.fixture(scope="module")
def made(module_db):
    """Records and pages with names of their own; two entries of the organisation, one of the place."""
    mooi = factories.OrganisationFactory(name="Stichting Kweepeer", other_names="SKP\nDe Mispelhof")
    english = factories.OrganisationFactory(
        name="Quince Foundation", locale=get_locale("en"), translation_key=mooi.translation_key
    )
    laak = factories.PlaceFactory(name="Kwikstaartkwartier", level="quarter")
    street = factories.PlaceFactory(name="Mussenlaan", parent=laak, level="street")
    theme = factories.ThemeFactory(name="Duurzaam bouwen")
    shown = factories.PersonFactory(name="Rosalie Zonderland")
    hidden = factories.PersonFactory(name="Willemijn Dichtbij", consent=False)
    first = factories.InterviewPageFactory(title="Eerste", themes=[theme], places=[street])
    second = factories.CasePageFactory(title="Tweede", places=[laak])
    for entry in (first, second):
        entry.partnerships.create(organisation=mooi, role="partner")
    second.contributions.create(person=shown, role="lead")
    second.contributions.create(person=hidden, role="team")
    second.contributions.create(name="Jurienne Hollander", role="contact")
    publish(first), publish(second)
    series = factories.SeriesPageFactory(title="Avondgesprekken")
    factories.EpisodePageFactory(parent=series, title="Aflevering")
    listing = factories.IndexPageFactory(title="Stadsproeven", intro="Wat uitgeprobeerd werd, met vallen en opstaan.")
    privacy = factories.StandardPageFactory(
        title="Privacy", body=[("text", "<h2>Als je leest</h2><p>Lezers krijgen geen koekjes.</p>")]
    )
    factories.do_work()
    return {
        "organisation": mooi, "english": english, "place": laak, "theme": theme, "shown": shown, "hidden": hidden,
        "first": first, "second": second, "series": series, "listing": listing, "privacy": privacy,
    }  # fmt: skip


@pytest.fixture
def world(made, db):
    """What the file made, as its rows are now."""
    return {name: type(thing).objects.get(pk=thing.pk) for name, thing in made.items()}


@pytest.fixture
def lines(client):
    """A function that returns {reference: text of the line} of the results for a text."""

    def find(text: str, address="/zoeken/", **query) -> dict[str, str]:
        html = client.get(address, {"q": text, **query}).content.decode()
        return {ref: re.sub(r"<[^>]+>", "", line).replace("  ", " ").strip() for ref, line in LINE.findall(html)}

    return find


def test_organisation_is_found_by_every_name_with_its_number(world, lines):
    line = {f"organisation:{world['organisation'].pk}": "Organisatie: Stichting Kweepeer, 2 stukken"}
    for text in (
        "Stichting Kweepeer",
        "stichtingkweepeer",
        "Stichtng Kweeper",
        "organisatie kweepeer",
    ):
        assert lines(text) == line, text
    ref, shown = next(iter(line.items()))
    for name in ("SKP", "De Mispelhof", "Quince Foundation"):
        assert lines(name) == {ref: f"{shown}ook bekend als {name}"}
    english = f"organisation:{world['english'].pk}"
    assert lines("kweepeer", "/en/search/") == {
        english: "Organisation: Quince Foundationalso known as Stichting Kweepeer"
    }


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("place", "kwikstaartkwartier", "Plek: Kwikstaartkwartier, 2 stukken"),
        ("theme", "duurzame bouw", "Thema: Duurzaam bouwen, 1 stuk"),
        ("shown", "Rosalie Zonderland", "Persoon: Rosalie Zonderland, 1 stuk"),
        ("series", "avondgesprek", "Reeks: Avondgesprekken, 1 stuk"),
        ("listing", "stadsproef", "Pagina: Stadsproeven"),
    ],
)
def test_each_kind_of_record_has_its_line(world, lines, name, text, label):
    assert label in lines(text).values()
    assert any(ref.endswith(f":{world[name].pk}") for ref in lines(text))


def test_texts_of_pages_are_found_below_the_entries(world, lines, client):
    assert lines("koekjes lezers") == {f"page:{world['privacy'].pk}": "Pagina: PrivacyLezers krijgen geen koekjes."}
    assert f'href="{world["privacy"].url}#als-je-leest"' in client.get("/zoeken/", {"q": "koekjes"}).text
    assert list(lines("vallen opstaan")) == [f"page:{world['listing'].pk}"]
    assert lines("koekjes -lezers") == {}


@pytest.mark.parametrize("text", ["interview", "interviews", "vraaggesprek interview"])
def test_name_of_a_kind_leads_to_its_list(world, lines, client, text):
    parent = world["first"].get_parent()
    found = lines(text)
    assert (f"page:{parent.pk}" in found) == (text != "vraaggesprek interview")
    if found:
        assert found[f"page:{parent.pk}"] == "Soort: Interviews, 1 stuk"
        assert f'href="{parent.url}?kind=interview"' in client.get("/zoeken/", {"q": text}).text


def test_a_line_comes_before_what_another_language_has(world, client):
    publish_english_copy(factories.CasePageFactory(title="Gesprekken"), "An interview with many")
    factories.do_work()
    text = client.get("/zoeken/", {"q": "interview"}).text
    assert text.index("data-record=") < text.index("1 stuk gevonden in het Engels")
    assert text.count("gevonden in het Engels") == 1


def test_fixed_pages_are_found_by_what_readers_call_them(world, lines):
    assert list(lines("contactformulier")) == ["page:contact"]
    assert "page:feeds" in lines("rss") and "page:agenda_calendar" in lines("kalender")


def test_credited_people_lead_to_the_entry_and_only_who_agreed_has_a_line(world, lines, look):
    for name in ("Rosalie Zonderland", "Willemijn Dichtbij", "Jurienne Hollander"):
        page = look(q=name)
        assert (page.count, page.entries) == (1, [world["second"].pk]), name
        assert "<mark>" in page.html
    assert lines("Willemijn Dichtbij") == lines("Jurienne Hollander") == {}


def test_people_are_not_found_by_a_name_that_is_somebody_elses(world, lines, look):
    assert lines("Josalie Zonderland") == {} and look(q="Rosemarie Zonderland").count == 0
    assert list(lines("Rosalie Zonderlnd")) == [f"person:{world['shown'].pk}"]


def test_consent_that_is_taken_back_holds_at_once(world, lines, look):
    world["shown"].consent = False
    world["shown"].save()
    assert lines("Rosalie Zonderland") == {}


def test_guest_who_took_consent_back_is_not_found(world, lines, look):
    guest = factories.PersonFactory(name="Fenna Bloemendaal")
    episode = factories.EpisodePageFactory(parent=world["series"], title="Met een gast")
    episode.contributions.create(person=guest, role="guest")
    publish(episode)
    factories.do_work()
    assert look(q="Fenna Bloemendaal").entries == [episode.pk] and lines("Fenna Bloemendaal")
    consent = Consent.objects.create(entry_key=episode.translation_key, person=guest, name=guest.name, agreed="Ja.")
    consent.withdrawn_at = timezone.now()
    consent.save()
    page = look(q="Fenna Bloemendaal")
    assert (page.count, page.entries, lines("Fenna Bloemendaal")) == (0, [], {})


def test_numbers_and_names_hold_at_once(world, lines):
    ref = f"organisation:{world['organisation'].pk}"
    PageViewRestriction.objects.create(page=world["first"], restriction_type="login")
    assert lines("kweepeer")[ref] == "Organisatie: Stichting Kweepeer, 1 stuk"
    world["second"].unpublish()
    assert lines("kweepeer")[ref] == "Organisatie: Stichting Kweepeer"
    world["organisation"].name = "Stichting Moerbei"
    world["organisation"].save()
    assert lines("moerbei")[ref] == "Organisatie: Stichting Moerbei"


def test_merged_record_is_found_under_the_one_that_remains(world, lines):
    old = factories.OrganisationFactory(name="Vereniging Wielewaal", other_names="VWW")
    merge_records(old, world["organisation"])
    for text in ("Vereniging Wielewaal", "VWW"):
        assert list(lines(text)) == [f"organisation:{world['organisation'].pk}"]


def test_page_that_is_private_unpublished_or_filtered_away_has_no_line(world, lines):
    assert lines("koekjes", theme="duurzaam-bouwen") == {}
    PageViewRestriction.objects.create(page=world["privacy"], restriction_type="login")
    assert lines("koekjes") == {}
    world["listing"].unpublish()
    assert lines("stadsproeven") == {}


def test_number_of_queries_does_not_depend_on_the_number_of_records(world):
    def count() -> tuple[int, int]:
        results = execute(SearchRequest("buizerd"), "nl")
        find_record_hits(results)
        with CaptureQueriesContext(connection) as queries:
            return len(find_record_hits(results)), len(queries)

    make = [factories.OrganisationFactory, factories.PlaceFactory, factories.ThemeFactory, factories.PersonFactory]
    make[0](name="Buizerd een")
    one = count()
    for number in ("twee", "drie"):
        make[0](name=f"Buizerd {number}")
    three = count()
    assert (one[0], three[0]) == (1, 3) and one[1] == three[1] <= 3
