"""How much a sender may send: a little anybody, a recording who is signed in, more nobody."""

from collections.abc import Awaitable, Callable
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest, parse_cookie


class Allowance:
    """Bytes that one sender may send: more than `limit` who is signed in, which is asked once; more than `largest` nobody."""

    def __init__(self, limit: int, largest: int, ask: Callable[[], Awaitable[bool]]):
        self.limit, self.largest, self.ask = limit, largest, ask
        self.is_signed_in: bool | None = None

    async def covers(self, length: int) -> bool:
        """Return whether the sender may send so many bytes."""
        if length <= self.limit:
            return True
        if length > self.largest:
            return False
        if self.is_signed_in is None:
            self.is_signed_in = await self.ask()
        return self.is_signed_in


def has_user(cookies: str) -> bool:
    """Return whether a Cookie header names a session of somebody who is signed in; in a thread, for it asks the database."""
    request = HttpRequest()
    request.COOKIES = parse_cookie(cookies)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    close_old_connections()
    try:
        request.session = store(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        return get_user(request).is_authenticated
    except DatabaseError:
        return False
    finally:
        close_old_connections()
