"""Results of a search in one language, filled by the steps of search.query.executor."""

from dataclasses import dataclass, field

from core.extensions import Redaction
from search.analysis import CompoundExceptions
from search.engines.base import Candidates, Engine
from search.query.matching import TextMatcher
from search.query.parsed_query import ParsedQuery


@dataclass
class LanguageResults:
    """Entries of one language, best first.

    `entry_ids`: whole matches; `partial_ids`: entries that match a part of the query, `missing`: the
    words that they lack, by entry id. `scores`: by entry id; `top_passages`: ids of reranked passages by entry id;
    `exceptions`: editors' compounds; `redactions`: by entry id; `degraded`: the configured engine was unavailable and the database's was used;
    `matcher`: that of this query, one for all texts of a page, as it keeps what it found.
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
    matcher: TextMatcher = field(init=False, repr=False, compare=False)
