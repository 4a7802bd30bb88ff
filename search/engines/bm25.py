"""The result set of a query and its BM25 scores; shared by the database engines."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Protocol

from search.engines.base import MIN_ENTRIES, PASSAGES_PER_ENTRY, Candidate, Candidates
from search.engines.query_terms import QueryTerm, Term, TermAlternative, make_query_terms
from search.query.parsed_query import ParsedQuery

# Minimum share of the words' weight that a passage must cover, tried in turn until MIN_ENTRIES entries are found.
SHARES = (0.5, 0.25, 0.1)
SMALL_INDEX = 5000  # passages


class Index(Protocol):
    """Low-level queries on the index of one language of a database engine."""

    def size(self) -> int:
        """Return the number of passages; needs no SQL statement after `count_each`."""

    def find_each(self, queries: Sequence[Sequence[Sequence[TermAlternative]]]) -> list[list[int]]:
        """Return for each query the ids of passages with one alternative of each of its sets; one statement."""

    def count_each(self, sets: Sequence[Sequence[TermAlternative]]) -> list[int]:
        """Return for each set the number of passages with one of its alternatives; one statement."""

    def score(
        self, must: Sequence[Sequence[Term]], should: Sequence[Term], passages: Collection[int]
    ) -> dict[int, float]:
        """Return BM25 over all terms for those of `passages` that have one term of each set of `must`."""

    def load(self, scored: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Return the candidates of (passage id, score) pairs, in that order."""


def find_candidates(index: Index, query: ParsedQuery, limit: int) -> Candidates:
    """Return the result set of a query and its best `limit` passages."""
    query_terms = make_query_terms(query)
    if not query_terms:
        return Candidates()
    weights = _weigh(index, query_terms)
    passages = (
        set(index.find_each([[query_term.alternatives for query_term in query_terms]])[0]) if all(weights) else set()
    )
    must: list[Sequence[Term]] = [query_term.terms for query_term in query_terms]
    should: list[Term] = []
    has_partial_matches = False
    covered: dict[int, float] = {}
    all_words = len({passage // PASSAGES_PER_ENTRY for passage in passages})
    # Passages for the lowest share include those for higher shares; a large index is queried for them only if needed.

    steps = {SHARES[0]: SHARES[-1]} if index.size() < SMALL_INDEX else {SHARES[0]: SHARES[0], SHARES[1]: SHARES[-1]}
    for share in SHARES if len(query_terms) > 1 or query_terms[0].parts else ():
        if len({passage // PASSAGES_PER_ENTRY for passage in passages}) >= MIN_ENTRIES:
            break
        rare, common = split_rare(weights, share)
        if share in steps:
            covered = _measure_coverage(index, query_terms, weights, steps[share])
        need = sum(weights) * share - 1e-9
        wider = passages | {passage for passage, weight in covered.items() if weight >= need}
        if len(wider) > len(passages):
            passages, has_partial_matches = wider, True
            must = [[term for at in rare for term in query_terms[at].terms]]
            should = [term for at in common for term in query_terms[at].terms]
    if not passages:
        return Candidates(weights=tuple(weights))
    scores = index.score([list(dict.fromkeys(terms)) for terms in must], list(dict.fromkeys(should)), passages)
    # Rounded, so that equal passages tie regardless of the engine's order of summation.
    ranked = sorted(((pk, round(score, 9)) for pk, score in scores.items()), key=lambda item: (-item[1], item[0]))
    entries: dict[int, float] = {}
    for passage, score in ranked:
        entries.setdefault(passage // PASSAGES_PER_ENTRY, score)
    return Candidates(entries, index.load(ranked[:limit]), tuple(weights), has_partial_matches, all_words, dict(ranked))


def best_passages(found: Candidates, entry_ids: Collection[int], limit: int) -> dict[int, list[int]]:
    """Return the best passages of a few entries, from the scores of `find_candidates`."""
    best: dict[int, list[int]] = {entry: [] for entry in entry_ids}
    for passage in found.passages:
        passages = best.get(passage // PASSAGES_PER_ENTRY)
        if passages is not None and len(passages) < limit:
            passages.append(passage)
    return best


def _weigh(index: Index, query_terms: Sequence[QueryTerm]) -> list[float]:
    """Return the idf of each word, of its parts if no passage has the whole word; 0 if no passage has either."""
    counts = index.count_each(
        [query_term.alternatives for query_term in query_terms]
        + [_with_parts(query_term) for query_term in query_terms if query_term.parts]
    )
    loose_counts = iter(counts[len(query_terms) :])
    weights = []
    for query_term, count in zip(query_terms, counts, strict=False):
        parts = next(loose_counts) if query_term.parts else 0
        frequency = count or parts
        weights.append(math.log(1 + (index.size() - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0)
    return weights


def _with_parts(query_term: QueryTerm) -> list[TermAlternative]:
    return [*query_term.alternatives, *((part,) for part in query_term.parts)]


def split_rare(weights: Sequence[float], share: float = 0.5) -> tuple[list[int], list[int]]:
    """Return indexes of (rare, common) words, without unknown ones; common words alone never reach the share."""
    order = sorted((at for at, weight in enumerate(weights) if weight), key=lambda at: (-weights[at], at))
    rest, need = sum(weights), sum(weights) * share
    rare: list[int] = []
    for at in order:
        if rest < need:
            break
        rare.append(at)
        rest -= weights[at]
    return rare, order[len(rare) :]


def _measure_coverage(
    index: Index, query_terms: Sequence[QueryTerm], weights: Sequence[float], share: float
) -> dict[int, float]:
    """Return {passage: covered weight} of passages that may reach a share; compound parts count in proportion."""
    rare, common = split_rare(weights, share)
    rare_terms = [alternative for at in rare for alternative in _with_parts(query_terms[at])]
    targets: list[tuple[int, int]] = []  # (index of the word, how many parts it has)
    queries: list[list[Sequence[TermAlternative]]] = []
    for at in [*rare, *common]:
        only: list[Sequence[TermAlternative]] = [rare_terms] if at in common else []
        targets += [(at, len(query_terms[at].parts))] * len(query_terms[at].parts) + [(at, 0)]
        queries += [[[(part,)], *only] for part in query_terms[at].parts]
        queries.append([query_terms[at].alternatives, *only])
    shares: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (at, part_count), passages in zip(targets, index.find_each(queries) if queries else [], strict=True):
        for passage in passages:
            shares[at][passage] = shares[at][passage] + 1 / part_count if part_count else 1.0
    covered: dict[int, float] = defaultdict(float)
    for at in [*rare, *common]:
        for passage, part in shares[at].items():
            covered[passage] += part * weights[at]
    return covered
