"""How near texts are to another one, and by which words; on the texts alone, without an index."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from search.analysis.lexicon import load
from search.analysis.tokens import analyse, is_light

PART_WEIGHT = 0.5  # of a word that meets only a part of a compound
MIN_SIZE = 50  # texts that words are weighed over at least: what three of four texts share is not yet a common word


# On the Zipf scale: from here down a word counts in full, and above it says so little that it is no reason.
FULL_FREQUENCY, TELLING_FREQUENCY = 4.5, 5.1
FREQUENCY_RANGE = 3.0  # above FULL_FREQUENCY its weight falls to the least within this range
LEAST_WEIGHT = 0.4  # of the most frequent words


class Comparison(NamedTuple):
    """How near a text is to the other (cosine of idf weights, 0 to 1), and the words that say so, rarest first: each stands in
    both texts, if only as a part of a compound."""

    share: float
    words: tuple[str, ...]


class _Terms(NamedTuple):
    """The words of a text: {lemma: the word as it stands there}, and {part of a compound: the compound}."""

    lemmas: dict[str, str]
    parts: dict[str, str]


def compare_texts(text: str, others: Sequence[str], language: str) -> list[Comparison]:
    """Compare a text with each of the others; what many of them share, and what any Dutch text has, tells little."""
    own, found = _read(text, language), [_read(other, language) for other in others]
    counts = Counter(lemma for terms in (own, *found) for lemma in {*terms.lemmas, *terms.parts})
    size = max(MIN_SIZE, len(found) + 1)
    frequency = load().frequency if language == "nl" else lambda _lemma: 0.0
    weights = {
        lemma: math.log(1 + (size - count + 0.5) / (count + 0.5)) * _weigh(frequency(lemma))
        for lemma, count in counts.items()
    }
    telling = {lemma for lemma in own.lemmas.keys() | own.parts.keys() if frequency(lemma) < TELLING_FREQUENCY}
    return [_compare(own, terms, weights, telling) for terms in found]


def _weigh(frequency: float) -> float:
    """Return the weight of a word by its frequency in Dutch on the Zipf scale."""
    return max(LEAST_WEIGHT, min(1.0, 1 - (frequency - FULL_FREQUENCY) / FREQUENCY_RANGE))


@lru_cache(maxsize=4096)
def _read(text: str, language: str) -> _Terms:
    tokens = [token for token in analyse(text, language) if not token.stop and not is_light(token, language)]
    lemmas: dict[str, str] = {}
    parts: dict[str, str] = {}
    for token in tokens:
        word = text[token.start : token.end]
        lemmas.setdefault(token.stem, word)
        for part in token.parts:
            parts.setdefault(part, word)
    return _Terms(lemmas, {part: word for part, word in parts.items() if part not in lemmas})


def _compare(own: _Terms, other: _Terms, weights: dict[str, float], telling: set[str]) -> Comparison:
    shared = {lemma: weights[lemma] for lemma in own.lemmas.keys() & other.lemmas.keys()}
    in_part = (own.lemmas.keys() & other.parts.keys()) | (own.parts.keys() & other.lemmas.keys())
    shared.update({lemma: PART_WEIGHT * weights[lemma] for lemma in in_part - shared.keys()})
    lengths = [math.sqrt(sum(weights[lemma] ** 2 for lemma in terms.lemmas)) for terms in (own, other)]
    if not shared or not all(lengths):
        return Comparison(0.0, ())
    dot = sum(weight * weights[lemma] for lemma, weight in shared.items())
    ranked = sorted(shared, key=lambda lemma: (-shared[lemma], lemma))
    # The word of its own text, or of the other where only a part of a compound is meant: “worms”, not “worm hotel”.
    words = dict.fromkeys(own.lemmas.get(lemma) or other.lemmas[lemma] for lemma in ranked if lemma in telling)
    return Comparison(min(1.0, dot / (lengths[0] * lengths[1])), tuple(words))
