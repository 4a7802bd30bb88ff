"""An answer that is kept: headers and body of a page, with each encoding made once."""

import gzip
import hashlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import brotli

from page_cache.facts import Reading

OVERHEAD = 4096  # bytes of an entry besides its bodies
QUERY_WEIGHT = 500  # bytes of each of its queries
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
SMALLEST = 200  # bytes below which compression does not pay
# What is made anew for each answer.
OWN_HEADERS = {"content-length", "content-encoding", "etag", "server-timing", "date", "connection"}
# What Server-Timing says of an answer.
HIT, MISS, BYPASS = 'cache;desc="hit"', 'cache;desc="miss"', 'cache;desc="bypass"'
Headers = list[tuple[str, str]]


class Answer(NamedTuple):
    """An HTTP response, ready to be sent."""

    status: int
    headers: Headers
    body: bytes


@dataclass
class Entry:
    """A page as it is kept until `ends` (seconds since the epoch), made under one generation.

    `reading` is what it was made from, if that can be asked again; `names` what it asked of the query.
    """

    headers: Headers
    body: bytes
    is_text: bool
    ends: float
    etag: str = ""
    reading: Reading | None = None
    names: frozenset[str] | None = None
    _answers: dict[str, Answer] = field(default_factory=dict)

    def __post_init__(self):
        self.headers = [(name, value) for name, value in self.headers if name.lower() not in OWN_HEADERS]
        self.headers.append(("Server-Timing", HIT))
        self.etag = self.etag or make_etag(self.body)

    @property
    def weight(self) -> int:
        """Bytes of memory."""
        queries = len(self.reading.queries) if self.reading else 0
        return (
            OVERHEAD
            + QUERY_WEIGHT * queries
            + len(self.body)
            + sum(len(one.body) for code, one in self._answers.items() if code)
        )

    def renew(self, ends: float) -> "Entry":
        """Return the same page, which ends at `ends` at the latest."""
        return replace(self, ends=min(self.ends, ends))

    def get_answer(self, encoding: str) -> tuple[Answer, int]:
        """Return the response in this encoding ("br", "gzip", ""), and the bytes that making it added to the weight."""
        found = self._answers.get(encoding)
        if found is not None:
            return found, 0
        encoding_used = encoding if self.is_text and len(self.body) >= SMALLEST else ""
        body = encode(self.body, encoding_used)
        headers = [*self.headers, ("ETag", self.etag), ("Content-Length", str(len(body)))]
        if encoding_used:
            headers.append(("Content-Encoding", encoding_used))
        made = self._answers[encoding] = Answer(200, headers, body)
        return made, len(body) if encoding_used else 0

    def get_not_modified(self) -> Answer:
        """Return 304: all headers but those of the body."""
        if "304" not in self._answers:
            headers = [(name, value) for name, value in self.headers if not name.lower().startswith("content-")
                       or name.lower() == "content-security-policy"]  # fmt: skip
            self._answers["304"] = Answer(304, [*headers, ("ETag", self.etag)], b"")
        return self._answers["304"]


def make_etag(body: bytes) -> str:
    """Return the entity tag of a body; weak, for it is the same in every encoding."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'


def is_known(condition: str | None, etag: str) -> bool:
    """Return whether If-None-Match names this entity tag."""
    if not condition:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in condition.split(",")}
    return etag.removeprefix("W/") in tags or "*" in tags


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


def encode(body: bytes, encoding: str) -> bytes:
    """Return the body in an encoding: "br", "gzip", or "" for as it is."""
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if encoding == "gzip" else body


TEXT_TYPES = {
    "application/javascript", "application/json", "application/xml", "application/yaml", "application/x-ndjson",
    "application/x-bibtex", "application/x-research-info-systems", "image/svg+xml",
}  # fmt: skip
TEXT_SUFFIXES = ("+json", "+xml", "+yaml")


def is_text(content_type: str) -> bool:
    """Return whether a media type is a text, which gets smaller."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in TEXT_TYPES or kind.endswith(TEXT_SUFFIXES)
