"""Reads the lines of a page from PDFium, cut at wide gaps, as a reader of each line holds the page. Does not use Django."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as raw

from media.pdf.hyphenation import HYPHEN_MARK
from media.pdf.layout import TextLine

MAX_ON_PAGE = 60_000  # characters
WIDE_GAP = 0.9  # of the font size; columns and cells stand further apart, words in justified lines seldom do
_LABEL = re.compile(r"(?:[•◦▪▫●○■□‣⁃∙·–—*-]|\d{1,3}[.)]?|[a-z][.)])")  # what stands before an item of a list
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The corner and size of a page in its own coordinates, and the quarter turns by which it is shown."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    @classmethod
    def of(cls, page) -> "PageFrame":
        """Return the frame of a page of pypdfium2."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation() // 90 % 4)

    def turned(self, box: Box, turn: int) -> Box:
        """Return a box as it stands for who holds the page so that writing with `turn` quarter turns is level."""
        left, right = box[0] - self.left, box[2] - self.left
        bottom, top = box[1] - self.bottom, box[3] - self.bottom
        if turn == 1:
            return bottom, self.width - right, top, self.width - left
        if turn == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if turn == 3:
            return self.height - top, left, self.height - bottom, right
        return left, bottom, right, top


class _Characters:
    """Boxes and sizes of the characters of a page, by their index in its text."""

    def __init__(self, text_page, frame: PageFrame):
        self.page, self.frame = text_page, frame
        self.numbers = [ctypes.c_double() for _ in range(4)]

    def index(self, at: int) -> int:
        """Return PDFium's index of the character at a place in the text."""
        return raw.FPDFText_GetCharIndexFromTextIndex(self.page, at)

    def box(self, at: int, turn: int) -> Box:
        """Return the box of a character, with its baseline as the lower edge."""
        left, right, bottom, top = self.numbers
        index = self.index(at)
        if index < 0 or not raw.FPDFText_GetCharBox(self.page, index, left, right, bottom, top):
            return 0.0, 0.0, 0.0, 0.0
        box = left.value, bottom.value, right.value, top.value
        x, y = left, right
        raw.FPDFText_GetCharOrigin(self.page, index, x, y)
        base = self.frame.turned((x.value, y.value, x.value, y.value), turn)[1]
        begin, _bottom, end, upper = self.frame.turned(box, turn)
        return begin, base, end, upper

    def turn(self, at: int) -> int:
        """Return the quarter turns of the writing at a character."""
        angle = raw.FPDFText_GetCharAngle(self.page, self.index(at))
        return round(angle / (math.pi / 2)) % 4 if angle >= 0 else 0

    def size(self, at: int) -> float:
        """Return the rendered size of a character: the font size times the scale of its matrix."""
        index, matrix = self.index(at), raw.FS_MATRIX()
        size = raw.FPDFText_GetFontSize(self.page, index)
        if raw.FPDFText_GetMatrix(self.page, index, matrix):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            return size * scale if 0.01 < scale < 1000 else size
        return size

    def is_bold(self, at: int) -> bool:
        """Return whether a character is bold."""
        return raw.FPDFText_GetFontWeight(self.page, self.index(at)) >= 600


def read_pieces(text_page, frame: PageFrame) -> Iterator[TextLine]:
    """Yield the pieces of the lines of a page, in PDFium's order."""
    characters = _Characters(text_page, frame)
    start, text = 0, text_page.get_text_range()[:MAX_ON_PAGE]
    for line in text.replace(HYPHEN_MARK, f"{HYPHEN_MARK}\n").replace("\r", "").split("\n"):
        # PDFium's text indexes count \r\n as two characters, and the hyphen mark as one.
        begin = text.find(line, start) if line else start
        start = max(start, begin) + len(line)
        words = line.rstrip(HYPHEN_MARK)
        if words.strip():
            yield from _cut(characters, words, begin, hyphen=line.endswith(HYPHEN_MARK))


def _cut(characters: _Characters, words: str, begin: int, hyphen: bool) -> Iterator[TextLine]:
    """Yield the pieces of one line, which begins at index `begin` of the text."""
    first = len(words) - len(words.lstrip())
    turn, size = characters.turn(begin + first), characters.size(begin + first)
    bounds, at = [], first
    for match in re.finditer(r"\s+", words.rstrip()):
        if match.start() <= first:
            continue
        before = characters.box(begin + match.start() - 1, turn)
        after = characters.box(begin + match.end(), turn)
        if after[0] - before[2] > WIDE_GAP * size and not _LABEL.fullmatch(words[at : match.start()]):
            bounds.append((at, match.start()))
            at = match.end()
    bounds.append((at, len(words.rstrip())))
    for here, until in bounds:
        left, base, _right, _top = characters.box(begin + here, turn)
        _left, _base, right, _top = characters.box(begin + until - 1, turn)
        last = until == bounds[-1][1]
        yield TextLine(
            words[here:until], left, right, base, characters.size(begin + here), characters.is_bold(begin + here),
            hyphen and last, turn, not last,
        )  # fmt: skip
