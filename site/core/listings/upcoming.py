"""Upcoming events and series, from the apps that have them."""

from copy import copy
from dataclasses import replace
from functools import partial

from django.db.models import Q

from core.extensions import SeriesTimeline, series_timelines, upcoming_events
from core.listings.limit import Limit
from page_cache.state import memo


def find_upcoming(locale_id: int, number: int = 3, limit: Limit | None = None) -> list:
    """Return the next dated entries, of a subject if `limit`, the nearest first; a query per source that has some."""
    found, subject = [], limit and limit.name
    for at, source in enumerate(upcoming_events):
        entries = source(locale_id).filter(start__isnull=False).prefetch_related(None)
        first = entries.filter(limit.condition if limit else Q()).values_list("pk", flat=True)[:number]
        ids = memo.get(("upcoming", locale_id, number, subject, at), partial(list, first))
        found += entries.filter(pk__in=ids) if ids else []
    return sorted(found, key=lambda entry: entry.start)[:number]


def find_series_timeline(locale_id: int) -> SeriesTimeline | None:
    """Return the first timeline that an app provides for this language, or None; no query while nothing changes."""

    def find_first() -> SeriesTimeline | None:
        return next((timeline for find in series_timelines if (timeline := find(locale_id))), None)

    found = memo.get(("timeline", locale_id), find_first)
    return found and replace(found, stops=[copy(stop) for stop in found.stops])


def find_upcoming_ids(locale_id: int) -> set[int]:
    """Return the ids of all upcoming dated entries; one query per source."""
    ids: set[int] = set()
    for source in upcoming_events:
        ids.update(source(locale_id).filter(start__isnull=False).order_by().values_list("pk", flat=True))
    return ids
