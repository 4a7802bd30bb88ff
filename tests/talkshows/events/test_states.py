"""One address through announced, live, recorded, past and cancelled: at the boundaries, on page, cards, lists and data."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core.models import Contribution
from talkshows.events.date_text import format_date_range, format_end
from talkshows.events.queries import find_events, find_planned, find_upcoming, is_past
from tests import factories
from tests.recordings import make_tracks
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
START = datetime(2026, 5, 21, 18, 0, tzinfo=UTC)  # 20.00 in The Hague
END = START + timedelta(hours=1, minutes=30)
TAPE = {"recording_url": "https://vimeo.com/1234567", "no_recognisable_guest": True}
TICK = timedelta(microseconds=1)


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock."""

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


def make(**values):
    fields = {
        "title": "Samenleven",
        "start": START,
        "end": END,
        "venue": "Buurthuis Laak",
        "venue_note": "Drempelvrij.",
    }
    return factories.EpisodePageFactory(**{**fields, **values})


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (START - TICK, "announced"),
        (START, "live"),
        (END - TICK, "live"),
        (END, "past"),
        (END + timedelta(days=900), "past"),
    ],
)
def test_state_changes_at_the_very_moment(client, at, moment, state):
    page = make()
    at(START - timedelta(days=1))
    assert 'class="state state--announced"' in client.get(page.url).text  # whatever was kept of this is not shown later
    at(moment)
    assert f'class="state state--{state}"' in client.get(page.url).text
    agenda = factories.AgendaPageFactory()
    text = client.get(agenda.url).text
    assert (text.index(f'data-entry="{page.pk}"') < text.index('id="past"')) is (state in {"announced", "live"})
    assert (find_planned(page.locale_id).first() is not None) is (state in {"announced", "live"})


@pytest.mark.parametrize(("end", "minutes", "state"), [(None, 119, "live"), (None, 120, "past")])
def test_evening_without_end_takes_two_hours(at, end, minutes, state):
    page = make(end=end)
    at(START + timedelta(minutes=minutes))
    assert page.state == state
    assert find_upcoming(page.locale_id).exists() is (state == "live")


def test_announced(client, at):
    at(START - timedelta(days=3))
    place = factories.PlaceFactory(name="Laak")
    page = make(signup_url="https://example.org/aanmelden", stream_url="https://example.org/stroom", places=[place])
    Contribution.objects.create(page=page, name="Een huismeester", role="guest", note="Laak")
    Contribution.objects.create(page=page, name="De presentator", role="moderator")
    Contribution.objects.create(page=page, name="De schrijver", role="author")
    text = client.get(page.url).text
    assert '<time datetime="2026-05-21T20:00:00+02:00">donderdag 21 mei 2026, 20.00 tot 21.30 uur</time>' in text
    for words in ("Buurthuis Laak", f'href="{place.get_absolute_url()}"', "Drempelvrij.", "De tijden zijn Nederlandse tijd.",
                  'href="https://example.org/aanmelden"', f'href="{page.url}agenda.ics"'):  # fmt: skip
        assert words in text, words
    assert text.index('id="when"') < min(
        text.index('<img src="/covers/talk'), text.index('id="in-short"')
    )  # before picture and facts
    assert text.count('id="when"') == 1
    assert [text.count(words) for words in ('<div class="when__venue">', "Drempelvrij.")] == [1, 1]
    assert "<strong>Goed om te weten:</strong> Drempelvrij." in text and "<dt>Locatie" not in text
    table = text[text.index('id="at-the-table"') : text.index("</ul>", text.index('id="at-the-table"'))]
    assert table.index("De presentator") < table.index("Een huismeester")
    assert "De schrijver" not in table
    assert "example.org/stroom" not in text  # only once there is something to see
    assert "<iframe" not in text


def test_announced_without_date(client):
    page = make(start=None, end=None, venue="", venue_note="")
    text = client.get(page.url).text
    assert "Datum volgt" in text
    assert "agenda.ics" not in text
    assert client.get(f"{page.url}agenda.ics").status_code == 404


def test_zone_in_full_only_for_who_may_be_elsewhere(client, at):
    at(START - timedelta(days=3))
    page = make()
    text = client.get(page.url).text
    assert "Nederlandse tijd" not in text and "Europe/Amsterdam" not in text
    assert "<small>Dutch time</small>" in client.get(publish_english_copy(page, "Who decides?").url).text


@pytest.mark.parametrize(
    ("stream", "shown"),
    [
        ("https://example.org/stroom", 'href="https://example.org/stroom"'),
        (
            "https://www.youtube.com/watch?v=abcdefghijk",
            'data-embed="https://www.youtube-nocookie.com/embed/abcdefghijk',
        ),
        ("", "kom zelf langs"),
    ],
)
def test_live(client, at, stream, shown):
    page = make(stream_url=stream, signup_url="https://example.org/aanmelden")
    at(START + timedelta(minutes=10))
    response = client.get(page.url)
    assert "Nu live, tot 21.30 uur" in response.text
    assert shown in response.text
    assert "<iframe" not in response.text  # no player without a click
    assert "example.org/aanmelden" not in response.text
    assert ("youtube-nocookie.com" in response["Content-Security-Policy"]) is ("youtube" in stream)


