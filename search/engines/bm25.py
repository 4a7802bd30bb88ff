"""Which passages answer a query: the result set, by the same rules in every database engine."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Protocol

from search.engines.base import FEW, PASSAGES_PER_ENTRY, Candidate, Candidates
from search.engines.query_terms import QueryTerm, Term, TermAlternative, make_query_terms
from search.query.parsed_query import ParsedQuery

# Of the words' weight; while fewer than FEW entries are found, a passage may cover less of the query.
SHARES = (0.5, 0.25, 0.1)
SMALL = 5000  # passages


class Index(Protocol):
    """What a database engine can be asked of the index of one language."""

    def size(self) -> int:
        """Return the number of passages; no statement of its own after `count_each`."""

    def find_each(self, queries: Sequence[Sequence[Sequence[TermAlternative]]]) -> list[list[int]]:
        """Return for each query (sets of ways) the ids of the passages that have one way of each set; one statement."""

    def count_each(self, sets: Sequence[Sequence[TermAlternative]]) -> list[int]:
        """Return for each set the number of passages that have one of its ways; one statement."""

    def score(self, must: Sequence[Sequence[Term]], may: Sequence[Term], passages: Collection[int]) -> dict[int, float]:
        """Return BM25 over all terms, of those of `passages` that have one term of each set of `must`."""

    def load(self, scored: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Return the candidates for (id, score) pairs, in that order."""


def answer(index: Index, query: ParsedQuery, limit: int) -> Candidates:
    """Return the result set of a query and its best `limit` passages."""
    query_terms = make_query_terms(query)
    if not query_terms:
        return Candidates()
    weights = _weigh(index, query_terms)
    passages = (
        set(index.find_each([[query_term.alternatives for query_term in query_terms]])[0]) if all(weights) else set()
    )
    must: list[Sequence[Term]] = [query_term.terms for query_term in query_terms]
    may: list[Term] = []
    any_word = False
    covered: dict[int, float] = {}
    all_words = len({passage // PASSAGES_PER_ENTRY for passage in passages})
    # What covers the least share holds all that cover more; in a large index it is asked for only when needed.
    steps = {SHARES[0]: SHARES[-1]} if index.size() < SMALL else {SHARES[0]: SHARES[0], SHARES[1]: SHARES[-1]}
    for share in SHARES if len(query_terms) > 1 or query_terms[0].parts else ():
        if len({passage // PASSAGES_PER_ENTRY for passage in passages}) >= FEW:
            break
        rare, common = split_rare(weights, share)
        if share in steps:
            covered = _cover(index, query_terms, weights, steps[share])
        need = sum(weights) * share - 1e-9
        wider = passages | {passage for passage, weight in covered.items() if weight >= need}
        if len(wider) > len(passages):
            passages, any_word = wider, True
            must = [[term for at in rare for term in query_terms[at].terms]]
            may = [term for at in common for term in query_terms[at].terms]
    if not passages:
        return Candidates(weights=tuple(weights))
    scores = index.score([list(dict.fromkeys(terms)) for terms in must], list(dict.fromkeys(may)), passages)
    # Rounded, so that equal passages are equal whatever order an engine adds in.
    ranked = sorted(((pk, round(score, 9)) for pk, score in scores.items()), key=lambda item: (-item[1], item[0]))
    entries: dict[int, float] = {}
    for passage, score in ranked:
        entries.setdefault(passage // PASSAGES_PER_ENTRY, score)
    return Candidates(entries, index.load(ranked[:limit]), tuple(weights), any_word, all_words, dict(ranked))


def best_places(found: Candidates, entry_ids: Collection[int], limit: int) -> dict[int, list[int]]:
    """Return the best passages of a few entries out of what `answer` scored."""
    best: dict[int, list[int]] = {entry: [] for entry in entry_ids}
    for passage in found.passages:
        places = best.get(passage // PASSAGES_PER_ENTRY)
        if places is not None and len(places) < limit:
            places.append(passage)
    return best


def _weigh(index: Index, query_terms: Sequence[QueryTerm]) -> list[float]:
    """Return the idf of each word, of its parts when nothing has it whole; 0 when no passage has anything of it."""
    counts = index.count_each(
        [query_term.alternatives for query_term in query_terms]
        + [_loosen(query_term) for query_term in query_terms if query_term.parts]
    )
    loose = iter(counts[len(query_terms) :])
    weights = []
    for query_term, whole in zip(query_terms, counts, strict=False):
        parts = next(loose) if query_term.parts else 0
        holding = whole or parts
        weights.append(math.log(1 + (index.size() - holding + 0.5) / (holding + 0.5)) if holding else 0.0)
    return weights


def _loosen(query_term: QueryTerm) -> list[TermAlternative]:
    return [*query_term.alternatives, *((piece,) for piece in query_term.parts)]


def split_rare(weights: Sequence[float], share: float = 0.5) -> tuple[list[int], list[int]]:
    """Return (rare, common): no passage reaches its share of the weight with common words alone. Unknown words are neither."""
    order = sorted((at for at, weight in enumerate(weights) if weight), key=lambda at: (-weights[at], at))
    rest, need = sum(weights), sum(weights) * share
    rare: list[int] = []
    for at in order:
        if rest < need:
            break
        rare.append(at)
        rest -= weights[at]
    return rare, order[len(rare) :]


def _cover(index: Index, query_terms: Sequence[QueryTerm], weights: Sequence[float], share: float) -> dict[int, float]:
    """Return the weight that passages cover, of those that may reach a share; a part of a compound counts its share."""
    rare, common = split_rare(weights, share)
    gate = [way for at in rare for way in _loosen(query_terms[at])]
    asked: list[tuple[int, int]] = []  # (number of the word, how many parts it has)
    queries: list[list[Sequence[TermAlternative]]] = []
    for at in [*rare, *common]:
        only: list[Sequence[TermAlternative]] = [gate] if at in common else []
        asked += [(at, len(query_terms[at].parts))] * len(query_terms[at].parts) + [(at, 0)]
        queries += [[[(piece,)], *only] for piece in query_terms[at].parts]
        queries.append([query_terms[at].alternatives, *only])
    shares: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (at, pieces), passages in zip(asked, index.find_each(queries) if queries else [], strict=True):
        for passage in passages:
            shares[at][passage] = shares[at][passage] + 1 / pieces if pieces else 1.0
    covered: dict[int, float] = defaultdict(float)
    for at in [*rare, *common]:
        for passage, part in shares[at].items():
            covered[passage] += part * weights[at]
    return covered
