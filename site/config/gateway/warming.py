"""Makes a few pages before the processes begin: what that loads is loaded once, and is memory that they share."""

import io
import logging
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connections

from config.gateway.calls import call
from core.models import EntryPage
from directory.identifiers import load_schemes
from page_cache import generation

logger = logging.getLogger("gateway")
PATHS = ("/", "/en/", "/contact/", "/zoeken/?q=stad", "/en/search/?q=city")


def warm(application: Callable) -> None:
    """Ask for pages of every kind, as a robot that the query log does not count; no connection stays open."""
    load_schemes()
    try:
        for path in [*PATHS, *find_examples()]:
            call(application, make_environ(path))
    except DatabaseError as error:
        logger.warning("the first pages could not be made: %s", type(error).__name__)
    finally:
        connections.close_all()
        generation.close_reader()


def find_examples() -> list[str]:
    """Return the addresses of the newest public entry of each kind."""
    entries = EntryPage.objects.readable().order_by("content_type_id", "-pk").values_list("content_type_id", "pk")
    newest = dict(reversed(entries))
    return [urlsplit(page.url or "/").path for page in EntryPage.objects.filter(pk__in=newest.values())]


def make_environ(path: str) -> dict:
    """Return the environment of a request from this machine."""
    site, (path, _, query) = urlsplit(settings.SITE_URL), path.partition("?")
    return {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or ""), "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": site.netloc,
        "HTTP_USER_AGENT": "monitor", "HTTP_ACCEPT_ENCODING": "br", "wsgi.version": (1, 0), "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip
