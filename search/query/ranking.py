"""Reranking of the top candidates, the same for every engine.

BM25 scores words independently; this adds coverage of the query (also by parts of compounds), matches in title and
heading, proximity of the words, and term frequency. The weights were fitted on the development sets by two-fold
cross-validation (docs/search.md).
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from search.analysis import Token
from search.engines.base import Candidate
from search.query.parsed_query import ParsedQuery, QueryWord

COVERAGE, TITLE, HEADING, PROXIMITY, WINDOW, DENSITY = 1.54, 0.91, 0.455, 0.54, 0.23, 0.82
PART_WEIGHT = 0.8  # of a word that matches only as part of a compound, or by its parts
FORM_WEIGHT = 0.95  # of a word that matches by another of its lemmas
MIN_WEIGHT = 0.2  # of a word, however frequent
FIELD_GAP = 5  # tokens between title, heading and body
WINDOW_TOKENS = 25  # width of the window
MAX_POSITIONS = 60  # of one word
SATURATION = 10  # occurrences from which a word scores fully

Positions = list[list[int]]  # positions of each word of the query, ascending


class ScoredWord(NamedTuple):
    """A word of the query, read once for all candidates: its tokens, (weight, tokens) of its alternatives, and its pieces."""

    own: tuple[Token, ...]
    others: tuple[tuple[float, tuple[Token, ...]], ...]
    pieces: tuple[str, ...]


def rank(query: ParsedQuery, weights: Sequence[float], top: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Return the candidates with their score, best first; `weights` is the idf of each word of the query."""
    if not top:
        return []
    best = max(candidate.score for candidate in top) or 1.0
    shares = _share(weights)
    targets = _find_targets(query.words)
    words = [
        ScoredWord(word.own_tokens, tuple((one.weight, one.content) for one in word.alternatives), word.pieces)
        for word in query.words
    ]
    scored = [(candidate, candidate.score / best + _score(words, shares, targets, candidate)) for candidate in top]
    return sorted(scored, key=lambda item: (-item[1], item[0].passage_id))


def _share(weights: Sequence[float]) -> list[float]:
    total = sum(max(weight, MIN_WEIGHT) for weight in weights)
    return [max(weight, MIN_WEIGHT) / total for weight in weights]


def _find_targets(words: Sequence[QueryWord]) -> dict[str, tuple[int, ...]]:
    """Return {stem: indexes of the words that it matches}."""
    targets: dict[str, tuple[int, ...]] = {}
    for number, word in enumerate(words):
        for stem in dict.fromkeys(stem for token in word.tokens for stem in (token.stem, *token.forms)):
            targets[stem] = (*targets.get(stem, ()), number)
    return targets


def _score(
    words: Sequence[ScoredWord], shares: list[float], targets: dict[str, tuple[int, ...]], candidate: Candidate
) -> float:
    title, heading, body = (field.stem.split() for field in (candidate.title, candidate.heading, candidate.body))
    title_words, heading_words = {*title, *candidate.title.parts.split()}, {*heading, *candidate.heading.parts.split()}
    whole = {*title, *heading, *body}
    parts = {*title_words, *heading_words, *candidate.body.parts.split()}
    positions = find_positions(targets, len(words), title, heading, body)
    score = COVERAGE * _cover(words, shares, whole, parts)
    score += TITLE * _cover(words, shares, title_words) + HEADING * _cover(words, shares, heading_words)
    score += DENSITY * measure_density(positions, count_parts(targets, len(words), candidate), shares)
    if len(words) > 1:
        score += PROXIMITY * measure_proximity(positions) + WINDOW * measure_window(positions, shares)
    return score


def _cover(
    words: Sequence[ScoredWord], shares: list[float], whole: Collection[str], parts: Collection[str] = frozenset()
) -> float:
    """Return the share of the query's weight that a field covers, 0 to 1."""
    return sum(share * _cover_word(word, whole, parts or whole) for word, share in zip(words, shares, strict=True))


def _cover_word(word: ScoredWord, whole: Collection[str], parts: Collection[str]) -> float:
    found = max((_cover_token(token, whole, parts) for token in word.own), default=0.0)
    if found == 1.0:
        return found
    for weight, tokens in word.others:
        covered = [_cover_token(token, whole, parts) for token in tokens]
        found = max(found, weight * min(covered, default=0.0))
    pieces = () if found else word.pieces
    present = sum(piece in whole or piece in parts for piece in pieces)
    return PART_WEIGHT * present / len(pieces) if pieces else found


def _cover_token(token: Token, whole: Collection[str], parts: Collection[str]) -> float:
    if token.stem in whole:
        return 1.0
    lemmas = (token.stem, *token.forms)
    if any(lemma in whole for lemma in token.forms):
        return FORM_WEIGHT
    return PART_WEIGHT if any(lemma in parts for lemma in lemmas) else 0.0


def find_positions(
    targets: dict[str, tuple[int, ...]], number: int, title: list[str], heading: list[str], body: list[str]
) -> Positions:
    """Return the positions of each of `number` words, in tokens through title, heading and body."""
    positions: Positions = [[] for _ in range(number)]
    begin = 0
    for tokens in (title, heading, body):
        for at, token in enumerate(tokens, begin):
            if token in targets:
                for word in targets[token]:
                    positions[word].append(at)
        begin += len(tokens) + FIELD_GAP
    return [own[:MAX_POSITIONS] for own in positions]


def count_parts(targets: dict[str, tuple[int, ...]], number: int, candidate: Candidate) -> list[int]:
    """Return how often each of `number` words is a part of a compound, or another lemma of a word."""
    counts = [0] * number
    for field in (candidate.title, candidate.heading, candidate.body):
        for part in field.parts.split():
            for word in targets.get(part, ()):
                counts[word] += 1
    return counts


def measure_density(positions: Positions, parts: Sequence[int], shares: Sequence[float]) -> float:
    """Return how often the words come back, 0 to 1 (each SATURATION times); in a compound they count as PART_WEIGHT."""
    return sum(
        share * min(SATURATION, len(own) + PART_WEIGHT * count) / SATURATION
        for own, count, share in zip(positions, parts, shares, strict=True)
    )


def measure_proximity(positions: Positions) -> float:
    """Return the proximity in the passage of consecutive words of the query, 0 to 1."""
    total = 0.0
    for one, two in pairwise(positions):
        gap = min((_gap(at, two) for at in one), default=99) if two else 99
        total += 1.0 if gap == 1 else 0.5 if gap <= 3 else 0.2 if gap <= 8 else 0.0
    return total / (len(positions) - 1)


def _gap(at: int, positions: list[int]) -> int:
    """Return the distance to the nearest other position (two words may share a stem)."""
    right = bisect_right(positions, at)
    distances = [abs(position - at) for position in positions[max(0, right - 2) : right + 1] if position != at]
    return min(distances, default=99)


def measure_window(positions: Positions, shares: list[float]) -> float:
    """Return the largest share of the query's weight within WINDOW_TOKENS tokens, 0 to 1."""
    events = sorted((at, word) for word, own in enumerate(positions) for at in own)
    counts, inside, best, first = [0] * len(positions), 0.0, 0.0, 0
    for at, word in events:
        if not counts[word]:
            inside += shares[word]
        counts[word] += 1
        while at - events[first][0] > WINDOW_TOKENS:
            leaving = events[first][1]
            counts[leaving] -= 1
            if not counts[leaving]:
                inside -= shares[leaving]
            first += 1
        best = max(best, inside)
    return best
