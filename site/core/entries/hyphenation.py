"""Where headings may break: a number stays with its word, a long compound breaks between its parts.

Browsers without a Dutch hyphenation dictionary break “samenwerkingsovereenkomst” anywhere. The parts of a word come from the
compound splitter that an app adds for the language; without one, long words stay as they are.
"""

import re
from collections.abc import Callable

from core.extensions import compound_splitters

MIN_LETTERS = 15  # letters that a heading on a phone cannot always hold
SOFT_HYPHEN, FIXED_SPACE = "\u00ad", "\u00a0"
_NUMBER = re.compile(r" (?=\d{1,3}(?!\d))")
_LONG_WORD = re.compile(rf"[^\W\d_]{{{MIN_LETTERS},}}")


def break_heading(text: str, language: str) -> str:
    """Return the text with soft hyphens between the parts of long words, and fixed spaces before short numbers."""
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
