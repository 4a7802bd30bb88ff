"""Upcoming events and series, from the apps that have them."""

from django.db.models import Q

from core.extensions import SeriesTimeline, series_timelines, upcoming_events


def find_upcoming(locale_id: int, number: int = 3, limit: Q | None = None) -> list:
    """Return the next dated entries that match `limit`, the nearest first; one query per source."""
    sources = [source(locale_id).filter(limit or Q(), start__isnull=False) for source in upcoming_events]
    found = [entry for entries in sources for entry in entries.prefetch_related(None)[:number]]
    return sorted(found, key=lambda entry: entry.start)[:number]


def find_series_timeline(locale_id: int) -> SeriesTimeline | None:
    """Return the first timeline that an app provides for this language, or None."""
    return next((timeline for find in series_timelines if (timeline := find(locale_id))), None)


def find_upcoming_ids(locale_id: int) -> set[int]:
    """Return the ids of all upcoming dated entries; one query per source."""
    ids: set[int] = set()
    for source in upcoming_events:
        ids.update(source(locale_id).filter(start__isnull=False).order_by().values_list("pk", flat=True))
    return ids
