"""Learns from a list of words which of them stand in compounds, as a first or as a last part.

Nobody marked the compounds: each word is cut wherever its end is a word too, every cut is believed in as far as its
two parts are usual as parts, parts are counted anew by that belief, and so on (expectation maximisation). What stays
whole is believed to do so more than cuts of parts that hardly occur.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable

LINKS = ("s", "en", "e", "n", "er")
ROUNDS = 12
WHOLE = 150.0  # a cut is believed when the counts of its parts, multiplied, come near this
OFTEN = 12  # cuts that make a first part of what is no word: bio, multi
SMOOTHING = 0.15


def _is_word(part: str, words: set[str]) -> bool:
    bare = (part.removesuffix(link) for link in LINKS)
    return part in words or any(word != part and len(word) >= 3 and word in words for word in bare)


def find_cuts(words: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the words that can be cut, with their cuts."""
    cuts = {
        word: [(word[:at], word[at:]) for at in range(2, len(word) - 2) if word[at:] in words]
        for word in words
        if len(word) >= 6
    }
    seen = Counter(first for pairs in cuts.values() for first, _ in pairs)
    firsts = {first for first, count in seen.items() if count >= OFTEN or _is_word(first, words)}
    kept = ((word, [pair for pair in pairs if pair[0] in firsts]) for word, pairs in cuts.items())
    return {word: pairs for word, pairs in kept if pairs}


def learn(
    words: set[str], stem: Callable[[str], str], whole: float = WHOLE
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the logarithm of the share of first parts as they are written, and of last parts by their stems."""
    stems: dict[str, str] = {}
    rows: list[list[tuple[str, str]]] = []
    for _, pairs in sorted(find_cuts(words).items()):
        rows.append([(first, stems.setdefault(last, stem(last))) for first, last in pairs])
    firsts = Counter({first: 1.0 for row in rows for first, _ in row})
    lasts = Counter({last: 1.0 for row in rows for _, last in row})
    for turn in range(ROUNDS):
        next_firsts: Counter[str] = Counter()
        next_lasts: Counter[str] = Counter()
        for row in rows:
            beliefs = [firsts[first] * lasts[last] for first, last in row]
            total = sum(beliefs) + (whole if turn else 0.0)
            for (first, last), belief in zip(row, beliefs, strict=True):
                if belief > total / 1000:
                    next_firsts[first] += belief / total
                    next_lasts[last] += belief / total
        firsts, lasts = _keep(next_firsts), _keep(next_lasts)
    return _shares(firsts), _shares(lasts)


def _keep(counts: Counter[str]) -> Counter[str]:
    return Counter({part: count for part, count in counts.items() if count > 0.05})


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values())
    return {part: math.log((count + SMOOTHING) / total) for part, count in counts.items()}


def find_needless(words: Iterable[str], split: Callable[[str], tuple[str, ...]]) -> set[str]:
    """Return the words that are taken apart also when the list does not have them."""
    return {word for word in words if split(word)}
