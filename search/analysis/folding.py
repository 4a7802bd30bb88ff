"""Folding: what a reader may type in another way becomes the same letters.

Accents, ligatures (ij, æ, ﬁ), capitals and width fall away; what is left are letters and digits only, so that every
engine's split at white space gives a token back whole.
"""

import unicodedata

MAX_LENGTH = 64  # of a folded word; longer ones are cut, no engine has to store them
# Letters that Unicode does not take apart, though readers do.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
APOSTROPHES = "'’‘ʼ＇´`"


def fold(text: str) -> str:
    """Return the letters and digits of a text without accents and capitals; may be empty."""
    if text.isascii() and text.isalnum():
        return text.lower()[:MAX_LENGTH]
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).casefold().translate(_LETTERS)
    letters = (character for character in text if character.isalnum())
    return "".join(letters)[:MAX_LENGTH]
