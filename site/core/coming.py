"""What comes next: rooms with dates register here, home and other pages ask."""

from collections.abc import Callable

_sources: list[Callable] = []


def register(source: Callable) -> None:
    """Add a function that takes a locale id and returns a queryset of entries to come, the nearest first."""
    if source not in _sources:
        _sources.append(source)


def find_next(locale_id: int):
    """Return the next entry with a date, or None; at most one query per source."""
    found = [entry for source in _sources if (entry := source(locale_id).filter(start__isnull=False).first())]
    return min(found, key=lambda entry: entry.start, default=None)


def find_coming(locale_id: int) -> set[int]:
    """Return the ids of everything to come with a date; one query per source."""
    ids: set[int] = set()
    for source in _sources:
        ids.update(source(locale_id).filter(start__isnull=False).order_by().values_list("pk", flat=True))
    return ids
