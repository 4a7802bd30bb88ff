"""Character folding: spelling variants become the same letters.

Removes accents, ligatures (ij, æ, ﬁ), case and width. Only letters and digits remain, so that splitting at white
space in any engine returns the same tokens.
"""

import unicodedata

MAX_LENGTH = 64  # of a folded word; longer ones are truncated
# Letters without a Unicode decomposition.
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
