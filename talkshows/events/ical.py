"""Rendering of iCalendar files (RFC 5545 and 7986), independent of pages and the database.

The same events always give the same bytes, so that conditional requests can be answered with 304.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from icalendar import vDuration, vRecur, vText, vUri

from characters.cleaning import clean

CITY = ZoneInfo("Europe/Amsterdam")
FIRST_RULE_YEAR = 1997  # first whole year in which the rules of `make_timezone` hold; earlier times are written in UTC
FIRST, LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
REFRESH_INTERVAL = timedelta(hours=6)  # refresh interval suggested to calendar clients
PRODUCT_ID = "-//Stadskennis//Agenda//NL"


class InvalidEventError(ValueError):
    """The event cannot be written as iCalendar: naive or reversed times, or no key, title or URL."""


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `uid` is stable; `sequence` increases with every change; times are aware."""

    uid: str
    title: str
    start: datetime
    end: datetime
    url: str
    last_modified: datetime
    sequence: int = 0
    cancelled: bool = False
    location: str = ""
    description: str = ""
    categories: tuple[str, ...] = field(default=())

    def __post_init__(self):
        if not clean_line(self.uid) or not clean_line(self.title):
            raise InvalidEventError("an event needs a key and a title")
        if any(moment.tzinfo is None for moment in (self.start, self.end, self.last_modified)):
            raise InvalidEventError("a time without its zone")
        if not _utc(self.start) < _utc(self.end):
            raise InvalidEventError("the end does not lie after the start")
        if not 0 <= self.sequence < 2**31:
            raise InvalidEventError("a sequence number that programs cannot hold")
        if not re.fullmatch(r"https?://[!-~]+", self.url):
            raise InvalidEventError("no web address")


def clean_text(text: str) -> str:
    """Return `text` without control characters, surrogates and noncharacters."""
    return clean(text).replace("\r\n", "\n").replace("\t", " ").strip()


def clean_line(text: str) -> str:
    """Return the cleaned `text` on one line."""
    return " ".join(clean_text(text).split())


def render_calendar(name: str, events: Iterable[CalendarEvent], url: str = "") -> bytes:
    """Return `events` as an iCalendar file; `url` is its refresh address. Raises InvalidEventError."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("calscale", "GREGORIAN")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, vText(clean_line(name)))
    if url:
        calendar.add("source", vUri(url), parameters={"VALUE": "URI"})
        calendar.add("refresh-interval", vDuration(REFRESH_INTERVAL), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH_INTERVAL))
    calendar.add_component(make_timezone())
    for event in sorted(events, key=lambda event: (event.start, event.uid)):
        calendar.add_component(_make_vevent(event))
    return calendar.to_ical()


def _make_vevent(event: CalendarEvent) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", clean_line(event.uid))
    component.add("sequence", event.sequence)
    for label in ("dtstamp", "last-modified"):  # equal without METHOD (RFC 5545, 3.8.7.2)
        component.add(label, _utc(event.last_modified))
    component.add("dtstart", _local(event.start))
    component.add("dtend", _local(event.end))
    component.add("summary", vText(clean_line(event.title)))
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    component.add("url", vUri(event.url))
    if location := clean_line(event.location):
        component.add("location", vText(location))
    if description := clean_text(event.description):
        component.add("description", vText(description))
    if categories := [category for category in map(clean_line, event.categories) if category]:
        component.add("categories", categories)
    if event.cancelled:
        component.add("transp", "TRANSPARENT")  # does not block the time
    return component


def _local(moment: datetime) -> datetime:
    """Return a time in the city's zone; in UTC before FIRST_RULE_YEAR and in the repeated hour."""
    here = _utc(moment).astimezone(CITY)
    return here if here.year >= FIRST_RULE_YEAR and not here.fold else _utc(moment)


def _utc(moment: datetime) -> datetime:
    """Return a time in UTC without microseconds; raise InvalidEventError within a day of the limits of datetime."""
    try:
        found = moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise InvalidEventError("a time outside the calendar") from error
    if not FIRST < found < LAST:
        raise InvalidEventError("a time outside the calendar")
    return found


def make_timezone() -> icalendar.Timezone:
    """Return the VTIMEZONE of the city, with open-ended rules for both changes."""
    zone = icalendar.Timezone()
    zone.add("tzid", CITY.key)
    for kind, name, month, before, after in (
        (icalendar.TimezoneDaylight, "CEST", 3, 1, 2),
        (icalendar.TimezoneStandard, "CET", 10, 2, 1),
    ):
        part = kind()
        last_sunday = 31 if month == 3 else 27  # of 1996
        part.add("dtstart", datetime(1996, month, last_sunday, 1 + before))
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        zone.add_component(part)
    return zone
