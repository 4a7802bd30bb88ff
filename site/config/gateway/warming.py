"""Makes pages before readers ask for them.

A few when the server starts, before its processes begin: what that loads is loaded once, and is memory that they share. All of them when the site is
prepared: they lie in a file with which the server begins (page_cache.ready_pages).
"""

import io
import logging
import re
import sys
import time
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import DatabaseError, connections
from django.urls import reverse
from django.utils import translation

from config.gateway.calls import call
from core.models import EntryPage
from directory.identifiers import load_schemes
from page_cache import ready_pages
from page_cache.shared_read import close_reader

logger = logging.getLogger("gateway")
PORTS = {"http": "80", "https": "443"}
PATHS = ("/", "/en/", "/contact/", "/zoeken/?q=stad", "/en/search/?q=city")


def warm(application: Callable) -> None:
    """Take over the ready pages, and ask for pages of every kind; no connection stays open."""
    load_schemes()
    try:
        ready_pages.load()
        for path in [*PATHS, *find_examples()]:
            call(application, make_environ(path))
    except DatabaseError as error:
        logger.warning("the first pages could not be made: %s", type(error).__name__)
    finally:
        connections.close_all()
        close_reader()


def fill(application: Callable, seconds: float) -> int:
    """Make all pages of the sitemap ready, those at the top of the site first, for so long at most; return how many are."""
    end = time.monotonic() + seconds
    ready_pages.load()
    with translation.override(translation.get_language()):  # each page leaves its own
        for path in find_addresses(application):
            if time.monotonic() >= end:
                break
            call(application, make_environ(path))
    return ready_pages.save()


def find_addresses(application: Callable) -> list[str]:
    """Return the paths of the sitemap, the shortest first; none when it does not answer, which the log tells."""
    reply = call(application, make_environ(reverse("sitemap"), encodings=""))
    if reply.status != 200:
        logger.warning("no pages are made ready: the sitemap answered %s", reply.status)
        return []
    paths = {
        unquote(urlsplit(unescape(address)).path) for address in re.findall(r"<loc>([^<]+)</loc>", reply.body.decode())
    }
    return sorted(paths, key=lambda path: (path.count("/"), path))


def find_examples() -> list[str]:
    """Return the addresses of the newest public entry of each kind."""
    entries = EntryPage.objects.readable().order_by("content_type_id", "-pk").values_list("content_type_id", "pk")
    newest = dict(reversed(entries))
    return [urlsplit(page.url or "/").path for page in EntryPage.objects.filter(pk__in=newest.values())]


def make_environ(path: str, encodings: str = "br") -> dict:
    """Return the environment of a request from this machine, of a robot that the query log does not count."""
    site, (path, _, query) = urlsplit(settings.SITE_URL), path.partition("?")
    return {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or PORTS[site.scheme]), "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": site.netloc,
        "HTTP_USER_AGENT": "monitor", "HTTP_ACCEPT_ENCODING": encodings, "wsgi.version": (1, 0), "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip
