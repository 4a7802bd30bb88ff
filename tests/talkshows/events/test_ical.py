"""Writing calendars: read back by the library and by hand, whatever stands in the fields."""

import os
import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkshows.events.ical import (
    CITY,
    CalendarEvent,
    InvalidEventError,
    clean_line,
    clean_text,
    make_timezone,
    render_calendar,
)

EXAMPLES = int(os.environ.get("MAX_EXAMPLES", "200"))  # `make bench` asks for 10,000
EVENING = datetime(2026, 5, 21, 20, tzinfo=CITY)


def make_event(**values) -> CalendarEvent:
    fields = {
        "uid": "11111111-2222-3333-4444-555555555555",
        "title": "Samenleven",
        "start": EVENING,
        "end": EVENING + timedelta(hours=2),
        "url": "https://stadskennis.example/talkshows/een/",
        "last_modified": datetime(2026, 5, 1, 9, tzinfo=UTC),
    }
    return CalendarEvent(**{**fields, **values})


def read_back(content: bytes) -> list[icalendar.Event]:
    """Return the events of a calendar, which must be one and without errors."""
    calendar = icalendar.Calendar.from_ical(content)
    assert [error for part in calendar.walk() for error in part.errors] == []
    return list(calendar.walk("VEVENT"))


def lines(content: bytes) -> list[str]:
    """Return the unfolded lines as RFC 5545 cuts them."""
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    text = re.sub(r"\r\n[ \t]", "", content.decode("utf-8"))
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", text)
    return text.split("\r\n")[:-1]


def test_an_event_as_programs_read_it():
    content = render_calendar("Agenda", [make_event(location="Zaal 1, Laak", categories=("Wonen, werken", "Leren"))])
    assert lines(content)[-14:] == [
        "BEGIN:VEVENT",
        "SUMMARY:Samenleven",
        "DTSTART;TZID=Europe/Amsterdam:20260521T200000",
        "DTEND;TZID=Europe/Amsterdam:20260521T220000",
        "DTSTAMP:20260501T090000Z",
        "UID:11111111-2222-3333-4444-555555555555",
        "SEQUENCE:0",
        "CATEGORIES:Wonen\\, werken,Leren",
        "LAST-MODIFIED:20260501T090000Z",
        "LOCATION:Zaal 1\\, Laak",
        "STATUS:CONFIRMED",
        "URL:https://stadskennis.example/talkshows/een/",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_cancelled_frees_the_evening():
    (event,) = read_back(render_calendar("Agenda", [make_event(cancelled=True, sequence=7)]))
    assert (event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CANCELLED", 7, "TRANSPARENT")


def test_same_events_in_any_order_give_the_same_bytes():
    starts = [EVENING + timedelta(days=number % 3) for number in range(6)]
    events = [make_event(uid=f"u{n}", start=start, end=start + timedelta(hours=1)) for n, start in enumerate(starts)]
    assert render_calendar("A", events) == render_calendar("A", reversed(events))


def test_calendar_without_events_is_still_one():
    content = render_calendar("Leeg", [])
    assert "BEGIN:VTIMEZONE" in lines(content)
    assert read_back(content) == []


@pytest.mark.parametrize("month", range(1, 13))
def test_zone_says_what_the_clock_says(month):
    """Our two rules against the time zone database, every day at noon and at the hours of the change."""
    zone = make_timezone().to_tz()
    for year in (1997, 2015, 2026, 2027, 2044):
        day = datetime(year, month, 1, 12)
        while day.month == month:
            for hour in (1, 4, 12):
                moment = day.replace(hour=hour)
                assert zone.utcoffset(moment) == ZoneInfo("Europe/Amsterdam").utcoffset(moment), moment
            day += timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "DTSTART;TZID=Europe/Amsterdam:20261025T023000"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "DTSTART:20261025T013000Z"),  # the hour that comes twice
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "DTSTART;TZID=Europe/Amsterdam:20260329T030000"),
        (datetime(1985, 6, 1, 18, 0, tzinfo=UTC), "DTSTART:19850601T180000Z"),
        (
            datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=-8))),
            "DTSTART;TZID=Europe/Amsterdam:20260701T220000",
        ),
    ],
)
def test_times_at_the_edges(moment, line):
    assert line in lines(render_calendar("A", [make_event(start=moment, end=moment + timedelta(hours=1))]))