def test_recorded_wins_over_the_clock(client, at):
    page = make(**TAPE, caption_tracks=make_tracks(), signup_url="https://example.org/aanmelden")
    for moment in (START - TICK, START, END):
        at(moment)
        assert page.state == "recorded"
    text = client.get(page.url).text
    assert "example.org/aanmelden" not in text
    assert 'id="when"' not in text
    assert "Er is geen opname" not in text


def test_past_without_recording(client, at):
    page = make(stream_url="https://example.org/stroom", signup_url="https://example.org/aanmelden")
    at(END)
    text = client.get(page.url).text
    assert "Er is geen opname van" in text
    assert "Buurthuis Laak" in text
    assert "example.org" not in text


@pytest.mark.parametrize("moment", [START - timedelta(days=9), START, END + timedelta(days=9)])
def test_cancelled_stays_visible(client, at, moment):
    page = make(
        cancelled=True,
        cancelled_reason="De zaal is ziek.",
        signup_url="https://example.org/a",
        stream_url="https://example.org/b",
    )
    at(moment)
    response = client.get(page.url)
    assert response.status_code == 200
    assert "Dit gaat niet door" in response.text
    assert "De zaal is ziek." in response.text
    head = response.text.partition("</h1>")[2].partition('<p class="lead">')[0]
    assert "De zaal is ziek." in head and 'id="when"' in head  # straight under the title
    assert response.text.partition("<body>")[2].count("De zaal is ziek.") == 1
    assert "donderdag 21 mei 2026" in response.text
    assert "Oorspronkelijke datum en plek" in response.text
    assert "example.org" not in response.text
    assert "state--cancelled" in client.get(factories.AgendaPageFactory().url).text
    assert find_planned(page.locale_id).first() is None  # the home page does not invite to it


def test_search_finds_the_same_whatever_the_clock_says(at):
    """What is indexed today must still stand at its anchor when the evening is over."""
    page = make(body=[("text", "<h2>Waarover</h2><p>Over buren.</p>")], signup_url="https://example.org/aanmelden")
    found = []
    for moment in (START - timedelta(days=1), START, END):
        at(moment)
        found.append([(passage.heading, passage.anchor, passage.text) for passage in page.get_passages()])
    assert found[0] == found[1] == found[2]
    assert ("Wanneer en waar", "when") in [row[:2] for row in found[0]]
    assert "Meld je aan" not in str(found)


def test_over_and_coming_are_each_others_opposite(at):
    """Every event is in exactly one of the two, and where its state says; also without dates."""
    at(START)
    hours = [None, *(START + timedelta(hours=number) for number in (-5, -2, 0, 1, 5))]
    for start in hours:
        for end in [None, *(start + timedelta(hours=length) for length in (1, 3, 8))] if start else [None]:
            for more in ({}, {"cancelled": True}, TAPE):
                more = {**more, "caption_tracks": make_tracks("nl")} if more is TAPE else more
                make(start=start, end=end, **more)
    locale = factories.get_home().locale_id
    over = set(find_events(locale).filter(is_past()).values_list("pk", flat=True))
    coming = set(find_upcoming(locale).values_list("pk", flat=True))
    assert len(over) + len(coming) == find_events(locale).count() == 63
    assert not over & coming
    for event in find_events(locale):
        expected = event.effective_end <= START if event.start else event.cancelled or event.has_recording
        assert (event.pk in over) is expected


def test_words_of_days_and_hours(at, home):
    at(START)
    assert format_date_range(START) == "donderdag 21 mei 2026, 20.00 uur"
    assert format_date_range(START, END) == "donderdag 21 mei 2026, 20.00 tot 21.30 uur"
    over_night = format_date_range(START, START + timedelta(hours=6))
    assert over_night == "donderdag 21 mei 2026, 20.00 uur tot vrijdag 22 mei 2026, 02.00 uur"
    assert format_end(END) == "21.30"
    assert format_end(START + timedelta(hours=6)) == "vrijdag 22 mei 2026, 02.00"
    with timezone.override("UTC"):  # whatever the process thinks, words follow the active zone
        assert format_date_range(START, END).endswith("18.00 tot 19.30 uur")


def test_words_in_english(at, home):
    from django.utils import translation  # noqa: PLC0415 -- only here

    page = make()
    assert page.start_time_text == "20.00 uur" and make(start=None, end=None).start_time_text == ""
    with translation.override("en"):
        assert page.start_time_text == "20:00"
        assert format_date_range(START, END) == "Thursday 21 May 2026, 20:00 to 21:30"
