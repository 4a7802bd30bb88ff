"""Calendars that other programs can read (iCalendar, RFC 5545 and 7986).

Knows nothing of pages or the database. The same events always give the same bytes, so that a program which asks again
is told that nothing changed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from icalendar import vDuration, vRecur, vText, vUri

CITY = ZoneInfo("Europe/Amsterdam")
RULES_SINCE = (
    1997  # the first whole year in which summer time changed as `city_clock` says; earlier times go out in UTC
)
FIRST, LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
ASK_AGAIN = timedelta(hours=6)  # how often subscribed programs should look
PRODUCT = "-//Stadskennis//Agenda//NL"
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class UnwritableEvent(ValueError):
    """An event that no calendar can hold: without time zone, ending before it starts, without address or key."""


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `uid` stays for ever; `sequence` grows with every change; times carry their zone."""

    uid: str
    title: str
    start: datetime
    end: datetime
    url: str
    changed: datetime
    sequence: int = 0
    cancelled: bool = False
    place: str = ""
    text: str = ""
    themes: tuple[str, ...] = field(default=())

    def __post_init__(self):
        if not clean_line(self.uid) or not clean_line(self.title):
            raise UnwritableEvent("an event needs a key and a title")
        if any(moment.tzinfo is None for moment in (self.start, self.end, self.changed)):
            raise UnwritableEvent("a time without its zone")
        if not _utc(self.start) < _utc(self.end):
            raise UnwritableEvent("the end does not lie after the start")
        if not 0 <= self.sequence < 2**31:
            raise UnwritableEvent("a sequence number that programs cannot hold")
        if not re.fullmatch(r"https?://[!-~]+", self.url):
            raise UnwritableEvent("no web address")


def clean_text(text: str) -> str:
    """Return `text` without what a calendar or feed may not hold: control signs, halves of signs, what is no sign."""
    lines = _BREAKS.sub("\n", text)
    return "".join(
        " " if sign != "\n" and (unicodedata.category(sign) in {"Cc", "Cs"} or ord(sign) & 0xFFFE == 0xFFFE) else sign
        for sign in lines
    ).strip()


def clean_line(text: str) -> str:
    """Return `text` as one line."""
    return " ".join(clean_text(text).split())


def write_calendar(name: str, events: Iterable[CalendarEvent], url: str = "") -> bytes:
    """Return a calendar of `events` under a `name`; `url` is where it is asked again. Raises UnwritableEvent."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, vText(clean_line(name)))
    if url:
        calendar.add("source", vUri(url), parameters={"VALUE": "URI"})
        calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    calendar.add_component(city_clock())
    for event in sorted(events, key=lambda event: (event.start, event.uid)):
        calendar.add_component(_write(event))
    return calendar.to_ical()


def _write(event: CalendarEvent) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", clean_line(event.uid))
    made.add("sequence", event.sequence)
    for label in ("dtstamp", "last-modified"):  # without METHOD the two say the same: when it last changed
        made.add(label, _utc(event.changed))
    made.add("dtstart", _local(event.start))
    made.add("dtend", _local(event.end))
    made.add("summary", vText(clean_line(event.title)))
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("url", vUri(event.url))
    if place := clean_line(event.place):
        made.add("location", vText(place))
    if text := clean_text(event.text):
        made.add("description", vText(text))
    if themes := [theme for theme in map(clean_line, event.themes) if theme]:
        made.add("categories", themes)
    if event.cancelled:
        made.add("transp", "TRANSPARENT")  # the evening is free again
    return made


def _local(moment: datetime) -> datetime:
    """Return a moment by the city's clock; in UTC before its rules began and in the hour that comes twice."""
    here = _utc(moment).astimezone(CITY)
    return here if here.year >= RULES_SINCE and not here.fold else _utc(moment)


def _utc(moment: datetime) -> datetime:
    """Return a moment in whole seconds; a day is left at both ends, so that every zone can show it."""
    try:
        found = moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise UnwritableEvent("a time outside the calendar") from error
    if not FIRST < found < LAST:
        raise UnwritableEvent("a time outside the calendar")
    return found


def city_clock() -> icalendar.Timezone:
    """Return the city's time zone with the rule of both changes, which holds without an end."""
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