HOSTILE = [
    "Titel\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:gekaapt",
    "Titel\nATTACH:https://evil.example/",
    "Titel\rORGANIZER:mailto:iemand",
    "Titel\u2028X-EVIL:1\u2029\x85\x0b\x0cY",
    'a;b,c\\n\\;d:e"f',
    "\x00\x07\x1b[31m",
    "\ud800 half",
    "é" * 300,
    "😀" * 90,
    "\u202eomgekeerd",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_line_of_its_own(text):
    event = make_event(title=f"x{text}", location=text, description=text, categories=(text,))
    content = render_calendar(text or "x", [event])
    found = lines(content)
    names = {re.split(r"[;:]", line, maxsplit=1)[0] for line in found}
    assert names <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "TZID", "DTSTART", "RRULE", "TZNAME", "TZOFFSETFROM",
        "TZOFFSETTO", "SUMMARY", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES", "DESCRIPTION", "LAST-MODIFIED", "LOCATION",
        "STATUS", "URL",
    }  # fmt: skip
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == 1
    assert found.count("BEGIN:VCALENDAR") == 1
    (back,) = read_back(content)
    assert back["SUMMARY"] == clean_line(f"x{text}")


@pytest.mark.parametrize(
    "values",
    [
        {"start": datetime(2026, 5, 21, 20)},
        {"end": EVENING},
        {"end": EVENING - timedelta(seconds=1)},
        {"title": " \r\n\x00 "},
        {"uid": ""},
        {"url": "javascript:alert(1)"},
        {"url": "https://x.example/\r\nX-EVIL:1"},
        {"url": "https://x.example/é"},
        {"sequence": -1},
        {"sequence": 2**31},
    ],
)
def test_what_no_calendar_can_hold_is_refused(values):
    with pytest.raises(InvalidEventError):
        make_event(**values)


@pytest.mark.parametrize("year", [1, 9999])
def test_ends_of_time(year):
    far = datetime(
        year,
        1 if year == 1 else 12,
        1 if year == 1 else 31,
        12,
        tzinfo=timezone(timedelta(hours=14 if year == 1 else -12)),
    )
    with pytest.raises(InvalidEventError):
        make_event(start=far, end=far + timedelta(hours=11))
    with pytest.raises(InvalidEventError):
        render_calendar("A", [make_event(last_modified=far)])


texts = st.text(max_size=200)
moments = st.datetimes(
    timezones=st.sampled_from([UTC, CITY, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))])
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    uid=texts, title=texts, name=texts, location=texts, description=texts, categories=st.lists(texts, max_size=3).map(tuple), start=moments,
    length=st.timedeltas(min_value=timedelta(days=-1), max_value=timedelta(days=9)), last_modified=moments, sequence=st.integers(-1, 2**31),
    cancelled=st.booleans(), url=st.one_of(st.just("https://x.example/a?b=c,d;e"), texts),
)  # fmt: skip
def test_whatever_comes_is_refused_or_read_back(name, start, length, **values):
    """Nothing but InvalidEventError is raised, and what is written reads back as it was."""
    try:
        try:
            end = start + length
        except OverflowError:
            return
        event = CalendarEvent(start=start, end=end, **values)
        content = render_calendar(name, [event])
    except InvalidEventError:
        return
    lines(content)
    (back,) = read_back(content)
    assert back["UID"] == clean_line(event.uid)
    assert back["SUMMARY"] == clean_line(event.title)
    assert back.get("LOCATION", "") == clean_line(event.location)
    assert back.get("DESCRIPTION", "") == clean_text(event.description)
    assert back.get("SEQUENCE") == event.sequence
    assert (back["STATUS"] == "CANCELLED") is event.cancelled
    for label, moment in (("DTSTART", event.start), ("DTEND", event.end), ("LAST-MODIFIED", event.last_modified)):
        assert back[label].dt.astimezone(UTC) == moment.astimezone(UTC).replace(microsecond=0), label
    categories = [str(theme) for theme in back["CATEGORIES"].cats] if "CATEGORIES" in back else []
    assert categories == [clean_line(theme) for theme in event.categories if clean_line(theme)]
