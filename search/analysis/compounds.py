"""Splitter of Dutch compounds: wijkaanpak = wijk + aanpak.

Parts: the most probable sequence of first parts ("stads") and a last part ("lab"); probabilities were learned from the
word list (scripts/word_parts.py). Whether to split is decided by logistic regression: a rare long word with frequent
parts is split, a frequent word ("onderzoek") is not.
"""

import math
from functools import lru_cache
from operator import mul

from search.analysis.lexicon import Words, load
from search.analysis.morphology import (
    ABSTRACT,
    BOUND,
    DERIVING,
    LINKS,
    NO_FIRST,
    NO_LAST,
    PREFIXES,
    SHORT_FIRST,
    find_singulars,
)
from search.analysis.stemming import stem

MIN_LENGTH, MAX_LENGTH = 6, 40
MAX_PARTS = 4
BEAM = 3  # paths kept at each position of the beam search
MUCH_RARER = 1.25  # frequency (Zipf) of a word with a linking letter, below that without it: stads, dorps; not reis
UNSEEN = math.log(0.15 / 240_000)  # log share of a word that was never seen as a part
NAME, USUAL_NAME = -19.0, 3.0  # log share and frequency of an unknown first part, such as a name
PRODUCTIVE = -8.5  # minimum log share of a last part after one
# Of the features: frequency of the whole, whether it is unknown, frequency of the rarest and of the first part, share
# of the first part, number of letters, first part is a prefix, last part has an abstract suffix.
WEIGHTS = (-1.52, -1.54, 1.08, -0.73, 0.34, 0.31, -1.55, -0.86)
INTERCEPT = 4.47

Split = tuple[float, tuple[str, ...]]


