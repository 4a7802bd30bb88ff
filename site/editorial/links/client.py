"""Asks an address whether it is there: two small requests at most, never to a machine inside a network.

The name is looked up once, every answer has to be an address of the public internet, and the connection goes to the
one that was looked at; each redirect is looked at anew. No cookie, no script, nothing of the page is read.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

TIMEOUT, MAX_REDIRECTS = 10, 5  # seconds; steps
GONE = {404, 410}
REFUSES_ROBOTS = {401, 403, 405, 406, 429, 451, 999}
HEAD_IS_UNKNOWN = {400, 403, 404, 405, 406, 500, 501, 503}  # asked again with GET: many servers know no HEAD


class NotPublicError(Exception):
    """An address leads into a network that is not public."""


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    return found.is_global and not found.is_multicast


def ask(url: str, allows: Callable[[str], bool] = is_public) -> tuple[bool | None, str]:
    """Return (works, answer): True, False for what is gone, None for what did not answer this time; a status or a reason."""
    try:
        status = _follow("HEAD", url, allows)
        if status in HEAD_IS_UNKNOWN:
            status = _follow("GET", url, allows)
    except NotPublicError:
        return False, "not public"
    except (OSError, HTTPException, ValueError) as error:  # names, networks, certificates, answers that are none
        return None, type(error).__name__
    if status in GONE:
        return False, str(status)
    return (True if status < 400 or status in REFUSES_ROBOTS else None), str(status)


def _follow(method: str, url: str, allows: Callable[[str], bool]) -> int:
    """Return the status at the end of all redirects."""
    for _step in range(MAX_REDIRECTS + 1):
        status, location = _request(method, url, allows)
        if not (300 <= status < 400 and location):
            return status
        url = urljoin(url, location)
        if urlsplit(url).scheme not in {"http", "https"}:
            return status
    raise HTTPException("too many redirects")


def _request(method: str, url: str, allows: Callable[[str], bool]) -> tuple[int, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    connection = (HTTPSConnection if is_secure else HTTPConnection)(host, port, timeout=TIMEOUT)
    raw = _connect(host, port, allows)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if is_secure else raw
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        )
        agent = f"Stadskennis link check (+{settings.SITE_URL}/contact/)"
        connection.request(method, path, headers={"User-Agent": agent, "Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()
        raw.close()


def _connect(host: str, port: int, allows: Callable[[str], bool]) -> socket.socket:
    """Return a connection to the first address of a host; raise NotPublicError when any of them is not allowed."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(allows(str(one[4][0])) for one in found):
        raise NotPublicError(host)
    return socket.create_connection(found[0][4][:2], timeout=TIMEOUT)
