"""The shipped words: how usual each is. Written by scripts/words.py, read when the first word is asked for.

The file is a zlib-compressed text. Each line holds a frequency (tenths of the Zipf scale, 0 when not known), a kind
(B a base word, F a form, N only known, never part of a compound) and its words.
"""

import hashlib
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "words-nl.bin"


@dataclass(frozen=True, slots=True)
class Words:
    """Zipf frequency (log10 of uses in a thousand million words) of base words, forms and words merely known."""

    base: dict[str, float]
    forms: dict[str, float]
    known: dict[str, float]

    def __contains__(self, word: str) -> bool:
        return word in self.base or word in self.forms or word in self.known


@lru_cache(1)
def load() -> Words:
    """Read the shipped words; about 50 ms, once per process."""
    words = Words({}, {}, {})
    kinds = {"B": words.base, "F": words.forms, "N": words.known}
    for line in zlib.decompress(FILE.read_bytes()).decode("ascii").splitlines():
        head, _, rest = line.partition(" ")
        kinds[head[0]].update(dict.fromkeys(rest.split(), int(head[1:]) / 10))
    return words


@lru_cache(1)
def digest() -> str:
    """Return a short hash of the shipped words."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]
