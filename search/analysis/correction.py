"""Corrects typing errors against the words that the index itself holds."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.compounds import split_compound
from search.analysis.folding import fold
from search.analysis.stems import stem, stem_all
from search.analysis.words import load

MIN_LENGTH = 4
LONG = 8  # letters from which two errors are corrected


class Corrector:
    """Suggests a word of a vocabulary (exact forms with the number of passages that hold them)."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]], language: str = "nl"):
        self.counts = dict(vocabulary)
        self.language = language

    @cached_property
    def _buckets(self) -> dict[tuple[str, int], list[str]]:
        buckets = defaultdict(list)
        for word in self.counts:
            if len(word) >= MIN_LENGTH and word.isalpha():
                buckets[word[0], len(word)].append(word)
        return buckets

    @cached_property
    def _stems(self) -> set[str]:
        return set(stem_all(list(self.counts), self.language))

    def knows(self, word: str) -> bool:
        """Whether the index or the word list has the word, one of its forms, or all parts of it."""
        if word in self.counts or load().knows(word) or stem(word, self.language) in self._stems:
            return True
        return self.language == "nl" and bool(split_compound(word))

    def suggest(self, word: str) -> str | None:
        """Return the vocabulary's word that was probably meant; None when the word is known or nothing is near."""
        word = fold(word)
        if len(word) < MIN_LENGTH or not word.isalpha() or self.knows(word):
            return None
        allowed = 2 if len(word) >= LONG else 1
        lengths = range(len(word) - allowed, len(word) + allowed + 1)
        first = {word[0], word[1]}
        near = self._nearest(
            word, [v for letter in first for n in lengths for v in self._buckets.get((letter, n), ())], allowed
        )
        if near is None:
            letters = {letter for letter, _ in self._buckets} - first
            near = self._nearest(
                word, [v for letter in letters for n in lengths for v in self._buckets.get((letter, n), ())], allowed
            )
        return near

    def _nearest(self, word: str, pool: list[str], allowed: int) -> str | None:
        found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=20)
        best = min(found, key=lambda hit: (hit[1], hit[0][0] != word[0], -self.counts[hit[0]], hit[0]), default=None)
        return best[0] if best else None
