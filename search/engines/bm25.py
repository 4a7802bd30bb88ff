"""The result set of a query and its BM25 scores; shared by the database engines."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from math import inf
from typing import Protocol

from search.engines.base import (
    MAX_PARTIAL_ENTRIES,
    MIN_PARTIAL_PASSAGES,
    PASSAGES_PER_ENTRY,
    PER_ENTRY,
    Candidate,
    Candidates,
    weigh_word,
)
from search.engines.matching import Matches, PassageFinder, find_matches, find_partial, find_whole
from search.query.parsed_query import ParsedQuery, QueryTerm, Term, all_terms


class Index(PassageFinder, Protocol):
    """Low-level queries on the index of one language of a database engine."""

    def count_each(self, sets: Sequence[Sequence[Term]]) -> list[int]:
        """Return for each set the number of passages with one of its terms; one statement."""

    def has_each(self, sets: Sequence[Sequence[Term]]) -> list[bool]:
        """Return for each set whether any passage has one of its terms; one statement."""

    def score(
        self, terms: Sequence[Term], passages: Collection[int] | None = None, among: int | None = None
    ) -> dict[int, float]:
        """Return BM25 over all terms for those of `passages` (None: all) that have one, in order of id.

        Scores are rounded, so that equal passages tie regardless of the order of summation. `among`: how many passages have
        one of the terms, if the caller knows.
        """

    def load(self, scored: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Return the candidates of (passage id, score) pairs, in that order."""


def find_candidates(index: Index, query: ParsedQuery, limit: int, excluded: Collection[int] = ()) -> Candidates:
    """Return the result set of a query, without the `excluded` entries, and its best `limit` passages."""
    if not query.words:
        return Candidates()
    if not excluded and _is_one_word(query):
        return _find_one_word(index, query.query_terms[0], limit)
    matches = find_matches(index, query, excluded)
    entry_sets = [matches.find_entries(at) for at in range(len(query.words))]
    whole = find_whole(matches, query, entry_sets)
    partial = find_partial(matches, whole)
    matched = matches.all_passages()
    passages = _of_entries(matches, matched, whole)
    weights = tuple(matches.weigh(at) for at in range(len(query.words)))
    if not passages and not partial:
        return Candidates(weights=weights, absent=matches.absent)
    among = len(matched) if matches.has_all_scored else None
    scores = index.score(all_terms(matches.query_terms), passages | partial if partial else passages, among)
    whole_scores = {pk: score for pk, score in scores.items() if pk not in partial} if partial else scores
    partial_scores = {pk: scores[pk] for pk in scores if pk in partial} if partial else {}
    entries, partial_entries = order_entries(whole_scores), order_entries(partial_scores)
    top = select_top(whole_scores, entries, limit)
    top += select_top(partial_scores, partial_entries, max(MIN_PARTIAL_PASSAGES, limit - len(top)))
    partial_entries = dict(islice(partial_entries.items(), MAX_PARTIAL_ENTRIES))
    missing = {entry: _find_missing(entry, query, entry_sets) for entry in partial_entries}
    return Candidates(
        entries=entries,
        partial=partial_entries,
        missing=missing,
        top=index.load([(pk, scores[pk]) for pk in top]),
        weights=weights,
        absent=matches.absent,
        passages=scores,
    )


def _is_one_word(query: ParsedQuery) -> bool:
    """Return whether a query has one word, without pieces, of which each term that matches has a score and no other has one."""
    first = query.query_terms[0]
    return (
        len(query.words) == 1 and not (query.excluded_words or first.pieces) and {*first.terms} == {*first.alternatives}
    )


def _find_one_word(index: Index, word: QueryTerm, limit: int) -> Candidates:
    """Return the result set of one word: every passage with a score, so there is nothing else to ask."""
    scores = index.score(word.terms)
    if not scores:
        return Candidates(weights=(0.0,), absent=(0,))
    entries = order_entries(scores)
    top = index.load([(pk, scores[pk]) for pk in select_top(scores, entries, limit)])
    return Candidates(entries, top=top, weights=(weigh_word(index.size(), len(scores)),), passages=scores)


def _of_entries(matches: Matches, matched: set[int], entries: Collection[int]) -> set[int]:
    """Return the matched passages of some entries; of a single word's entries all of them, without looking."""
    if len(matches.passages) == 1 and not matches.pieces[0] and not matches.excluded:
        return matched
    return {passage for passage in matched if passage // PASSAGES_PER_ENTRY in entries}


def rank_passages(scores: Mapping[int, float]) -> list[int]:
    """Return passages by score, best first, and of equal ones the lowest id; `scores` is in order of id."""
    return sorted(scores, key=scores.__getitem__, reverse=True)


def order_entries(scores: Mapping[int, float]) -> dict[int, float]:
    """Return {entry: score of its best passage}, best first, and of equal ones the lowest id; `scores` is in order of id."""
    best: dict[int, float] = {}
    for passage, score in scores.items():
        entry = passage // PASSAGES_PER_ENTRY
        if score > best.get(entry, -inf):
            best[entry] = score
    return {entry: best[entry] for entry in sorted(best, key=best.__getitem__, reverse=True)}


def select_top(scores: Mapping[int, float], entries: Mapping[int, float], limit: int) -> list[int]:
    """Return the best `limit` passages, at most PER_ENTRY of one entry; `entries` is the result of `order_entries`.

    No passage that is worse than the best ones of `limit` entries is among them: thousands need no sorting.
    """
    least = next(islice(entries.values(), limit - 1, None), -inf)
    counted: Counter[int] = Counter()
    top: list[int] = []
    for passage in rank_passages({pk: score for pk, score in scores.items() if score >= least}):
        entry = passage // PASSAGES_PER_ENTRY
        if counted[entry] < PER_ENTRY:
            counted[entry] += 1
            top.append(passage)
            if len(top) == limit:
                break
    return top


def _find_missing(entry: int, query: ParsedQuery, entry_sets: Sequence[set[int]]) -> tuple[int, ...]:
    return tuple(at for at in query.required if entry not in entry_sets[at])


def best_passages(found: Candidates, entry_ids: Collection[int], limit: int) -> dict[int, list[int]]:
    """Return the best passages of a few entries, from the scores of `find_candidates`."""
    scores, ids = found.passages, list(found.passages)
    best = {}
    for entry in entry_ids:
        first, last = (bisect_left(ids, one * PASSAGES_PER_ENTRY) for one in (entry, entry + 1))
        best[entry] = rank_passages({pk: scores[pk] for pk in ids[first:last]})[:limit]
    return best
