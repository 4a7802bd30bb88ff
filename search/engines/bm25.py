"""Which passages answer a question: the result set, by the same rules in every database engine."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Protocol

from search.engines.base import FEW, Candidate, Candidates, entry_of
from search.engines.query_terms import QueryTerm, Term, TermAlternative, make_query_terms
from search.query.parsed_query import ParsedQuery

# Of the words' weight; while fewer than FEW entries are found, a passage may cover less of the question.
SHARES = (0.5, 0.25, 0.1)
SMALL = 5000  # passages


class Index(Protocol):
    """What a database engine can be asked of the index of one language."""

    def size(self) -> int:
        """Return the number of passages; no statement of its own after `count_each`."""

    def find_each(self, questions: Sequence[Sequence[Sequence[TermAlternative]]]) -> list[list[int]]:
        """Return for each question (sets of ways) the ids of the passages that have one way of each set; one statement."""

    def count_each(self, sets: Sequence[Sequence[TermAlternative]]) -> list[int]:
        """Return for each set the number of passages that have one of its ways; one statement."""

    def score(self, must: Sequence[Sequence[Term]], may: Sequence[Term], passages: Collection[int]) -> dict[int, float]:
        """Return BM25 over all terms, of those of `passages` that have one term of each set of `must`."""

    def load(self, scored: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Return the candidates for (id, score) pairs, in that order."""


def answer(index: Index, question: ParsedQuery, limit: int) -> Candidates:
    """Return the result set of a question and its best `limit` passages."""
    groups = make_query_terms(question)
    if not groups:
        return Candidates()
    weights = _weigh(index, groups)
    passages = set(index.find_each([[group.ways for group in groups]])[0]) if all(weights) else set()
    must, may, any_word = [group.terms for group in groups], [], False
    covered: dict[int, float] = {}
    all_words = len({entry_of(passage) for passage in passages})
    # What covers the least share holds all that cover more; in a large index it is asked for only when needed.
    steps = {SHARES[0]: SHARES[-1]} if index.size() < SMALL else {SHARES[0]: SHARES[0], SHARES[1]: SHARES[-1]}
    for share in SHARES if len(groups) > 1 or groups[0].pieces else ():
        if len({entry_of(passage) for passage in passages}) >= FEW:
            break
        rare, common = split_rare(weights, share)
        if share in steps:
            covered = _cover(index, groups, weights, steps[share])
        need = sum(weights) * share - 1e-9
        wider = passages | {passage for passage, weight in covered.items() if weight >= need}
        if len(wider) > len(passages):
            passages, any_word = wider, True
            must = [[term for at in rare for term in groups[at].terms]]
            may = [term for at in common for term in groups[at].terms]
    if not passages:
        return Candidates(weights=tuple(weights))
    scores = index.score([list(dict.fromkeys(terms)) for terms in must], list(dict.fromkeys(may)), passages)
    # Rounded, so that equal passages are equal whatever order an engine adds in.
    ranked = sorted(((pk, round(score, 9)) for pk, score in scores.items()), key=lambda item: (-item[1], item[0]))
    entries: dict[int, float] = {}
    for passage, score in ranked:
        entries.setdefault(entry_of(passage), score)
    return Candidates(entries, index.load(ranked[:limit]), tuple(weights), any_word, all_words, dict(ranked))


def best_places(found: Candidates, entry_ids: Collection[int], limit: int) -> dict[int, list[int]]:
    """Return the best passages of a few entries out of what `answer` scored."""
    best: dict[int, list[int]] = {entry: [] for entry in entry_ids}
    for passage in found.passages:
        places = best.get(entry_of(passage))
        if places is not None and len(places) < limit:
            places.append(passage)
    return best


def _weigh(index: Index, groups: Sequence[QueryTerm]) -> list[float]:
    """Return the idf of each word, of its parts when nothing has it whole; 0 when no passage has anything of it."""
    counts = index.count_each([group.ways for group in groups] + [_loosen(group) for group in groups if group.pieces])
    loose = iter(counts[len(groups) :])
    weights = []
    for group, whole in zip(groups, counts, strict=False):
        parts = next(loose) if group.pieces else 0
        holding = whole or parts
        weights.append(math.log(1 + (index.size() - holding + 0.5) / (holding + 0.5)) if holding else 0.0)
    return weights


def _loosen(group: QueryTerm) -> list[TermAlternative]:
    return [*group.ways, *((piece,) for piece in group.pieces)]


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


def _cover(index: Index, groups: Sequence[QueryTerm], weights: Sequence[float], share: float) -> dict[int, float]:
    """Return the weight that passages cover, of those that may reach a share; a part of a compound counts its share."""
    rare, common = split_rare(weights, share)
    gate = [way for at in rare for way in _loosen(groups[at])]
    asked, questions = [], []
    for at in [*rare, *common]:
        only = [gate] if at in common else []
        asked += [(at, len(groups[at].pieces))] * len(groups[at].pieces) + [(at, 0)]
        questions += [[[(piece,)], *only] for piece in groups[at].pieces] + [[groups[at].ways, *only]]
    shares: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (at, pieces), passages in zip(asked, index.find_each(questions) if questions else [], strict=True):
        for passage in passages:
            shares[at][passage] = shares[at][passage] + 1 / pieces if pieces else 1.0
    covered: dict[int, float] = defaultdict(float)
    for at in [*rare, *common]:
        for passage, part in shares[at].items():
            covered[passage] += part * weights[at]
    return covered
