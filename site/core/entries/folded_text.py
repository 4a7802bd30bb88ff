"""Text folded for comparing names, with the place of each character in the original.

Case, accents, invisible characters and the kinds of space, hyphen and apostrophe make no difference. In HTML, entities count as
the character that they stand for, and a tag of inline markup counts as nothing: `<b>Fatima</b> El&nbsp;Amrani` reads as one name.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});|.", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|s|small|span|strong|sub|sup|u|wbr)\b", re.IGNORECASE)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = "'’‘ʼ`´"
BREAK = "\n"  # what stands for a tag that begins a new block: no name goes on behind it


@dataclass(frozen=True)
class FoldedText:
    """`text` is the folded text; its character at `i` comes from `source[starts[i]:ends[i]]`."""

    source: str
    text: str
    starts: list[int]
    ends: list[int]

    def get_source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original for a span of the folded text."""
        return self.starts[start], self.ends[end - 1]


def fold_name(text: str) -> str:
    """Return a text without case and accents, and with one kind of space, hyphen and apostrophe."""
    return "".join(_fold_character(one) for one in text)


def fold_text(text: str) -> FoldedText:
    """Return a plain text folded."""
    return _assemble(text, ((one, at, at + 1) for at, one in enumerate(text)))


def fold_html(text: str) -> FoldedText:
    """Return the text of HTML folded, without its tags."""
    return _assemble(text, _read_html(text))


def _read_html(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PIECE.finditer(text):
        piece = match[0]
        if len(piece) > 1 and piece[0] == "<":
            if not _INLINE.match(piece):
                yield BREAK, match.start(), match.end()
        elif len(piece) > 1:
            yield html.unescape(piece), match.start(), match.end()
        else:
            yield piece, match.start(), match.end()


def _assemble(source: str, pieces) -> FoldedText:
    folded, starts, ends = [], [], []
    for piece, start, end in pieces:
        for one in BREAK if piece == BREAK else "".join(map(_fold_character, piece)):
            folded.append(one)
            starts.append(start)
            ends.append(end)
    return FoldedText(source, "".join(folded), starts, ends)


def _fold_character(one: str) -> str:
    if one in _APOSTROPHES:
        return "'"
    if one == "_" or one.isspace():
        return " "
    kind = unicodedata.category(one)
    if kind == "Cf":  # soft hyphens, zero-width characters, direction marks
        return ""
    if kind == "Pd":
        return "-"
    letters = unicodedata.normalize("NFKD", one).casefold().translate(_LETTERS)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
