"""Checks ranking expectations: entries that must rank among the first MAX_RANK for a query."""

from dataclasses import dataclass

from search.models import RankingExpectation
from search.query.executor import search
from search.query.parser import parse_query

MAX_RANK = 10


@dataclass(frozen=True)
class ExpectationResult:
    """An expectation with the current rank of its entry, from 1; None if it is not found."""

    language: str
    words: str
    entry: str
    rank: int | None

    @property
    def is_met(self) -> bool:
        """Whether the entry ranks among the first MAX_RANK."""
        return self.rank is not None and self.rank <= MAX_RANK


def find_rank(expectation: RankingExpectation) -> int | None:
    """Return the rank of an expectation's entry, from 1; None if it is not found."""
    ids = search(parse_query(expectation.words, expectation.language), expectation.language).entry_ids
    return ids.index(expectation.entry_id) + 1 if expectation.entry_id in ids else None


def check_expectations() -> list[ExpectationResult]:
    """Return the results of all expectations."""
    expectations = RankingExpectation.objects.select_related("entry")
    return [ExpectationResult(one.language, one.words, one.entry.title, find_rank(one)) for one in expectations]
