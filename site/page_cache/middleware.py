"""The page cache in front of sessions, routing and SQL."""

from concurrent.futures import TimeoutError as WaitedTooLongError
from contextlib import nullcontext
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from page_cache import front, reads
from page_cache.entry import (
    BYPASS,
    MISS,
    SMALLEST,
    Answer,
    Entry,
    choose_encoding,
    encode,
    is_known,
    is_text,
    make_etag,
)
from page_cache.facts import make_reading
from page_cache.front import Asked
from page_cache.query import RecordedQuery
from page_cache.state import holding_state
from page_cache.ticket import Ticket

LONGEST_WAIT = 10  # seconds for an answer that another request makes
AGAIN = 3  # times that an error is made, when changes overtake it


class Wishes(NamedTuple):
    """How the client wants an answer; the site itself makes it whole and as it is."""

    method: str
    encodings: str
    condition: str | None


class PageCacheMiddleware:
    """Answers anonymous readers from the cache, and keeps what it may; everything else passes by."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the ready answer, or that of the site."""
        begun = reads.begun.set(reads.begun.get() or timezone.now())  # a request within another one began with that
        try:
            return self.answer(request)
        finally:
            reads.begun.reset(begun)

    def answer(self, request):
        """Answer a request that began."""
        asked = ask(request)
        if asked.is_outside or getattr(request, "is_preview", False):
            return self.get_response(request)
        if asked.place is None:
            return label(self.get_response(request), BYPASS)
        found = front.find(asked)
        if found.answer is None and found.key is not None:
            flight = (found.key, found.generation)
            waiting = front.flights.claim(flight)
            if waiting is None:
                try:
                    answer = front.revalidate(asked, found)
                    return self.make(request, asked, found) if answer is None else to_response(answer)
                finally:
                    front.flights.land(flight)
            wait_for(waiting)
            found = front.find(asked)
        return self.make(request, asked, found) if found.answer is None else to_response(found.answer)

    def make(self, request, asked: Asked, found: front.Found):
        """Return the answer of the site to the question that the page understands, and keep it if that is right."""
        ticket = front.begin() if found.key else None
        if found.key:
            request.META["QUERY_STRING"] = found.query
            request.GET = RecordedQuery(found.query)
        meta = request.META
        wishes = Wishes(asked.method, meta.pop("HTTP_ACCEPT_ENCODING", ""), meta.pop("HTTP_IF_NONE_MATCH", None))
        for name in ("HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
            meta.pop(name, None)
        request.method = request.META["REQUEST_METHOD"] = "GET"  # HEAD is answered from it
        response, ticket, recording = self.get_of_one_state(request, ticket)
        is_kept = ticket is not None and not reads.is_incomplete() and may_be_kept(response) and front.keep(
            found, ticket, make_entry(response, ticket, recording, request.GET.names)
        )  # fmt: skip
        return finish(label(response, MISS if is_kept else BYPASS), wishes)

    def get_of_one_state(self, request, ticket: Ticket | None):
        """Return the answer of the site, its ticket and what was read; ask again when it may be of two states, as something changed meanwhile.

        So is a page that was not there when it was looked up, and not withdrawn any more when that was asked; and so may be a fault. That
        a page is gone is of one state, and is not asked again: tries that others' changes use up would be missed by the next such page.
        """
        before = dict(vars(request))  # without what the site notes on it, such as the page that an address led to
        for _time in range(AGAIN):
            vars(request).clear()
            vars(request).update(before)
            if ticket:
                reads.mark_complete()
            noting = reads.recording() if ticket else nullcontext(reads.NOTHING)
            # After the ticket: nothing of an older state gets into an answer that is kept for a newer one.
            with holding_state(), noting as recording:
                response = self.get_response(request)
            is_of_two = (
                response.status_code == HTTPStatus.NOT_FOUND or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
            )
            if ticket is None or not is_of_two or not front.is_overtaken(ticket):
                break
            ticket = front.begin()
        return response, ticket, recording


def ask(request) -> Asked:
    """Return what a request of Django asks for."""
    meta = request.META

    def header(name: str) -> str | None:
        return meta.get(f"HTTP_{name.upper().replace('-', '_')}")

    host = header("host")
    if host is None and "SERVER_NAME" in meta:  # a client of tests, or one of HTTP/1.0
        name = meta["SERVER_NAME"]
        return Asked(request.method, request.scheme, request.path_info, meta.get("QUERY_STRING", ""), "",
                     lambda key: name if key == "host" else header(key))  # fmt: skip
    return Asked(
        request.method,
        request.scheme,
        request.path_info,
        meta.get("QUERY_STRING", ""),
        meta.get("SERVER_PORT", ""),
        header,
    )


def wait_for(future) -> None:
    """Wait until another request has made the answer, but not for ever."""
    try:
        future.result(LONGEST_WAIT)
    except WaitedTooLongError:
        return


def may_be_kept(response) -> bool:
    """Return whether a response is the same for every anonymous reader: no cookie, token, nonce or “do not store”."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    control = response.get("Cache-Control", "").lower()
    varies = response.get("Vary", "").lower()
    return not (
        "no-store" in control
        or "private" in control
        or "cookie" in varies
        or "*" in varies
        or "'nonce-" in response.get("Content-Security-Policy", "")
    )


def make_entry(response, ticket: Ticket, recording: reads.Recording, names: set[str] | None) -> Entry:
    """Return what is kept of a response."""
    weaken_etag(response)
    text = is_text(response.get("Content-Type", ""))
    if text:
        patch_vary_headers(response, ("Accept-Encoding",))
    return Entry(
        list(response.items()), response.content, text, ticket.ends, response.get("ETag", ""),
        make_reading(recording, ticket), None if names is None else frozenset(names),
    )  # fmt: skip


def weaken_etag(response) -> None:
    """Give a response an entity tag that holds for each encoding."""
    etag = response.get("ETag", "")
    if not etag:
        response["ETag"] = make_etag(response.content)
    elif not etag.startswith("W/"):
        response["ETag"] = f"W/{etag}"


def finish(response, wishes: Wishes):
    """Return a response in the encoding that was asked for, as 304 or without a body where that is right."""
    if response.streaming or response.has_header("Content-Encoding"):
        return response
    if response.status_code == 200 and not response.cookies:
        weaken_etag(response)
        if is_known(wishes.condition, response["ETag"]):
            response.status_code, response.content = 304, b""
            for name in ("Content-Type", "Content-Length", "Content-Language", "Content-Disposition"):
                del response[name]
            return response
    if is_text(response.get("Content-Type", "")) and len(response.content) >= SMALLEST:
        patch_vary_headers(response, ("Accept-Encoding",))
        if encoding := choose_encoding(wishes.encodings):
            response.content = encode(response.content, encoding)
            response["Content-Encoding"] = encoding
    response["Content-Length"] = str(len(response.content))
    if wishes.method == "HEAD":
        response.content = b""
    return response


def label(response, text: str):
    """Say in Server-Timing what the cache did."""
    response["Server-Timing"] = text
    return response


def to_response(answer: Answer) -> HttpResponse:
    """Return an answer as a response of Django."""
    response = HttpResponse(answer.body, status=answer.status)
    del response["Content-Type"]
    for name, value in answer.headers:
        response[name] = value
    return response
