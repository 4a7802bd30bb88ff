"""The interface of search engines and the data that they exchange; independent of Django.

One index per language, so term statistics are never mixed. A passage id is computed from the entry id and the
passage's order: rewriting an entry yields the same ids, and the entry id can be derived from a passage id.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.analysis import Streams
from search.query.parsed_query import ParsedQuery

FIELDS = ("title", "heading", "body")
STREAMS = ("exact", "stem", "parts")
# Weight of one occurrence of a token, by field and stream; part of the index version (search.engines.versions).
WEIGHTS: dict[str, dict[str, float]] = {
    "title": {"exact": 2.0, "stem": 4.0, "parts": 0.5},
    "heading": {"exact": 1.0, "stem": 2.0, "parts": 0.5},
    "body": {"exact": 0.6, "stem": 1.0, "parts": 0.6},
}
K1, B = 1.2, 0.75  # the values of FTS5's bm25()
MIN_ENTRIES = 20  # when fewer entries match whole, partial matches are looked for (docs/search.md)
MAX_PARTIAL_ENTRIES = 60  # partial matches that an engine returns, more than are shown: some may not be public
SENTENCE_SHARE = 0.7  # of the weight of a sentence's words that one passage must cover for a whole match
# Shares of the words' weight that a passage of a partial match must cover, tried in turn until there are MIN_ENTRIES.
SHARES = (0.5, 0.25, 0.1)
MAX_SHARED_PASSAGES = 1000  # a word that more passages have makes no partial matches by itself, if there are others
PER_ENTRY = 3  # passages of an entry that are candidates for the ranking
MIN_PARTIAL_PASSAGES = 20  # candidates for the ranking of partial matches, besides those of whole ones
PASSAGES_PER_ENTRY = (
    1 << 16
)  # passage id = entry_id * PASSAGES_PER_ENTRY + order, which counts from 0; no entry has more


class EngineUnavailableError(Exception):
    """The engine does not respond, times out or returns a partial response."""


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """A passage as an engine stores it; `language` is that of its entry and of the index."""

    passage_id: int
    language: str
    title: Streams
    heading: Streams
    body: Streams

    @property
    def entry_id(self) -> int:
        """The entry it belongs to."""
        return self.passage_id // PASSAGES_PER_ENTRY


@dataclass(frozen=True, slots=True)
class Candidate:
    """A top passage with the streams that the ranking reads; `score` is the engine's, higher is better."""

    passage_id: int
    score: float
    title: Streams
    heading: Streams
    body: Streams

    @property
    def entry_id(self) -> int:
        """The entry it belongs to."""
        return self.passage_id // PASSAGES_PER_ENTRY


@dataclass
class Candidates:
    """The response of an engine.

    `entries`: the whole matches, with the score of each entry's best passage. These are entries that match every word
    of the query; of a sentence (ParsedQuery.is_sentence) entries with a passage that covers SENTENCE_SHARE of the words'
    weight (idf), where words that no passage has weigh most. `partial`: while these are fewer than MIN_ENTRIES, at most
    MAX_PARTIAL_ENTRIES others that cover a share of the known words; `missing`: indexes of the words that they lack.
    `top`: the best passages of both. `weights`: idf of each word, 0 if no passage has it or its pieces; `absent`: indexes
    of the words that no passage has as such. `passages`: scores of all passages, for `Engine.best_passages` of engines
    that keep them.
    """

    entries: dict[int, float] = field(default_factory=dict)
    partial: dict[int, float] = field(default_factory=dict)
    missing: dict[int, tuple[int, ...]] = field(default_factory=dict)
    top: list[Candidate] = field(default_factory=list)
    weights: tuple[float, ...] = ()
    absent: tuple[int, ...] = ()
    passages: Mapping[int, float] = field(default_factory=dict)


class Engine(Protocol):
    """Stores and searches passages. Every method may raise EngineUnavailableError and no other error of the engine."""

    name: str

    def write(self, entry_id: int, version: int, documents: Sequence[PassageDocument]) -> None:
        """Replace all passages of an entry (none: remove it) unless a newer version is stored; idempotent."""

    def candidates(self, query: ParsedQuery, language: str, limit: int, excluded: Collection[int] = ()) -> Candidates:
        """Return the result set in the index of `language`, and its best `limit` passages.

        `excluded`: ids of entries that never match, beside those with an excluded word.
        """

    def best_passages(
        self, query: ParsedQuery, language: str, found: Candidates, entry_ids: Sequence[int], limit: int
    ) -> dict[int, list[int]]:
        """Return at most `limit` passage ids per entry, best first; for the few entries of a page."""

    def read_streams(self, passage_ids: Sequence[int], language: str) -> list[Candidate]:
        """Return passages with their streams, without a score; none where that would take a request to another server."""

    def vocabulary(self, language: str) -> Iterable[tuple[str, int]]:
        """Return every exact token with the number of passages that contain it."""

    def rebuild(self, entries: Iterable[tuple[int, int, Sequence[PassageDocument]]]) -> None:
        """Replace the index by (entry id, version, documents); the old one stays live until it is complete."""

    def entries(self) -> dict[int, int]:
        """Return {entry id: version} of all indexed entries."""

    def check(self) -> None:
        """Raise EngineUnavailableError if the engine cannot serve queries."""

    def drop(self) -> None:
        """Delete the whole index, after an evaluation or a test."""

    def version(self) -> str:
        """Return the version that the index was built with, "" if it was never built (search.engines.versions)."""
