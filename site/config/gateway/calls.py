"""One call of the WSGI application in a thread: status, headers, and a body or the file to send."""

from collections.abc import Callable
from typing import NamedTuple

Headers = list[tuple[str, str]]


class FilePart(NamedTuple):
    """Bytes `first` to `last` of a file of this machine."""

    path: str
    first: int
    last: int


class Reply(NamedTuple):
    """What the application answered."""

    status: int
    headers: Headers
    body: bytes | FilePart


def call(application: Callable, environ: dict) -> Reply:
    """Call the application and read its whole answer, unless that is a file of this machine."""
    begun: list = []

    def start_response(status: str, headers: Headers, exc_info=None):
        begun[:] = [int(status.split(" ", 1)[0]), headers]

    result = application(environ, start_response)
    try:
        body = find_file(result) if environ["REQUEST_METHOD"] != "HEAD" else b""
        if body is None:
            body = b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()
    return Reply(*begun, body)


def find_file(result) -> FilePart | None:
    """Return the file that an answer sends as it is, or None."""
    part = getattr(result, "file_part", None)
    return FilePart(*part) if part is not None else None
