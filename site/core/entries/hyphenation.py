"""Hyphenation of headings: soft hyphens between the parts of compounds, and no break before short numbers.

Browsers without a Dutch hyphenation dictionary break long words at any letter. An app can add a compound splitter for a
language to `core.extensions.compound_splitters`; words are not hyphenated without one.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from core.extensions import compound_splitters

MIN_LETTERS = 15  # of a word; shorter ones fit on a line of a phone
SOFT_HYPHEN, FIXED_SPACE = "\u00ad", "\u00a0"
_NUMBER = re.compile(r" (?=\d{1,3}(?!\d))")
_LONG_WORD = re.compile(rf"[^\W\d_]{{{MIN_LETTERS},}}")


@lru_cache(4096)
def break_heading(text, language: str) -> str:
    """Return a title with soft hyphens in long compounds and no-break spaces before short numbers."""
    text = _NUMBER.sub(FIXED_SPACE, str(text))
    split = next((splitter.split for splitter in compound_splitters if splitter.language == language), None)
    return _LONG_WORD.sub(lambda match: _hyphenate(match[0], split), text) if split else text


def _hyphenate(word: str, split: Callable) -> str:
    parts = split(word.lower())
    if len(parts) < 2 or sum(map(len, parts)) != len(word):
        return word
    at, pieces = 0, []
    for part in parts:
        pieces.append(word[at : at + len(part)])
        at += len(part)
    return SOFT_HYPHEN.join(pieces)
