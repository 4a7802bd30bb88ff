"""The Dutch lexicon: frequencies of words, and of parts of compounds. Written by scripts/words.py.

The file begins with a zlib-compressed text. Each line holds a letter, a number and the words for which it holds:
- B, F, N: a base word, an inflected form, or a name; the number is the frequency in quarters of the Zipf scale (log10
  of occurrences per billion words), 0 if unknown;
- M, H: a first part as written, the stem of a last part; the number is minus the natural logarithm of its share of all
  parts, in quarters.

Compounds without a frequency are omitted from the text. A sorted, delta-encoded list of their hashes (`hash_word`)
follows it, so that they are still known to be words.

In memory the words are tries: a tenth of the size of dicts, and nothing of it changes by being read, so that processes share it.
"""

import hashlib
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import marisa_trie

HASH_SPACE = 1 << 30  # of the hashes; false positives: 1 in 7,000
MAX_DELTA = 0xFFFF  # largest delta; a larger one is split by filler hashes
FILE = Path(__file__).parent / "data" / "words-nl.bin"


class ScaledNumbers(Mapping[str, float]):
    """Numbers of words, in quarters, from -32 to 31.75."""

    def __init__(self, numbers: Mapping[str, float]):
        self._trie = marisa_trie.Trie(numbers)
        self._numbers = array(
            "b", (round(4 * numbers[word]) for word in map(self._trie.restore_key, range(len(numbers))))
        )

    def __contains__(self, word) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> float:
        number = self.get(word)
        if number is None:
            raise KeyError(word)
        return number

    def get(self, word: str, default=None):
        """Return the number of a word, `default` if it has none."""
        try:
            place = self._trie.get(word)
        except UnicodeEncodeError:  # half of a character
            return default
        return default if place is None else self._numbers[place] / 4

    def __iter__(self) -> Iterator[str]:
        return iter(self._trie)

    def __len__(self) -> int:
        return len(self._trie)


@dataclass(slots=True)
class Words:
    """Frequencies of words, and log shares of first parts ("stads") and of stems of last parts ("corporeer")."""

    base: Mapping[str, float] = field(default_factory=dict)
    forms: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, float] = field(default_factory=dict)
    firsts: Mapping[str, float] = field(default_factory=dict)
    lasts: Mapping[str, float] = field(default_factory=dict)
    others: array = field(default_factory=lambda: array("I"))

    def __contains__(self, word: str) -> bool:
        return word in self.base or word in self.forms

    def frequency(self, word: str) -> float:
        """Return the frequency of a word (Zipf scale), 0 if unknown."""
        return self.base.get(word) or self.forms.get(word, 0.0)

    def is_known(self, word: str) -> bool:
        """Return whether the lexicon has the word, names and omitted compounds included."""
        if word in self or word in self.names:
            return True
        number = hash_word(word)
        at = bisect_left(self.others, number)
        return at < len(self.others) and self.others[at] == number


def hash_word(word: str) -> int:
    """Return the hash of an omitted word."""
    return zlib.crc32(word.encode("utf-8", "replace")) % HASH_SPACE


def read(data: bytes) -> Words:
    """Return the words of a packed file."""
    unpacker = zlib.decompressobj()
    kinds: dict[str, dict[str, float]] = {letter: {} for letter in "BFNMH"}
    for line in unpacker.decompress(data).decode("ascii").splitlines():
        head, _, rest = line.partition(" ")
        value = int(head[1:]) / 4
        kinds[head[0]].update(dict.fromkeys(rest.split(), -value if head[0] in "MH" else value))
    tail = unpacker.unused_data
    steps = array("H", tail)
    if sys.byteorder == "big":
        steps.byteswap()
    base, forms, names, firsts, lasts = map(ScaledNumbers, kinds.values())
    return Words(base, forms, names, firsts, lasts, array("I", accumulate(steps)))


def pack(words: Words, others: Iterable[str] = ()) -> bytes:
    """Return the packed file of words and omitted compounds (`others`); frequencies and shares are rounded."""
    lines: dict[str, list[str]] = {}
    for letter, sign, group in (
        ("B", 4, words.base), ("F", 4, words.forms), ("N", 4, words.names), ("M", -4, words.firsts), ("H", -4, words.lasts),
    ):  # fmt: skip
        for word, value in group.items():
            lines.setdefault(f"{letter}{round(sign * value):02d}", []).append(word)
    text = "\n".join(f"{head} {' '.join(sorted(group))}" for head, group in sorted(lines.items()))
    tail, last = bytearray(), 0
    for number in sorted({hash_word(word) for word in others}):
        while number - last > MAX_DELTA:
            tail += MAX_DELTA.to_bytes(2, "little")
            last += MAX_DELTA
        tail += (number - last).to_bytes(2, "little")
        last = number
    return zlib.compress(text.encode("ascii"), 9) + bytes(tail)


@lru_cache(1)
def load() -> Words:
    """Return the shipped lexicon, loaded on first use."""
    return read(FILE.read_bytes())


@lru_cache(1)
def digest() -> str:
    """Return a short hash of the shipped file."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]
