"""What a search found in one language, as it grows from the engine's answer to what may be shown."""

from dataclasses import dataclass, field

from core.extensions import Redaction
from search.engines.base import Candidates, Engine
from search.query.parsed_query import ParsedQuery


@dataclass
class LanguageResults:
    """Entries of one language, best first.

    `scores` by entry; `top_passages`: ids of an entry's passages in the ranked top; `redactions`: what found entries may
    not show; `any_word`: few entries have all the words, so those with the weightier half of them are here too; `degraded`: the chosen engine did not answer, the database's did.
    """

    query: ParsedQuery
    language: str
    entry_ids: list[int] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    has_partial_matches: bool = False
    degraded: bool = False
    candidates: Candidates = field(default_factory=Candidates, repr=False)
    engine: Engine | None = field(default=None, repr=False)
    top_passages: dict[int, list[int]] = field(default_factory=dict, repr=False)
    redactions: dict[int, Redaction] = field(default_factory=dict, repr=False)
