"""The shared ranking of the top candidates, the same behind every engine: coverage, title, nearness."""

from collections.abc import Sequence
from itertools import pairwise

from search.engines import Candidate
from search.typed import Question

COVERAGE, TITLE, TITLE_SHARE, NEARNESS = 0.8, 0.3, 0.1, 0.2
AS_PART = 0.8  # a word that is there only as part of a compound, or in parts


def rank(question: Question, weights: Sequence[float], top: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Return the candidates with their score, best first; `weights` is the idf of each word of the question."""
    if not top:
        return []
    best = max(candidate.score for candidate in top) or 1.0
    scored = [(candidate, candidate.score / best + _features(question, weights, candidate)) for candidate in top]
    return sorted(scored, key=lambda item: (-item[1], item[0].passage_id))


def _features(question: Question, weights: Sequence[float], candidate: Candidate) -> float:
    title, heading, body = (f.stem.split() for f in (candidate.title, candidate.heading, candidate.body))
    parts = {part for f in (candidate.title, candidate.heading, candidate.body) for part in f.parts.split()}
    whole, in_title = {*title, *heading, *body}, set(title)
    total = sum(max(weight, 0.2) for weight in weights)
    coverage = title_cover = 0.0
    for word, idf in zip(question.words, weights, strict=True):
        weight, stem = max(idf, 0.2), word.token.stem
        coverage += weight * _cover(word, stem, whole, parts)
        title_cover += weight * (stem in in_title)
    stems = [word.token.stem for word in question.words]
    share = len(in_title.intersection(stems)) / len(in_title) if in_title else 0.0
    near = _nearness(stems, [*title, *[""] * 5, *heading, *[""] * 5, *body])
    return COVERAGE * coverage / total + TITLE * title_cover / total + TITLE_SHARE * share + NEARNESS * near


def _cover(word, stem: str, whole: set[str], parts: set[str]) -> float:
    if stem in whole:
        return 1.0
    if stem in parts:
        return AS_PART
    others = [
        other.weight
        for other in word.alternatives
        if all(token.stem in whole or token.stem in parts for token in other.tokens)
    ]
    pieces = word.token.parts
    share = AS_PART * sum(part in whole or part in parts for part in pieces) / len(pieces) if pieces else 0.0
    return max([share, *others])


def _nearness(stems: list[str], tokens: list[str]) -> float:
    """Return how near the question's neighbours stand to each other, 0 to 1."""
    if len(stems) < 2:
        return 0.0
    places: dict[str, list[int]] = {stem: [] for stem in stems}
    for at, token in enumerate(tokens):
        if token in places:
            places[token].append(at)
    total = 0.0
    for one, two in pairwise(stems):
        if len(places[one]) * len(places[two]) < 4000:
            gap = min((abs(a - b) for a in places[one] for b in places[two]), default=99)
            total += 1.0 if gap == 1 else 0.5 if gap <= 3 else 0.2 if gap <= 8 else 0.0
    return total / (len(stems) - 1)
