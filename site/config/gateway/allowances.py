"""How much a sender may send: a little anybody, a recording who is signed in or was, more nobody."""

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
    """Return whether a Cookie header names a session of somebody who is signed in, or was when it ended; in a thread, for it asks the database.

    A form that is sent after its session ended comes back with what was typed (`editorial.kept_form`), which has to be read for that.
    """
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    close_old_connections()
    try:
        found = request.session.model.objects.filter(session_key=key).first()  # ended or not: who signs out has none
        request.session.update(found.get_decoded() if found is not None else {})
        return get_user(request).is_authenticated
    except DatabaseError:
        return False
    finally:
        close_old_connections()
