"""HTTP byte ranges (RFC 9110, section 14)."""

import re
from collections.abc import Iterator

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)


class UnsatisfiableRangeError(ValueError):
    """The range lies outside the file; the response is 416."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Return (first, last) byte of a Range header, or None to send the whole file.

    Multiple and malformed ranges give None; a range past the end raises UnsatisfiableRangeError.
    """
    match = _RANGE.fullmatch(header.strip()) if header else None
    if not match or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if first == "":
        length = int(last)
        if length == 0 or size == 0:
            raise UnsatisfiableRangeError
        return max(0, size - length), size - 1
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise UnsatisfiableRangeError
    return start, end


def read_range(file, first: int, last: int) -> Iterator[bytes]:
    """Yield bytes `first` to `last` of an open file in chunks, then close it."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0:
            chunk = file.read(min(CHUNK, left))
            if not chunk:
                return
            left -= len(chunk)
            yield chunk
