"""The cache as a whole: is there a ready answer, and may a new one be kept?"""

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from page_cache import state
from page_cache.entry import Answer, Entry, choose_encoding, is_known
from page_cache.facts import facts
from page_cache.flights import Flights
from page_cache.query import is_kept
from page_cache.shared_read import read_quickly
from page_cache.state import completeness, deadlines, read_generation
from page_cache.store import Store
from page_cache.ticket import Ticket

LARGEST = 1024 * 1024  # bytes of a body that is kept
store = Store(settings.PAGE_CACHE_BYTES)
flights = Flights()
# Editors' pages, files, checks of health: these have nothing to do with the cache.
OUTSIDE = ("/beheer/", "/static/", "/media/", "/documents/", "/-/", "/covers/share/")


class Asked(NamedTuple):
    """A request: `header` returns a header by its lower-case name, or None."""

    method: str
    scheme: str
    path: str
    query: str
    port: str
    header: Callable[[str], str | None]

    @property
    def is_outside(self) -> bool:
        """Whether the cache has nothing to do with this address."""
        return self.path.startswith(OUTSIDE)

    @property
    def place(self) -> tuple[str, str, str] | None:
        """Scheme, host and path when an anonymous reader asks for a page; else None."""
        if self.method not in {"GET", "HEAD"} or self.is_outside:
            return None
        header = self.header
        host = header("host")
        if not host or not is_own_host(host, self.port) or header("authorization") is not None:
            return None
        cookies = header("cookie")
        if cookies and is_recognised(cookies):
            return None
        return self.scheme, host, self.path


@lru_cache(maxsize=512)
def is_own_host(host: str, port: str) -> bool:
    """Return whether a Host header names this site, at the port of the server or that of SITE_URL; others get no entry."""
    if host != host.lower():
        return False
    try:
        found = urlsplit(f"//{host}")
        return found.port is None or str(found.port) in {port, str(urlsplit(settings.SITE_URL).port)}
    except ValueError:
        return False


def is_recognised(cookies: str) -> bool:
    """Return whether a request has a cookie that an answer may depend on: a session, a message, a chosen language."""
    return any(
        f"{name}=" in cookies for name in (settings.SESSION_COOKIE_NAME, "messages", settings.LANGUAGE_COOKIE_NAME)
    )


class FullChecks:
    """In which generation all entries were looked through last."""

    def __init__(self):
        self._lock, self._last = threading.Lock(), -1

    def begin(self, number: int) -> bool:
        """Return whether this caller is the first in a generation."""
        with self._lock:
            is_first, self._last = number > self._last, max(number, self._last)
            return is_first

    def forget(self) -> None:
        """Begin anew, as when numbers of generations come again."""
        self._last = -1


full_checks = FullChecks()


class Found(NamedTuple):
    """What the cache says of a request: an answer, or the key at which one may be kept, or neither.

    `query` is the shortest one with the same answer, or the one that was asked while nothing is known of the page (`is_raw`).
    """

    answer: Answer | None = None
    key: tuple | None = None
    generation: int = -1
    query: str = ""
    is_raw: bool = False


PASS_BY = Found()


def find_place(asked: Asked) -> tuple | None:
    """Return where an answer could be ready, or None for a request that passes by."""
    return asked.place if settings.PAGE_CACHE else None


def find(asked: Asked) -> Found:
    """Look for a ready answer; one read of the database, no other query."""
    place = find_place(asked)
    return PASS_BY if place is None else look(asked, place, read_quickly())


def look(asked: Asked, place: tuple, number: int | None) -> Found:
    """Look for the answer that is ready at a place in generation `number`, which was read after the request came."""
    if number is None:
        return PASS_BY
    now = timezone.now().timestamp()
    query, is_raw = asked.query, False
    if query:
        names = store.get_names(place, number, now)
        short = names and names.resolve(query)
        query, is_raw = (query, True) if short is None else (short, False)
        if not is_kept(query):
            return PASS_BY
    key = (*place, query)
    entry = store.get(key, number)
    if entry is None or entry.ends <= now:
        return Found(None, key, number, query, is_raw)
    return Found(answer_from(entry, asked, key), key, number, query)


def answer_from(entry: Entry, asked: Asked, key: tuple) -> Answer:
    """Return the answer to a request from an entry, with its status, encoding and body."""
    if is_known(asked.header("if-none-match"), entry.etag):
        return entry.get_not_modified()
    answer, added = entry.get_answer(choose_encoding(asked.header("accept-encoding") or ""))
    if added:
        store.grew(key, entry, added)
    return answer._replace(body=b"") if asked.method == "HEAD" else answer


def begin() -> Ticket | None:
    """Return the ticket of an answer that is made from now on, or None when it cannot be kept.

    The generation is read by the connection that will read the page: should that one still see an older state of the database,
    the answer is kept under that state's generation, and never given to anybody.
    """
    if not completeness:
        return None
    number = read_generation()
    if number is None:
        return None
    try:
        return Ticket(number, deadlines.find(number).timestamp())
    except DatabaseError:  # the page itself will say so
        return None


def is_overtaken(ticket: Ticket) -> bool:
    """Return whether something changed since the ticket was given."""
    return read_generation() != ticket.generation


def has_older(found: Found) -> bool:
    """Return whether there is an answer of an older generation, which may be the same now."""
    return store.get_older(found.key) is not None


def revalidate(asked: Asked, found: Found) -> Answer | None:
    """Return the answer of an older generation, kept from now on, when all that it was made from is the same; else None."""
    if full_checks.begin(found.generation):
        keep_untouched()
    entry = store.get(found.key, found.generation)
    if entry is None or entry.ends <= timezone.now().timestamp():
        older = store.get_older(found.key)
        entry = older and keep_on(found, older)
    return answer_from(entry, asked, found.key) if entry else None


def keep_on(found: Found, entry: Entry) -> Entry | None:
    """Keep an entry of an older state from now on, when all that it was made from is the same; else return None."""
    if entry.reading is None or timezone.now().timestamp() >= entry.ends:
        return None
    ticket = begin()
    if ticket is None or ticket.generation < found.generation or not entry.reading.holds(ticket):
        return None
    entry = entry.renew(ticket.ends)
    return entry if keep(found, ticket, entry) else None


def keep_untouched() -> None:
    """Keep all entries of an older state of which it is known without a query that they hold."""
    ticket = begin()
    try:
        known = ticket and facts.find_known(ticket)
    except DatabaseError:
        return
    if not known:
        return
    now = timezone.now().timestamp()
    entries = [
        (key, entry)
        for key, entry in store.get_all_older().items()
        if now < entry.ends and entry.reading.is_among(known)
    ]
    if read_generation() == ticket.generation and timezone.now().timestamp() < ticket.ends:
        for key, entry in entries:
            keep(Found(None, key), ticket, entry.renew(ticket.ends))


def keep(found: Found, ticket: Ticket, entry: Entry) -> bool:
    """Keep an answer if that is right; learn what it asked of the query. Return whether it is kept."""
    *place, query = found.key
    short = store.learn_names(tuple(place), ticket, query, entry.names)
    if len(entry.body) > LARGEST or (found.is_raw and short != query):
        return False
    store.put(found.key, ticket.generation, entry)
    return True


def forget() -> None:
    """Forget everything, in this process."""
    store.clear()
    state.forget()
    facts.forget()
    full_checks.forget()
