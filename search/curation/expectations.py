"""Promises of search: for these words, this entry is among the first ten. Editors make them, a command checks them."""

from dataclasses import dataclass

from search.models import RankingExpectation
from search.query.executor import search
from search.query.parser import parse_query

FIRST = 10


@dataclass(frozen=True)
class Checked:
    """A promise and where the entry stands now: from 1, None when it is not found at all."""

    language: str
    words: str
    entry: str
    place: int | None

    @property
    def kept(self) -> bool:
        """Whether it stands among the first ten."""
        return self.place is not None and self.place <= FIRST


def find_place(invariant: RankingExpectation) -> int | None:
    """Return the place of a promise's entry, from 1; None when it is not found."""
    ids = search(parse_query(invariant.words, invariant.language), invariant.language).entry_ids
    return ids.index(invariant.entry_id) + 1 if invariant.entry_id in ids else None


def check_expectations() -> list[Checked]:
    """Check all promises."""
    rows = RankingExpectation.objects.select_related("entry")
    return [Checked(row.language, row.words, row.entry.title, find_place(row)) for row in rows]
