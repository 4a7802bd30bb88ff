"""The application of the server: ready pages at once, the rest by Django in threads."""

import asyncio
import io
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from config.gateway.allowances import Allowance, has_user
from config.gateway.bodies import BodyReceiver, StalledError
from config.gateway.calls import call
from config.gateway.lifetime import end_with_parent
from config.gateway.replies import TIMED_OUT, TOO_LONG, refuse, send
from config.gateway.scopes import ask, make_environ
from config.memory import EVERY, limit_database_caches, return_free_memory_again
from page_cache import front
from page_cache.entry import Answer
from page_cache.front import Asked
from page_cache.shared_read import SharedRead

logger = logging.getLogger("gateway")
THREADS = 2  # for readers; and as many for all others, so that neither waits for the other
FETCHED = "/-/tiles/"  # addresses for which the site asks another server, in threads that nothing else waits for
LONGEST_ADDRESS = 8190  # bytes of path and query
LONGEST_WAIT = 10  # seconds for a page that another request makes
LONGEST_PAUSE = 0.25  # seconds that a page that must be made waits for those that only need to be compared
# Seconds that a thread runs while another one waits: what is ready does not wait for what is made.
SWITCH_INTERVAL = 0.0005


class Gateway:
    """Passes requests of the server on to a WSGI application.

    A body of more than `largest` bytes it takes from nobody, and a large one from those of whom `has_user` knows the cookies.
    """

    def __init__(self, application: Callable, largest: int, has_user: Callable[[str], bool] = has_user):
        self.application, self.largest, self.has_user = application, largest, has_user
        self.readers: ThreadPoolExecutor | None = None
        self.others: ThreadPoolExecutor | None = None
        self.fetchers: ThreadPoolExecutor | None = None
        self.revalidator: ThreadPoolExecutor | None = None
        self.revalidating, self.is_idle = 0, asyncio.Event()
        self.bodies: BodyReceiver | None = None
        self.generation: SharedRead | None = None

    def __rsgi_init__(self, loop) -> None:
        """Begin, in a process of the server."""
        end_with_parent()
        folder = Path(settings.VAR_DIR) / "incoming"
        try:
            folder.mkdir(0o700, parents=True, exist_ok=True)
        except OSError as error:  # a full or read-only disk: large bodies are then read by the threads
            logger.warning("no folder for large bodies: %s", error.strerror)
        self.bodies = BodyReceiver(folder)
        self.readers = ThreadPoolExecutor(THREADS, thread_name_prefix="readers")
        self.others = ThreadPoolExecutor(THREADS, thread_name_prefix="others")
        self.fetchers = ThreadPoolExecutor(THREADS, thread_name_prefix="fetchers")
        self.revalidator = ThreadPoolExecutor(1, thread_name_prefix="revalidator")
        sys.setswitchinterval(SWITCH_INTERVAL)
        self.generation = SharedRead()
        limit_database_caches()
        loop.call_later(EVERY, return_free_memory_again, loop)

    def __rsgi_del__(self, loop) -> None:
        """End, in a process of the server."""
        for pool in (self.readers, self.others, self.fetchers, self.revalidator):
            pool.shutdown(wait=False, cancel_futures=True)

    async def __rsgi__(self, scope, proto) -> None:
        """Answer one request."""
        if len(scope.path) + len(scope.query_string) > LONGEST_ADDRESS:
            return refuse(proto, TOO_LONG, "414 URI Too Long")
        answer = await self.find_ready(scope)
        if answer is not None:
            return proto.response_bytes(answer.status, answer.headers, answer.body)
        try:
            environ = await self.receive(scope, proto)
        except StalledError:
            return refuse(proto, TIMED_OUT, "408 Request Timeout")
        pool = self.others
        if scope.path.startswith(FETCHED):
            pool = self.fetchers
        elif is_reader(scope):
            pool = self.readers
            await self.wait_for_revalidation()
        send(proto, await asyncio.get_running_loop().run_in_executor(pool, call, self.application, environ))

    async def find_ready(self, scope) -> Answer | None:
        """Return the answer that is ready or holds on, after a wait when another request asks for it just now, or None."""
        asked = ask(scope)
        place = front.find_place(asked)
        if place is None:
            return None
        found = front.look(asked, place, await self.generation.get())
        if found.answer is None and found.key is not None:
            flight = front.flights.find((found.key, found.generation))
            if flight is not None:
                try:
                    await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(flight)), LONGEST_WAIT)
                except TimeoutError:
                    return None
                found = front.look(asked, place, await self.generation.get())
            elif front.has_older(found) and front.flights.claim((found.key, found.generation)) is None:
                return await asyncio.shield(self.revalidate(asked, found))
        return found.answer

    async def revalidate(self, asked: Asked, found: front.Found) -> Answer | None:
        """Return the answer of an older state when it is the same now; this request has claimed to make it."""
        self.revalidating += 1
        self.is_idle.clear()
        try:
            return await asyncio.get_running_loop().run_in_executor(self.revalidator, revalidate, asked, found)
        finally:
            self.revalidating -= 1
            if not self.revalidating:
                self.is_idle.set()

    async def wait_for_revalidation(self) -> None:
        """Wait a moment while answers are compared: that takes a millisecond each, and ten times that beside a page that is made."""
        if self.revalidating:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.is_idle.wait(), LONGEST_PAUSE)

    async def receive(self, scope, proto) -> dict:
        """Return the environment of a request, its body received."""
        headers = scope.headers
        declared = headers.get("content-length")
        if declared in {None, "0"} and "transfer-encoding" not in headers:
            return make_environ(scope, io.BytesIO(), 0)
        allowance = Allowance(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, self.largest, lambda: self.is_signed_in(scope))
        body, length = await self.bodies.receive(proto, int(declared) if declared else None, allowance)
        return make_environ(scope, body, length)

    async def is_signed_in(self, scope) -> bool:
        """Return whether a request is of somebody who is signed in; a thread asks, and only where a session is named."""
        if not has_session(scope):
            return False
        return await asyncio.get_running_loop().run_in_executor(
            self.revalidator, self.has_user, scope.headers.get("cookie")
        )


def revalidate(asked: Asked, found: front.Found) -> Answer | None:
    """Return the answer of an older state when it is the same now, in the thread for that: it does not wait for pages that are made."""
    close_old_connections()
    try:
        return front.revalidate(asked, found)
    finally:
        front.flights.land((found.key, found.generation))
        close_old_connections()


def has_session(scope) -> bool:
    """Return whether a request names a session, of which nobody knows yet whether it is one."""
    return f"{settings.SESSION_COOKIE_NAME}=" in (scope.headers.get("cookie") or "")


def is_reader(scope) -> bool:
    """Return whether a request only reads, and is of nobody who is signed in."""
    return scope.method in {"GET", "HEAD"} and not has_session(scope)