class Splitter:
    """Splits words by the frequencies of `words`."""

    def __init__(self, words: Words):
        self.words = words

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a folded word as written, () if it is not split."""
        if not (MIN_LENGTH <= len(word) <= MAX_LENGTH and word.isascii() and word.isalpha()):
            return ()
        parts = self.parse(word)
        if parts:
            parts = self._cut_as_singular(word, parts)
        values = self.features(word, parts) if parts else None
        return parts if values and INTERCEPT + sum(map(mul, WEIGHTS, values)) > 0 else ()

    def _singular(self, word: str) -> str:
        """Return the singular of a word, or the word itself."""
        if word in self.words.base and not word.endswith(("en", "s")):
            return word
        return next((one for one in find_singulars(word) if one in self.words.base), word)

    def _cut_as_singular(self, word: str, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the parts of a plural at the boundaries of its singular: gemeenschappen is not gemeenschap + pen."""
        singular = self._singular(word)
        firsts = parts[:-1] if singular == word else self.parse(singular)[:-1]
        return (*firsts, word[len("".join(firsts)) :]) if firsts else ()

    def parse(self, word: str) -> tuple[str, ...]:
        """Return the most probable parts, () if there are none."""
        length = len(word)
        lasts = {begin: self._last(word[begin:]) for begin in range(2, length - 2)}
        if not any(lasts.values()):
            return ()
        paths: dict[int, list[Split]] = {0: [(0.0, ())]}
        for begin in range(length - 2):
            ahead = paths.get(begin)
            if not ahead:
                continue
            ahead.sort(reverse=True)
            del ahead[BEAM:]
            for end in (*range(begin + 2, length - 2), length):
                part = word[begin:end]
                share = self._first(part) if end < length else lasts.get(begin)
                if share is not None:
                    paths.setdefault(end, []).extend(
                        (total + share, (*parts, part)) for total, parts in ahead if len(parts) < MAX_PARTS
                    )
        found = [path for path in paths.get(length, ()) if len(path[1]) > 1]
        if length > 10 and word not in self.words:
            found += [
                (NAME + share, (word[:begin], word[begin:]))
                for begin, share in lasts.items()
                if share and share > PRODUCTIVE and begin > 4 and length - begin > 5
            ]
        return max(found, default=(0.0, ()))[1]

    def _first(self, part: str) -> float | None:
        """Return the log share of a first part; None if it cannot be one."""
        if part in NO_FIRST or (len(part) < 3 and part not in SHORT_FIRST):
            return None
        share = self.words.firsts.get(part)
        if share is None and len(part) > 3:
            if part in self.words:
                return UNSEEN
            if self._unlink(part) != part:
                return UNSEEN - math.log(2)
        return share

    def _last(self, part: str) -> float | None:
        """Return the log share of a last part; None if it cannot be one."""
        if len(part) < 3 or part in NO_LAST:
            return None
        if part in BOUND:
            return -8.25
        if part not in self.words:
            return UNSEEN if len(part) > 5 and self._verb(part) else None
        if len(part) == 3 and self.words.frequency(part) < 3.5:
            return None
        return self.words.lasts.get(stem(part, "nl"), UNSEEN)

    def _verb(self, word: str) -> str:
        """Return the verb that a noun derives from (zorger: zorgen), "" if the list has none."""
        for ending in DERIVING:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                verb = word[: -len(ending)] + "en"
                if verb in self.words:
                    return verb
        return ""

    def _unlink(self, part: str) -> str:
        """Return a part without its linking letters (personeels), or the part itself."""
        for link in LINKS:
            bare = part.removesuffix(link)
            if bare != part and len(bare) > 3 and bare in self.words and not (link == "s" and bare.endswith("s")):
                return bare
        return part

    def bare(self, part: str) -> str:
        """Return the word in a first part: zonne -> zon, kinder -> kind, stads -> stad, reis as it is."""
        frequency = self.words.frequency
        if frequency(part):
            is_linked = len(part) > 4 and part.endswith("s") and frequency(part) <= frequency(part[:-1]) - MUCH_RARER
            return part[:-1] if is_linked else part
        for link in LINKS:
            bare = part.removesuffix(link)
            if bare == part or len(bare) < 3:
                continue
            for word in (bare, bare[:-1] if bare[-1] == bare[-2] else ""):
                if self.words.frequency(word):
                    return word
        return part

    def features(self, word: str, parts: tuple[str, ...]) -> tuple[float, ...] | None:
        """Return the features of a split, in the order of WEIGHTS; None if it is certainly wrong."""
        frequency = self.words.frequency
        verb = self._verb(word)
        if verb and self.split(verb)[:-1] != parts[:-1]:
            return None  # derived from a verb: beschikking, not beschik + king
        whole = frequency(word)
        singular = self._singular(word)
        if stem(singular, "nl") == stem(word, "nl"):
            whole = max(whole, frequency(singular))
        usual = [self._usual(part) for part in parts[:-1]]
        return (
            whole,
            float(not whole),
            min(*usual, self._usual_last(parts[-1])),
            usual[0],
            self._first(parts[0]) or NAME,
            float(len(word)),
            float(parts[0] in PREFIXES),
            float(parts[-1].endswith(ABSTRACT)),
        )

    def _usual(self, part: str) -> float:
        frequency = self.words.frequency
        return max(frequency(part), *(frequency(part.removesuffix(link)) for link in LINKS)) or USUAL_NAME

    def _usual_last(self, part: str) -> float:
        if part in BOUND:
            return 3.0
        return self.words.frequency(part) or max(2.0, self.words.frequency(self._verb(part)) - 1)


@lru_cache(1)
def _shipped() -> Splitter:
    return Splitter(load())


@lru_cache(65536)
def split_compound(word: str) -> tuple[str, ...]:
    """Return the parts of a folded word as written, () if it is not split."""
    return _shipped().split(word)


def bare_part(part: str) -> str:
    """Return the word in a first part, without linking letters."""
    return _shipped().bare(part)


def split_deep(word: str) -> tuple[str, ...]:
    """Return the words in a compound: its parts without linking letters, and the parts of its parts."""
    parts = split_compound(word)
    found: list[str] = []
    for index, part in enumerate(parts):
        found.append(part if index == len(parts) - 1 else bare_part(part))
        found += split_deep(part)
    return tuple(found)
