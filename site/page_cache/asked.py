"""What a request asks for, as the cache sees it: the same for Django's requests and for those of the gateway."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

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
