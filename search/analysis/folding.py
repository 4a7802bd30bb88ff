"""Folding: what a reader may type in another way becomes the same letters.

Accents, ligatures (ij, æ, ﬁ), capitals and width fall away; what is left are letters and digits only, so that every
engine's split at white space gives a token back whole.
"""

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 64  # of a folded word; longer ones are cut, no engine has to store them
# Letters that Unicode does not take apart, though readers do.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
APOSTROPHES = "'’‘ʼ＇´`"
_PLAIN = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")


def fold(text: str) -> str:
    """Return the letters and digits of a text without accents and capitals; may be empty."""
    if text.isascii() and text.isalnum():
        return text.lower()[:MAX_LENGTH]
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).casefold().translate(_LETTERS)
    letters = (character for character in text if character.isalnum())
    return "".join(letters)[:MAX_LENGTH]


def _joins_word(character: str) -> bool:
    """Whether a character belongs to the word around it without being a letter: combining marks, soft hyphens."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}


@lru_cache(64)
def _pattern(marks: str) -> re.Pattern[str]:
    letter = rf"[^\W_][{re.escape(marks)}]*"
    return re.compile(rf"(?:{letter})+(?:[{APOSTROPHES}](?:{letter})+)*")


def find_words(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and the characters of every word in the text itself, apostrophes inside included."""
    pattern = _PLAIN
    if not text.isascii():
        marks = "".join(
            sorted(character for character in set(text) if not character.isascii() and _joins_word(character))
        )
        if marks:
            pattern = _pattern(marks)
    return [(match.start(), match.end(), match.group()) for match in pattern.finditer(text)]
