"""Learns from a word list which words occur as first or last part of compounds.

Unsupervised expectation maximisation: every split into a prefix and a known word gets a probability from the frequencies of
its two parts, and the frequencies are counted again with these probabilities. `WHOLE` is the weight of not splitting.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable

LINKS = ("s", "en", "e", "n", "er")
ITERATIONS = 12
WHOLE = 150.0  # weight of not splitting, compared with the product of the part counts
MIN_SPLITS = 12  # number of splits that makes a prefix of a non-word: bio, multi
SMOOTHING = 0.15


def _is_word(part: str, words: set[str]) -> bool:
    bare = (part.removesuffix(link) for link in LINKS)
    return part in words or any(word != part and len(word) >= 3 and word in words for word in bare)


def find_splits(words: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Return {word: possible splits} of the words that can be split."""
    splits = {
        word: [(word[:at], word[at:]) for at in range(2, len(word) - 2) if word[at:] in words]
        for word in words
        if len(word) >= 6
    }
    seen = Counter(first for pairs in splits.values() for first, _ in pairs)
    firsts = {first for first, count in seen.items() if count >= MIN_SPLITS or _is_word(first, words)}
    kept = ((word, [pair for pair in pairs if pair[0] in firsts]) for word, pairs in splits.items())
    return {word: pairs for word, pairs in kept if pairs}


def learn(
    words: set[str], stem: Callable[[str], str], whole: float = WHOLE
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the log probabilities of first parts (as written) and of last parts (stems)."""
    stems: dict[str, str] = {}
    rows: list[list[tuple[str, str]]] = []
    for _, pairs in sorted(find_splits(words).items()):
        rows.append([(first, stems.setdefault(last, stem(last))) for first, last in pairs])
    firsts = Counter({first: 1.0 for row in rows for first, _ in row})
    lasts = Counter({last: 1.0 for row in rows for _, last in row})
    for turn in range(ITERATIONS):
        next_firsts: Counter[str] = Counter()
        next_lasts: Counter[str] = Counter()
        for row in rows:
            weights = [firsts[first] * lasts[last] for first, last in row]
            total = sum(weights) + (whole if turn else 0.0)
            for (first, last), weight in zip(row, weights, strict=True):
                if weight > total / 1000:
                    next_firsts[first] += weight / total
                    next_lasts[last] += weight / total
        firsts, lasts = _keep(next_firsts), _keep(next_lasts)
    return _shares(firsts), _shares(lasts)


def _keep(counts: Counter[str]) -> Counter[str]:
    return Counter({part: count for part, count in counts.items() if count > 0.05})


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values())
    return {part: math.log((count + SMOOTHING) / total) for part, count in counts.items()}


def find_redundant(words: Iterable[str], split: Callable[[str], tuple[str, ...]]) -> set[str]:
    """Return the words that the splitter splits without having them in its list."""
    return {word for word in words if split(word)}
