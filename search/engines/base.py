"""What every engine can do: store passages as streams of tokens, and count them again. No Django here.

One index per language: the words of one never weigh in the other. A passage's id is made of its entry's id and its
order, so writing an entry again gives the same ids, and an id alone tells the entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.analysis import Streams
from search.query.parsed_query import ParsedQuery

FIELDS = ("title", "heading", "body")
STREAMS = ("exact", "stem", "parts")
# What one occurrence of a token counts, by field and stream; part of an index's version (search.engines.versions).
WEIGHTS: dict[str, dict[str, float]] = {
    "title": {"exact": 2.0, "stem": 4.0, "parts": 0.5},
    "heading": {"exact": 1.0, "stem": 2.0, "parts": 0.5},
    "body": {"exact": 0.6, "stem": 1.0, "parts": 0.6},
}
K1, B = 1.2, 0.75  # as FTS5's bm25() has them
MIN_ENTRIES = 20  # entries; when fewer have all words, those with the weightier words stand in the result set too (docs/search.md)
PASSAGES_PER_ENTRY = 1 << 16  # an id is entry_id * PASSAGES_PER_ENTRY + order; divided by it, it is the entry's


def make_passage_id(entry_id: int, order: int) -> int:
    """Return the id of passage number `order` (from 0) of an entry."""
    return entry_id * PASSAGES_PER_ENTRY + min(order, PASSAGES_PER_ENTRY - 1)


class EngineUnavailableError(Exception):
    """The engine does not answer, or not in time, or not whole."""


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """A passage as an engine stores it; `language` is its entry's, that of the index it stands in."""

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
    """A passage near the top, with what the shared ranking looks at; `score` is the engine's, higher is better."""

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
    """The answer of an engine.

    `entries`: the whole result set with the score of each entry's best passage. Entries with a passage that covers all
    words of the query; while these are fewer than FEW, also those with a passage that covers at least half, a quarter,
    a tenth of the words' weight (idf): `any_word`; `whole` is how many cover all. `top`: the best passages of that set, best first. `weights`: idf of each word of the
    query, 0 for a word that no passage has. `passages` is the engine's own memory, for `Engine.places`.
    """

    entries: dict[int, float] = field(default_factory=dict)
    top: list[Candidate] = field(default_factory=list)
    weights: tuple[float, ...] = ()
    has_partial_matches: bool = False
    full_match_count: int = 0
    passages: Mapping[int, float] = field(default_factory=dict)


class Engine(Protocol):
    """A place where rows are stored and found. Every method may raise EngineUnavailableError; no other error leaves it."""

    name: str

    def write(self, entry_id: int, version: int, documents: Sequence[PassageDocument]) -> None:
        """Replace everything of one entry (no rows: take it out) unless a newer version was written; idempotent."""

    def candidates(self, query: ParsedQuery, language: str, limit: int) -> Candidates:
        """Return the result set in the index of `language`, and its best `limit` passages."""

    def best_passages(
        self, query: ParsedQuery, language: str, found: Candidates, entry_ids: Sequence[int], limit: int
    ) -> dict[int, list[int]]:
        """Return at most `limit` passage ids of each of the few entries that are shown, best first."""

    def vocabulary(self, language: str) -> Iterable[tuple[str, int]]:
        """Yield every exact token with the number of passages that have it."""

    def rebuild(self, entries: Iterable[tuple[int, int, Sequence[PassageDocument]]]) -> None:
        """Replace the index by (entry id, version, rows); readers see the old one until the new one is whole."""

    def entries(self) -> dict[int, int]:
        """Return the version of every entry that it holds."""

    def check(self) -> None:
        """Raise EngineUnavailableError when it cannot answer."""

    def drop(self) -> None:
        """Remove the whole index: of a throw-away installation."""

    def version(self) -> str:
        """Return the index version that it was built with, empty when it never was (search.engines.versions)."""
