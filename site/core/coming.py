"""What comes next: rooms with dates register here, home and other pages ask."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

_sources: list[Callable] = []
_lines: list[Callable] = []


@dataclass(frozen=True)
class Line:
    """A series as a line with a few stops: entries with `number`, `start` and `state`; `current` is a stop's id.

    `more` is how many stops follow that are not shown.
    """

    title: str
    url: str
    stops: list
    current: int | None
    more: int = 0


def register(source: Callable) -> None:
    """Add a function that takes a locale id and returns a queryset of entries to come, the nearest first."""
    if source not in _sources:
        _sources.append(source)


def register_line(find: Callable) -> None:
    """Add a function that takes a locale id and returns the `Line` that readers should know of, or None."""
    if find not in _lines:
        _lines.append(find)


def find_next(locale_id: int, number: int = 3, limit: Q | None = None) -> list:
    """Return the next entries with a date, the nearest first, of those that `limit` leaves; one query per source."""
    sources = [source(locale_id).filter(limit or Q(), start__isnull=False) for source in _sources]
    found = [entry for entries in sources for entry in entries.prefetch_related(None)[:number]]
    return sorted(found, key=lambda entry: entry.start)[:number]


def find_line(locale_id: int) -> Line | None:
    """Return the first line that a room has for this language."""
    return next((line for find in _lines if (line := find(locale_id))), None)


def find_coming(locale_id: int) -> set[int]:
    """Return the ids of everything to come with a date; one query per source."""
    ids: set[int] = set()
    for source in _sources:
        ids.update(source(locale_id).filter(start__isnull=False).order_by().values_list("pk", flat=True))
    return ids
