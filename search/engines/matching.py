"""Which entries match a query whole, and which in part; shared by the database engines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.engines.base import (
    MAX_SHARED_PASSAGES,
    MIN_ENTRIES,
    PASSAGES_PER_ENTRY,
    SENTENCE_SHARE,
    SHARES,
    weigh_word,
)
from search.query.parsed_query import ParsedQuery, QueryTerm, Term, make_query_terms


class PassageFinder(Protocol):
    """Finds passages in the index of one language."""

    def size(self) -> int:
        """Return the number of passages; needs no SQL statement after `find_each`."""

    def find_each(self, sets: Sequence[Sequence[Term]]) -> list[list[int]]:
        """Return for each set the ids of passages with one of its terms; one statement."""


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


def find_matches(index: PassageFinder, query: ParsedQuery, excluded: Collection[int] = ()) -> Matches:
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
