"""Asks the tile server for one tile. Only its host is asked: the address is that of the setting, with three whole numbers in it."""

import http.client
import ssl
import threading
import time
from concurrent.futures import Future
from urllib.parse import urlsplit

from maps.tiles.source import TileSource

DEADLINE = 1.5  # seconds of a whole answer, with looking up the host
MAX_BYTES = 512 * 1024  # of a tile
AT_ONCE = 2  # requests of a process: as many as it has threads for addresses that fetch (config.gateway)
PAUSE = 30.0  # seconds without a request after a server that did not answer
MISSING_SECONDS = 3600.0  # for which a tile that the server does not have is not asked again
MOST_MISSING = 10_000  # that are remembered
USER_AGENT = "Stadskennis map"
KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}

_places = threading.BoundedSemaphore(AT_ONCE)
_silent_until: dict[str, float] = {}  # by host
_missing_until: dict[str, float] = {}  # by address


class NoTileError(Exception):
    """The server has no such tile, or its answer is no picture."""


class SilentServerError(Exception):
    """The tile server does not answer, or too many requests wait for it."""


def find_kind(content: bytes) -> str:
    """Return the media type of a picture by its first bytes, or an empty string."""
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), "")
    return "" if kind == "image/webp" and content[8:12] != b"WEBP" else kind


def fetch_tile(source: TileSource, zoom: int, x: int, y: int) -> bytes:
    """Return the picture of a tile; raise NoTileError or SilentServerError. No redirect is followed, and nobody waits for a turn."""
    address, now = source.address.format(z=int(zoom), x=int(x), y=int(y)), time.monotonic()
    if _missing_until.get(address, 0) > now:
        raise NoTileError
    if _silent_until.get(source.host, 0) > now or not _places.acquire(blocking=False):
        raise SilentServerError
    answer: Future = Future()
    threading.Thread(target=_answer, args=(address, answer), daemon=True).start()
    try:
        status, content = answer.result(DEADLINE)
    except (OSError, http.client.HTTPException) as error:
        _silent_until[source.host] = time.monotonic() + PAUSE
        raise SilentServerError from error
    if status >= 500 or status == 429:
        _silent_until[source.host] = time.monotonic() + PAUSE
        raise SilentServerError
    if status != 200 or not find_kind(content):
        if len(_missing_until) >= MOST_MISSING:
            _missing_until.clear()
        _missing_until[address] = now + MISSING_SECONDS
        raise NoTileError
    return content


def _answer(address: str, answer: Future) -> None:
    """Ask in a thread that who waits may leave at the deadline: a time limit of sockets begins again at each byte and leaves out DNS.

    Whatever goes wrong is raised where the answer is waited for; here nobody would see it, and who waits would reach the deadline.
    """
    try:
        found = _request(address)
    except Exception as error:
        _places.release()
        answer.set_exception(error)
    else:
        _places.release()  # before who waits goes on, and may ask for the next tile
        answer.set_result(found)


def _request(address: str) -> tuple[int, bytes]:
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    connection: http.client.HTTPConnection = http.client.HTTPConnection(host, port, timeout=DEADLINE)
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=DEADLINE, context=ssl.create_default_context())
    try:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("GET", path, headers={"User-Agent": USER_AGENT, "Accept": "image/*"})
        answer = connection.getresponse()
        return answer.status, _read(answer)
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse) -> bytes:
    """Return the body, or nothing when it is too large; raise TimeoutError when it takes too long."""
    end, content = time.monotonic() + DEADLINE, b""
    while chunk := answer.read1(65536):
        content += chunk
        if len(content) > MAX_BYTES:
            return b""
        if time.monotonic() > end:
            raise TimeoutError
    return content
