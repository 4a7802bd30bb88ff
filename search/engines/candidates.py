"""The result set of a query, shared by the database engines: which entries match whole or in part, and the best passages by BM25."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from search.engines.base import (
    MAX_PARTIAL_ENTRIES,
    MAX_SHARED_PASSAGES,
    MIN_ENTRIES,
    MIN_PARTIAL_PASSAGES,
    PASSAGES_PER_ENTRY,
    PER_ENTRY,
    SENTENCE_SHARE,
    SHARES,
    Candidate,
    Candidates,
)
from search.query.parsed_query import ParsedQuery, QueryTerm, Term, all_terms, make_query_terms


class Index(Protocol):
    """Low-level queries on the index of one language of a database engine."""

    def size(self) -> int:
        """Return the number of passages; needs no SQL statement after `find_each`."""

    def find_each(self, sets: Sequence[Sequence[Term]]) -> list[list[int]]:
        """Return for each set the ids of passages with one of its terms; one statement."""

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


@dataclass
class Matches:
    """The passages of each word of a query (`pieces`: of each piece of a compound that no passage has as such)."""

    query_terms: list[QueryTerm]
    passages: list[set[int]]
    pieces: list[list[set[int]]]
    excluded: set[int]
    size: int

    def weigh(self, at: int) -> float:
        """Return the idf of a word, or of its pieces; 0 if no passage has either."""
        count = len(self.passages[at]) or len(set().union(*self.pieces[at]))
        return weigh_word(self.size, count) if count else 0.0

    @property
    def absent(self) -> tuple[int, ...]:
        """Indexes of the words that no passage has as such."""
        return tuple(at for at, passages in enumerate(self.passages) if not passages)

    @property
    def has_all_scored(self) -> bool:
        """Whether every passage that has a term with a score is among `all_passages`.

        Parts of a compound that the index has, and single words of a synonym of several, score more passages than match.
        """
        found = {term for query_term in self.query_terms for term in query_term.alternatives}
        found.update(term for at in self.absent for term in self.query_terms[at].pieces)
        return all(found.issuperset(query_term.terms) for query_term in self.query_terms)

    def find_entries(self, at: int) -> set[int]:
        """Return the entries that match a word: with the word, or with all its pieces if there is no such word."""
        if self.pieces[at]:
            return set.intersection(*(to_entries(passages) for passages in self.pieces[at])) - self.excluded
        return to_entries(self.passages[at]) - self.excluded

    def all_passages(self) -> set[int]:
        """Return the passages with a word or a piece of one."""
        return set().union(*self.passages, *(passages for pieces in self.pieces for passages in pieces))


def to_entries(passages: Iterable[int]) -> set[int]:
    """Return the entries of passages."""
    return {passage // PASSAGES_PER_ENTRY for passage in passages}


def find_matches(index: Index, query: ParsedQuery, excluded: Collection[int] = ()) -> Matches:
    """Return the passages of each word; one statement, and one more if a compound is in no passage.

    `excluded`: entries that never match, beside those with an excluded word.
    """
    query_terms, excluded_terms = query.query_terms, make_query_terms(query.excluded_words)
    each = [query_term.alternatives for query_term in (*query_terms, *excluded_terms)]
    found = [set(passages) for passages in index.find_each(each)]
    without = to_entries(passage for passages in found[len(query_terms) :] for passage in passages).union(excluded)
    pieces: list[list[set[int]]] = [[] for _ in query_terms]
    absent = [at for at, query_term in enumerate(query_terms) if query_term.pieces and not found[at]]
    rows = iter(index.find_each([(piece,) for at in absent for piece in query_terms[at].pieces]) if absent else ())
    for at in absent:
        pieces[at] = [set(next(rows)) for _piece in query_terms[at].pieces]
    return Matches(query_terms, found[: len(query_terms)], pieces, without, index.size())


def find_whole(matches: Matches, query: ParsedQuery, entry_sets: Sequence[set[int]]) -> set[int]:
    """Return the entries that match whole; `entry_sets`: those of each word."""
    if not query.is_sentence:
        return set.intersection(*(entry_sets[at] for at in query.required))
    need = SENTENCE_SHARE * sum(weigh_all(matches)) - 1e-9
    covered = measure_coverage(matches, need)
    return to_entries(passage for passage, weight in covered.items() if weight >= need) - matches.excluded


def weigh_all(matches: Matches) -> list[float]:
    """Return the weight of each word of a sentence; a word that no passage has weighs most."""
    return [matches.weigh(at) or weigh_word(matches.size, 0) for at in range(len(matches.passages))]


def find_partial(matches: Matches, whole: set[int]) -> set[int]:
    """Return passages of other entries that cover a share of the known words, while few entries match whole."""
    weights = [matches.weigh(at) for at in range(len(matches.passages))]
    passages: set[int] = set()
    entries = set(whole)
    if len(whole) >= MIN_ENTRIES or (len(weights) == 1 and not matches.pieces[0]):
        return passages
    for share in SHARES:
        if entries and is_broad(weights, matches.size, share):
            break
        need = sum(weights) * share - 1e-9
        passages = {passage for passage, weight in measure_coverage(matches, need).items() if weight >= need}
        entries = whole | (to_entries(passages) - matches.excluded)
        if len(entries) >= MIN_ENTRIES:
            break
    hidden = whole | matches.excluded
    return {passage for passage in passages if passage // PASSAGES_PER_ENTRY not in hidden}


def is_broad(weights: Sequence[float], size: int, share: float) -> bool:
    """Return whether one word that very many of `size` passages have is enough to cover a share of the weight."""
    need, least = sum(weights) * share - 1e-9, weigh_word(size, MAX_SHARED_PASSAGES)
    return any(need <= weight < least for weight in weights if weight)


def split_rare(weights: Sequence[float], need: float) -> tuple[list[int], list[int]]:
    """Return indexes of (rare, common) words, without unknown ones; common words alone never weigh `need`."""
    order = sorted((at for at, weight in enumerate(weights) if weight), key=lambda at: (-weights[at], at))
    rest = sum(weights[at] for at in order)
    rare: list[int] = []
    for at in order:
        if rest < need:
            break
        rare.append(at)
        rest -= weights[at]
    return rare, order[len(rare) :]


def measure_coverage(matches: Matches, need: float) -> dict[int, float]:
    """Return {passage: covered weight} of passages that may cover `need`; pieces of a compound count in proportion."""
    weights = [matches.weigh(at) for at in range(len(matches.passages))]
    rare, common = split_rare(weights, need)
    covered: dict[int, float] = defaultdict(float)
    for at in rare:
        for passages, weight in _weighed(matches, at, weights[at]):
            for passage in passages:
                covered[passage] += weight
    for at in common:
        for passages, weight in _weighed(matches, at, weights[at]):
            for passage in covered.keys() & passages:
                covered[passage] += weight
    return covered


def _weighed(matches: Matches, at: int, weight: float) -> list[tuple[set[int], float]]:
    pieces = matches.pieces[at]
    return [(passages, weight / len(pieces)) for passages in pieces] if pieces else [(matches.passages[at], weight)]


def weigh_word(size: int, count: int) -> float:
    """Return the idf of a word that `count` of `size` passages have."""
    return math.log(1 + (size - count + 0.5) / (count + 0.5))


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
        if score > best.get(entry, -math.inf):
            best[entry] = score
    return {entry: best[entry] for entry in sorted(best, key=best.__getitem__, reverse=True)}


def select_top(scores: Mapping[int, float], entries: Mapping[int, float], limit: int) -> list[int]:
    """Return the best `limit` passages, at most PER_ENTRY of one entry; `entries` is the result of `order_entries`.

    No passage that is worse than the best ones of `limit` entries is among them: thousands need no sorting.
    """
    least = next(islice(entries.values(), limit - 1, None), -math.inf)
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
