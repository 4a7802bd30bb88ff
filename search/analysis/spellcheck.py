"""Spelling correction with the vocabulary of the index."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.compounds import bare_part, split_compound
from search.analysis.folding import fold
from search.analysis.lemmas import find_lemmas
from search.analysis.lexicon import load
from search.analysis.morphology import LINKS, find_singulars

MIN_LENGTH = 4
Buckets = dict[tuple[str, int], list[str]]
MIN_LENGTH_KNOWN, MAX_LENGTH_KNOWN = 3, 40  # letters of a known word that gets a suggestion
MANY_PASSAGES = 3  # that have the suggestion
CACHE_SIZE = 1024  # words with a cached suggestion
MIN_LENGTH_TWO_ERRORS = 8  # letters of a word in which two errors are corrected


class Corrector:
    """Suggests words of a vocabulary: (exact form, number of passages) pairs."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]], language: str = "nl"):
        self.counts = dict(vocabulary)
        self.language = language
        self.suggest = lru_cache(CACHE_SIZE)(self._suggest)  # readers err alike
        self.suggest_known = lru_cache(CACHE_SIZE)(self._suggest_known)

    @cached_property
    def _buckets(self) -> tuple[Buckets, Buckets]:
        """Words by first letter and length, and by last letter and length."""
        first, last = defaultdict(list), defaultdict(list)
        for word in self.counts:
            if len(word) >= MIN_LENGTH and word.isalpha():
                first[word[0], len(word)].append(word)
                last[word[-1], len(word)].append(word)
        return first, last

    @cached_property
    def _stems(self) -> set[str]:
        return {find_lemmas(word, self.language)[0] for word in self.counts}

    def is_known(self, word: str) -> bool:
        """Return whether the index or the lexicon has the word, another form of it, or all its parts."""
        if word in self.counts or load().is_known(word) or find_lemmas(word, self.language)[0] in self._stems:
            return True
        parts = split_compound(word) if self.language == "nl" else ()
        return bool(parts) and all(len(part) >= MIN_LENGTH and self._is_indexed(part) for part in parts)

    def _is_indexed(self, part: str) -> bool:
        """Return whether the index has a part, or another form of it if the lexicon has the word."""
        if part in self.counts:
            return True
        bare = bare_part(part)
        return load().is_known(bare) and find_lemmas(bare, self.language)[0] in self._stems

    def _is_word(self, part: str) -> bool:
        """Return whether the index or the lexicon has a part."""
        return self._is_indexed(part) or load().is_known(bare_part(part))

    def _suggest(self, word: str) -> str | None:
        """Return the best correction from the index; None if the word is known or nothing is similar."""
        word = fold(word)
        if len(word) < MIN_LENGTH or not word.isalpha() or self.is_known(word):
            return None
        found = self._nearest(word)
        if found is None or found[1] > 1:
            singulars = (self._nearest(one, 1) for one in self._singulars(word))
            # A name is not the plural of another one.
            known = [near for near in singulars if near and (near[0] in load() or split_compound(near[0]))]
            others = [found, *known, self._correct_part(word)]
            found = min((hit for hit in others if hit), key=lambda hit: hit[1], default=None)
        return found[0] if found else None

    def _suggest_known(self, word: str) -> str | None:
        """Return a word of many passages that differs in one letter from a known word that no passage has; else None."""
        if not MIN_LENGTH_KNOWN <= len(word) <= MAX_LENGTH_KNOWN or not word.isalpha():
            return None
        near = [
            other
            for length in range(len(word) - 1, len(word) + 2)
            for other in self._by_first.get((word[0], length), ())
            if self.counts[other] >= MANY_PASSAGES and OSA.distance(word, other, score_cutoff=1) == 1
        ]
        return min(near, key=lambda other: (-self.counts[other], other), default=None)

    @cached_property
    def _by_first(self) -> Buckets:
        """Frequent words by first letter and length, short ones too."""
        found: Buckets = defaultdict(list)
        for word, count in self.counts.items():
            if count >= MANY_PASSAGES and word.isalpha():
                found[word[0], len(word)].append(word)
        return found

    def _singulars(self, word: str) -> list[str]:
        """Return possible singulars of a word, as the index may have only those."""
        singulars = dict.fromkeys(find_singulars(word)) if self.language == "nl" else ()
        return [one for one in singulars if len(one) > MIN_LENGTH]

    def _nearest(self, word: str, allowed: int | None = None) -> tuple[str, int] | None:
        """Return the most similar word of the vocabulary and its edit distance, at most `allowed`.

        Errors in both the first and the last letter are rare, so words that differ in both are not compared.
        """
        allowed = allowed or (2 if len(word) >= MIN_LENGTH_TWO_ERRORS else 1)
        lengths = range(len(word) - allowed, len(word) + allowed + 1)
        first, last = self._buckets
        for buckets, letters in ((first, {word[0], word[1]}), (last, {word[-1]})):
            pool = [one for letter in letters for length in lengths for one in buckets.get((letter, length), ())]
            found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=20)
            if found:
                best = min(found, key=lambda hit: (hit[1], *self._rank(word, hit[0])))
                return best[0], int(best[1])
        return None

    def _rank(self, word: str, other: str) -> tuple:
        """Return the sort key of words at the same distance: same first letter, same last letter, frequency."""
        return (other[0] != word[0], other[-1] != word[-1], -self.counts[other], other)

    def _correct_first_part(self, first: str, last: str) -> tuple[str, int] | None:
        """Return a compound with its first part corrected, with or without linking letters."""
        for link in ("", *LINKS):
            if first.endswith(link) and len(first) - len(link) >= MIN_LENGTH:
                near = self._nearest(first.removesuffix(link), 1)
                if near and split_compound(near[0] + link + last):
                    return near[0] + link + last, near[1]
        return None

    def _correct_part(self, word: str) -> tuple[str, int] | None:
        """Return a compound with one part corrected to a word of the index; the other part is a known word."""
        if self.language != "nl" or len(word) < MIN_LENGTH_TWO_ERRORS:
            return None
        best: tuple[str, int] | None = None
        for cut in range(MIN_LENGTH, len(word) - MIN_LENGTH + 1):
            first, last = word[:cut], word[cut:]
            if (
                self._is_word(first)
                and (first in load().firsts or cut >= MIN_LENGTH_TWO_ERRORS)
                and not self._is_word(last)
            ):
                near = self._nearest(last, 1)
                corrected = (first + near[0], near[1]) if near else None
            elif self._is_word(last) and not self._is_word(first):
                corrected = self._correct_first_part(first, last)
            else:
                continue
            if corrected and split_compound(corrected[0]) and (best is None or corrected[1] < best[1]):
                best = corrected
        return best
