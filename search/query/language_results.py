"""Results of a search in one language, filled by the steps of search.query.executor."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from core.extensions import Redaction
from core.models import EntryPage
from page_cache.state import memo
from search.analysis import CompoundExceptions
from search.engines.base import Candidates, Engine
from search.query.matching import TextMatcher
from search.query.parsed_query import ParsedQuery


@dataclass
class LanguageResults:
    """Entries of one language, best first.

    `entry_ids`: whole matches; `partial_ids`: entries that match a part of the query, `missing`: the
    words that they lack, by entry id. `scores`: by entry id; `top_passages`: ids of reranked passages by entry id;
    `exceptions`: editors' compounds; `redactions`: by entry id; `degraded`: the configured engine was unavailable and the database's was used.
    """

    query: ParsedQuery
    language: str
    entry_ids: list[int] = field(default_factory=list)
    partial_ids: list[int] = field(default_factory=list)
    missing: dict[int, tuple[str, ...]] = field(default_factory=dict)
    scores: dict[int, float] = field(default_factory=dict)
    degraded: bool = False
    exceptions: CompoundExceptions = field(default_factory=dict, repr=False)
    candidates: Candidates = field(default_factory=Candidates, repr=False)
    engine: Engine | None = field(default=None, repr=False)
    top_passages: dict[int, list[int]] = field(default_factory=dict, repr=False)
    redactions: dict[int, Redaction] = field(default_factory=dict, repr=False)

    @cached_property
    def matcher(self) -> TextMatcher:
        """The matcher of this query, one for all texts of a page: it keeps what it found."""
        return TextMatcher(self.query, self.candidates.absent, self.exceptions)


def find_public(entry_ids: Collection[int]) -> set[int]:
    """Return those of the entries that are public at this moment; no query while nothing changes."""
    public = memo.get("public_entries", _find_all) if entry_ids else frozenset()
    return set(public.intersection(entry_ids))


def _find_all() -> frozenset[int]:
    return frozenset(EntryPage.objects.readable().order_by().values_list("pk", flat=True))
