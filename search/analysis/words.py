"""The shipped Dutch words: how usual they are, and how gladly they stand in compounds. Written by scripts/words.py.

The file is a zlib-compressed text. Each line holds a letter, a number and the words for which it holds:
- B, F, N: a base word, a form, or a word only known (a name); the number is the frequency in quarters of the Zipf scale
  (log10 of uses in a thousand million words), 0 when unknown;
- M, H: a first part as it is written, the stem of a last part; the number is minus the natural logarithm of its share
  of all parts, in quarters.

Words that the splitter takes apart anyway, and that nobody counted, are left out.
"""

import hashlib
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "words-nl.bin"


@dataclass(slots=True)
class Words:
    """Frequencies of words; logarithms of the shares of first parts ("stads") and of last parts' stems ("corporeer")."""

    base: dict[str, float] = field(default_factory=dict)
    forms: dict[str, float] = field(default_factory=dict)
    names: dict[str, float] = field(default_factory=dict)
    firsts: dict[str, float] = field(default_factory=dict)
    lasts: dict[str, float] = field(default_factory=dict)

    def __contains__(self, word: str) -> bool:
        return word in self.base or word in self.forms

    def frequency(self, word: str) -> float:
        """Return how usual a word is, 0 when that is not known."""
        return self.base.get(word) or self.forms.get(word, 0.0)

    def knows(self, word: str) -> bool:
        """Whether the list has the word, names included."""
        return word in self or word in self.names


def read(data: bytes) -> Words:
    """Return the words in a file's content."""
    words = Words()
    kinds = {"B": words.base, "F": words.forms, "N": words.names, "M": words.firsts, "H": words.lasts}
    for line in zlib.decompress(data).decode("ascii").splitlines():
        head, _, rest = line.partition(" ")
        value = int(head[1:]) / 4
        kinds[head[0]].update(dict.fromkeys(rest.split(), -value if head[0] in "MH" else value))
    return words


def pack(words: Words) -> bytes:
    """Return the file's content for words; frequencies and shares are rounded."""
    lines: dict[str, list[str]] = {}
    for letter, sign, group in (
        ("B", 4, words.base), ("F", 4, words.forms), ("N", 4, words.names), ("M", -4, words.firsts), ("H", -4, words.lasts),
    ):  # fmt: skip
        for word, value in group.items():
            lines.setdefault(f"{letter}{round(sign * value):02d}", []).append(word)
    text = "\n".join(f"{head} {' '.join(sorted(group))}" for head, group in sorted(lines.items()))
    return zlib.compress(text.encode("ascii"), 9)


@lru_cache(1)
def load() -> Words:
    """Read the shipped words, once per process and only when a Dutch word is first asked for."""
    return read(FILE.read_bytes())


@lru_cache(1)
def digest() -> str:
    """Return a short hash of the shipped words."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]
