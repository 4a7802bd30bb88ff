"""Entries that are still to come, from every app that has events."""

from django.db.models import Q

from core.extensions import SeriesTimeline, series_timelines, upcoming_events


def find_upcoming(locale_id: int, number: int = 3, limit: Q | None = None) -> list:
    """Return the next entries with a date, the nearest first, of those that `limit` leaves; one query per source."""
    sources = [source(locale_id).filter(limit or Q(), start__isnull=False) for source in upcoming_events]
    found = [entry for entries in sources for entry in entries.prefetch_related(None)[:number]]
    return sorted(found, key=lambda entry: entry.start)[:number]


def find_series_timeline(locale_id: int) -> SeriesTimeline | None:
    """Return the first series that an app wants to show in this language."""
    return next((timeline for find in series_timelines if (timeline := find(locale_id))), None)


def find_upcoming_ids(locale_id: int) -> set[int]:
    """Return the ids of all entries to come with a date; one query per source."""
    ids: set[int] = set()
    for source in upcoming_events:
        ids.update(source(locale_id).filter(start__isnull=False).order_by().values_list("pk", flat=True))
    return ids
