"""Promises of search: for these words, this entry is among the first ten. Editors make them, a command checks them."""

from dataclasses import dataclass

from search.models import RankingExpectation
from search.query.executor import search
from search.query.parser import parse_query

MAX_RANK = 10


@dataclass(frozen=True)
class ExpectationResult:
    """A promise and where the entry stands now: from 1, None when it is not found at all."""

    language: str
    words: str
    entry: str
    rank: int | None

    @property
    def is_met(self) -> bool:
        """Whether it stands among the first ten."""
        return self.rank is not None and self.rank <= MAX_RANK


def find_rank(expectation: RankingExpectation) -> int | None:
    """Return the place of a promise's entry, from 1; None when it is not found."""
    ids = search(parse_query(expectation.words, expectation.language), expectation.language).entry_ids
    return ids.index(expectation.entry_id) + 1 if expectation.entry_id in ids else None


def check_expectations() -> list[ExpectationResult]:
    """Check all promises."""
    rows = RankingExpectation.objects.select_related("entry")
    return [ExpectationResult(row.language, row.words, row.entry.title, find_rank(row)) for row in rows]
