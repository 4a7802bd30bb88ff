"""What a reader can follow with another program: feeds and calendars.

Rooms register here; pages announce what belongs to them, and the page of feeds lists everything. No room is named.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

CALENDAR, RSS = "text/calendar", "application/rss+xml"


@dataclass(frozen=True)
class Followed:
    """A feed or calendar: its name, its address from the root of the site and its media type."""

    title: str
    url: str
    type: str


@dataclass(frozen=True)
class Group:
    """Feeds or calendars that belong together on the page of feeds."""

    title: str
    intro: str
    links: list[Followed]


_announcers: list[Callable] = []
_listers: list[Callable] = []


def register(announce: Callable | None = None, listing: Callable | None = None) -> None:
    """Add what a room offers.

    `announce(subject)` yields what belongs to a page or record, without a query; `listing(locale_id)` yields Groups.
    """
    for functions, function in ((_announcers, announce), (_listers, listing)):
        if function is not None and function not in functions:
            functions.append(function)


def announced(subject) -> list[Followed]:
    """Return what can be followed of a page or record."""
    return [followed for announce in _announcers for followed in announce(subject)]


def list_groups(locale_id: int) -> Iterable[Group]:
    """Yield what can be followed in a language."""
    for listing in _listers:
        yield from (group for group in listing(locale_id) if group.links)
