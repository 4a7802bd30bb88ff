"""The result set of a query and its BM25 scores; shared by the database engines."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Protocol

from search.engines.base import (
    MAX_PARTIAL_ENTRIES,
    MIN_PARTIAL_PASSAGES,
    PASSAGES_PER_ENTRY,
    PER_ENTRY,
    Candidate,
    Candidates,
)
from search.engines.matching import PassageFinder, find_matches, find_partial, find_whole
from search.engines.query_terms import Term, all_terms
from search.query.parsed_query import ParsedQuery

Scored = list[tuple[int, float]]  # (passage id, score), best first


class Index(PassageFinder, Protocol):
    """Low-level queries on the index of one language of a database engine."""

    def count_each(self, sets: Sequence[Sequence[Term]]) -> list[int]:
        """Return for each set the number of passages with one of its terms; one statement."""

    def score(self, terms: Sequence[Term], passages: Collection[int], *, all_of_them: bool = False) -> dict[int, float]:
        """Return BM25 over all terms for those of `passages` that have one; `all_of_them`: no other passage matches a word."""

    def load(self, scored: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Return the candidates of (passage id, score) pairs, in that order."""


def find_candidates(index: Index, query: ParsedQuery, limit: int) -> Candidates:
    """Return the result set of a query and its best `limit` passages."""
    if not query.words:
        return Candidates()
    matches = find_matches(index, query)
    entry_sets = [matches.find_entries(at) for at in range(len(query.words))]
    whole = find_whole(matches, query, entry_sets)
    partial = find_partial(matches, whole)
    matched = matches.all_passages()
    passages = {passage for passage in matched if passage // PASSAGES_PER_ENTRY in whole}
    weights = tuple(matches.weigh(at) for at in range(len(query.words)))
    if not passages and not partial:
        return Candidates(weights=weights, absent=matches.absent)
    wanted = passages | partial
    scores = index.score(all_terms(matches.query_terms), wanted, all_of_them=len(wanted) == len(matched))
    # Rounded, so that equal passages tie regardless of the engine's order of summation.
    order = sorted([(-round(score, 9), pk) for pk, score in scores.items()])
    ranked = [(pk, -score) for score, pk in order]
    best_whole = [item for item in ranked if item[0] not in partial] if partial else ranked
    best_partial = [item for item in ranked if item[0] in partial] if partial else []
    top = select_top(best_whole, limit)
    top += select_top(best_partial, max(MIN_PARTIAL_PASSAGES, limit - len(top)))
    partial_entries = dict(islice(_best_of_entries(best_partial).items(), MAX_PARTIAL_ENTRIES))
    missing = {entry: _find_missing(entry, query, entry_sets) for entry in partial_entries}
    return Candidates(
        entries=_best_of_entries(best_whole),
        partial=partial_entries,
        missing=missing,
        top=index.load(top),
        weights=weights,
        absent=matches.absent,
        passages=dict(ranked),
    )


def _best_of_entries(ranked: Scored) -> dict[int, float]:
    """Return {entry: score of its best passage}, best first."""
    entries: dict[int, float] = {}
    for passage, score in ranked:
        entries.setdefault(passage // PASSAGES_PER_ENTRY, score)
    return entries


def select_top(ranked: Iterable[tuple[int, float]], limit: int) -> Scored:
    """Return the best `limit` passages, at most PER_ENTRY of one entry."""
    counted: Counter[int] = Counter()
    top: Scored = []
    for passage, score in ranked:
        entry = passage // PASSAGES_PER_ENTRY
        if counted[entry] < PER_ENTRY:
            counted[entry] += 1
            top.append((passage, score))
            if len(top) == limit:
                break
    return top


def _find_missing(entry: int, query: ParsedQuery, entry_sets: Sequence[set[int]]) -> tuple[int, ...]:
    return tuple(at for at in query.required if entry not in entry_sets[at])


def best_passages(found: Candidates, entry_ids: Collection[int], limit: int) -> dict[int, list[int]]:
    """Return the best passages of a few entries, from the scores of `find_candidates`."""
    best: dict[int, list[int]] = {entry: [] for entry in entry_ids}
    for passage in found.passages:
        passages = best.get(passage // PASSAGES_PER_ENTRY)
        if passages is not None and len(passages) < limit:
            passages.append(passage)
    return best
