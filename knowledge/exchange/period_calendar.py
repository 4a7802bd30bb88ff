"""The periods of questions and offers as an iCalendar file of all-day events; the same cards give the same bytes."""

from collections.abc import Iterable
from datetime import UTC, timedelta

import icalendar
from icalendar import vText, vUri

from characters.cleaning import clean, clean_line
from knowledge.models.exchange import ExchangePage

PRODUCT_ID = "-//Stadskennis//Vraag en aanbod//NL"


def render_periods(name: str, pages: Iterable[ExchangePage], url: str) -> bytes:
    """Return an iCalendar file of the pages that have a first day; without a last day an event is that day."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("calscale", "GREGORIAN")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, vText(clean_line(name)))
    calendar.add("source", vUri(url), parameters={"VALUE": "URI"})
    for page in sorted((page for page in pages if page.start), key=lambda page: (page.start, page.pk)):
        calendar.add_component(_make_event(page))
    return calendar.to_ical()


def _make_event(page: ExchangePage) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{page.translation_key}-period")
    changed = (page.last_published_at or page.first_published_at).astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", page.start)
    event.add("dtend", (page.end or page.start) + timedelta(days=1))  # the first day that is not part of it
    event.add("summary", vText(clean_line(page.title)))
    event.add("description", vText(clean(page.lead)))
    event.add("url", vUri(page.full_url))
    event.add("transp", "TRANSPARENT")  # a semester does not block a calendar
    return event
