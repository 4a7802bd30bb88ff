"""Asks the tile server for one tile. Only its host is asked: the address is that of the setting, with three whole numbers in it."""

import http.client
import ssl
import threading
import time
from urllib.parse import urlsplit

from maps.tiles.source import TileSource

TIMEOUT = 4.0  # seconds, of a connection and of a whole answer
MAX_BYTES = 512 * 1024  # of a tile
AT_ONCE = 4  # requests of a process
PAUSE = 30.0  # seconds without a request after a server that did not answer
USER_AGENT = "Stadskennis map"
KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}

_places = threading.BoundedSemaphore(AT_ONCE)
_silent_until: dict[str, float] = {}  # by host


class NoTileError(Exception):
    """The server has no such tile, or its answer is no picture."""


class SilentServerError(Exception):
    """The tile server does not answer, or too many requests wait for it."""


def find_kind(content: bytes) -> str:
    """Return the media type of a picture by its first bytes, or an empty string."""
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), "")
    return "" if kind == "image/webp" and content[8:12] != b"WEBP" else kind


def fetch_tile(source: TileSource, zoom: int, x: int, y: int) -> bytes:
    """Return the picture of a tile; raise NoTileError or SilentServerError. No redirect is followed."""
    if _silent_until.get(source.host, 0) > time.monotonic():
        raise SilentServerError
    if not _places.acquire(timeout=TIMEOUT):
        raise SilentServerError
    try:
        status, content = _request(source.address.format(z=int(zoom), x=int(x), y=int(y)))
    except (OSError, http.client.HTTPException) as error:
        _silent_until[source.host] = time.monotonic() + PAUSE
        raise SilentServerError from error
    finally:
        _places.release()
    if status >= 500 or status == 429:
        _silent_until[source.host] = time.monotonic() + PAUSE
        raise SilentServerError
    if status != 200 or not find_kind(content):
        raise NoTileError
    return content


def _request(address: str) -> tuple[int, bytes]:
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    connection: http.client.HTTPConnection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    try:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("GET", path, headers={"User-Agent": USER_AGENT, "Accept": "image/*"})
        answer = connection.getresponse()
        return answer.status, _read(answer)
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse) -> bytes:
    """Return the body, or nothing when it is too large; raise TimeoutError when it takes too long."""
    end, content = time.monotonic() + TIMEOUT, b""
    while chunk := answer.read1(65536):
        content += chunk
        if len(content) > MAX_BYTES:
            return b""
        if time.monotonic() > end:
            raise TimeoutError
    return content
