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


@lru_cache(maxsize=512)
def choose_encoding(accepted: str) -> str:
    """Return "br", "gzip" or "" for an Accept-Encoding header."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        try:
            weights[name.strip()] = float(parameter.partition("=")[2] or 1) if parameter else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    return next((name for name in ("br", "gzip") if weights.get(name, weights.get("*", 0.0)) > 0), "")


def is_known(condition: str | None, etag: str) -> bool:
    """Return whether If-None-Match names this entity tag."""
    if not condition:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in condition.split(",")}
    return etag.removeprefix("W/") in tags or "*" in tags
