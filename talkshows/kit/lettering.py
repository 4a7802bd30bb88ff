"""Which characters the fonts of posters and cards have: others would be drawn as boxes, and PDF/UA refuses them."""

import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

from characters.cleaning import clean_line

FONTS = Path(__file__).with_name("fonts")
# Marks that turn the direction of text around them: a name could make the rest of a poster read backwards.
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@cache
def read_coverage() -> tuple[list[int], list[int]]:
    """Return the first and the last characters of the ranges that the fonts have, in order."""
    rows = [line.split("-") for line in (FONTS / "coverage.txt").read_text().split()]
    return [int(first, 16) for first, _last in rows], [int(last, 16) for _first, last in rows]


def can_draw(character: str) -> bool:
    """Return whether the fonts have a character that shows or separates."""
    firsts, lasts = read_coverage()
    at = bisect_right(firsts, ord(character)) - 1
    return at >= 0 and ord(character) <= lasts[at] and unicodedata.category(character)[0] != "C"


def make_drawable(text: str) -> str:
    """Return a text on one line with what the fonts can draw.

    What has a plain form (𝐛𝐨𝐥𝐝 letters, a letter with its accent apart) is drawn in it; emoji and scripts that no font
    has are left out.
    """
    kept = []
    for character in unicodedata.normalize("NFC", clean_line(text)):
        if character.isspace():
            kept.append(" ")
        elif can_draw(character) and character not in DIRECTION:
            kept.append(character)
        else:
            plain = unicodedata.normalize("NFKC", character)
            kept.append(plain if plain != character and all(map(can_draw, plain)) else "")
    return " ".join("".join(kept).split())
