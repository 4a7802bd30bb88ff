"""The shipped Dutch words: how usual they are, and how gladly they stand in compounds. Written by scripts/words.py.

The file begins with a zlib-compressed text. Each line holds a letter, a number and the words for which it holds:
- B, F, N: a base word, a form, or a word only known (a name); the number is the frequency in quarters of the Zipf scale
  (log10 of uses in a thousand million words), 0 when unknown;
- M, H: a first part as it is written, the stem of a last part; the number is minus the natural logarithm of its share
  of all parts, in quarters.

Words that the splitter takes apart anyway, and that nobody counted, are left out of the text. Of them only a number each
(`number_of`) follows, in rising order and as the distance to the one before, so that they are known to be words.
"""

import hashlib
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

SPACE = 1 << 30  # of the numbers: one in 7,000 other words is taken for a known one
FURTHEST = 0xFFFF  # distance that fits; a longer one is bridged by a number that stands for no word
FILE = Path(__file__).parent / "data" / "words-nl.bin"


@dataclass(slots=True)
class Words:
    """Frequencies of words; logarithms of the shares of first parts ("stads") and of last parts' stems ("corporeer")."""

    base: dict[str, float] = field(default_factory=dict)
    forms: dict[str, float] = field(default_factory=dict)
    names: dict[str, float] = field(default_factory=dict)
    firsts: dict[str, float] = field(default_factory=dict)
    lasts: dict[str, float] = field(default_factory=dict)
    others: array = field(default_factory=lambda: array("I"))

    def __contains__(self, word: str) -> bool:
        return word in self.base or word in self.forms

    def frequency(self, word: str) -> float:
        """Return how usual a word is, 0 when that is not known."""
        return self.base.get(word) or self.forms.get(word, 0.0)

    def is_known(self, word: str) -> bool:
        """Whether the list has the word, names and words left out included."""
        if word in self or word in self.names:
            return True
        number = number_of(word)
        at = bisect_left(self.others, number)
        return at < len(self.others) and self.others[at] == number


def number_of(word: str) -> int:
    """Return the number that stands for a word that was left out."""
    return zlib.crc32(word.encode("utf-8", "replace")) % SPACE


def read(data: bytes) -> Words:
    """Return the words in a file's content."""
    words, unpacker = Words(), zlib.decompressobj()
    kinds = {"B": words.base, "F": words.forms, "N": words.names, "M": words.firsts, "H": words.lasts}
    for line in unpacker.decompress(data).decode("ascii").splitlines():
        head, _, rest = line.partition(" ")
        value = int(head[1:]) / 4
        kinds[head[0]].update(dict.fromkeys(rest.split(), -value if head[0] in "MH" else value))
    tail = unpacker.unused_data
    steps = array("H", tail)
    if sys.byteorder == "big":
        steps.byteswap()
    words.others = array("I", accumulate(steps))
    return words


def pack(words: Words, others: Iterable[str] = ()) -> bytes:
    """Return the file's content for words and those left out; frequencies and shares are rounded."""
    lines: dict[str, list[str]] = {}
    for letter, sign, group in (
        ("B", 4, words.base), ("F", 4, words.forms), ("N", 4, words.names), ("M", -4, words.firsts), ("H", -4, words.lasts),
    ):  # fmt: skip
        for word, value in group.items():
            lines.setdefault(f"{letter}{round(sign * value):02d}", []).append(word)
    text = "\n".join(f"{head} {' '.join(sorted(group))}" for head, group in sorted(lines.items()))
    tail, last = bytearray(), 0
    for number in sorted({number_of(word) for word in others}):
        while number - last > FURTHEST:
            tail += FURTHEST.to_bytes(2, "little")
            last += FURTHEST
        tail += (number - last).to_bytes(2, "little")
        last = number
    return zlib.compress(text.encode("ascii"), 9) + bytes(tail)


@lru_cache(1)
def load() -> Words:
    """Read the shipped words, once per process and only when a Dutch word is first asked for."""
    return read(FILE.read_bytes())


@lru_cache(1)
def digest() -> str:
    """Return a short hash of the shipped words."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]
