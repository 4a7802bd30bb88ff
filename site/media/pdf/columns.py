"""Reading order of columns that a PDF draws line by line: each column is read down before the next one.

Many programs draw the first line of every column, then the second. PDFium joins such lines, so the words of two columns mix.
Lines come here cut at wide gaps. Where gaps stand below each other and the words flow on from line to line, they are columns;
elsewhere, as in tables, the pieces of a line are joined again. Does not use Django.
"""

import itertools
import re
from dataclasses import dataclass, field, replace

from media.pdf.layout import BULLET, TextLine

SAME_LINE = 0.6  # of the font size: difference of baselines within a row
NEXT_LINE = 3.4  # of the font size: a larger step down ends the columns
SINGLE_STEP = 2.4  # the same, for a line that stands alone
MIN_FLOW = 0.5  # share of the line pairs of a column in which the text goes on
MIN_WORDS, MIN_LENGTH = 1.6, 12  # words and characters of a line, on average
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_NUMERIC = re.compile(r"[\d\W]+")


@dataclass(slots=True)
class Region:
    """Consecutive pieces with gaps below each other; `gutters`: the x ranges that no piece crosses."""

    gutters: list[tuple[float, float]]
    pieces: list[TextLine] = field(default_factory=list)

    def column_of(self, piece: TextLine) -> int:
        """Return the number of the column that a piece begins in."""
        middle = min(piece.right, piece.left + piece.size)
        return sum(1 for begin, _end in self.gutters if middle > begin)


def order_columns(pieces: list[TextLine]) -> list[TextLine]:
    """Return the lines of a page in reading order; `pieces` come in the order in which they are drawn."""
    found: list[TextLine] = []
    at = 0
    while at < len(pieces):
        region = _grow(pieces, at)
        if region is None:
            row = _take_row(pieces, at)
            found.append(_join(row))
            at += len(row)
            continue
        at += len(region.pieces)
        found += _read_columns(region) if _is_text(region) else _read_rows(region.pieces)
    return found


def _take_row(pieces: list[TextLine], at: int, joined: bool = True) -> list[TextLine]:
    """Return the pieces from `at` that stand on one line, each right of the one before; `joined`: only where PDFium joined them."""
    row = [pieces[at]]
    for piece in pieces[at + 1 :]:
        before = row[-1]
        near = abs(piece.base - before.base) <= SAME_LINE * max(piece.size, before.size) and piece.turn == before.turn
        if not near or piece.left < before.right or (joined and not before.open_end):
            break
        row.append(piece)
    return row


def _grow(pieces: list[TextLine], at: int) -> Region | None:
    """Return the region that begins at `at`, or None where no row of several pieces begins."""
    row = _take_row(pieces, at, joined=False)
    if len(row) < 2:
        return None
    region = Region([(before.right, after.left) for before, after in itertools.pairwise(row)], list(row))
    rows, at = 1, at + len(row)
    while at < len(pieces):
        row = _take_row(pieces, at, joined=False)
        before = region.pieces[-1]
        if row[0].turn != before.turn or before.base - row[0].base < -SAME_LINE * before.size:
            break
        gutters = _narrow(region.gutters, row)
        lowest = min(piece.base for piece in region.pieces)
        step = (lowest - row[0].base) / before.size
        if not gutters or step > (NEXT_LINE if len(row) > 1 else SINGLE_STEP):
            break
        region.gutters = gutters
        region.pieces += row
        rows += len(row) > 1
        at += len(row)
    return region if rows > 1 else None


def _narrow(gutters: list[tuple[float, float]], row: list[TextLine]) -> list[tuple[float, float]]:
    """Return what is left of the gutters beside the pieces of a row."""
    found = []
    for begin, end in gutters:
        for piece in row:
            if piece.right <= begin or piece.left >= end:
                continue
            if piece.left <= begin and piece.right >= end:
                begin = end  # crossed
            elif piece.left <= begin:
                begin = piece.right
            else:
                end = min(end, piece.left)
        if end - begin > 0.4 * row[0].size:
            found.append((begin, end))
    return found


def _is_text(region: Region) -> bool:
    """Return whether the columns hold flowing text, and not the cells of a table."""
    columns = _split(region)
    if len(columns) < 2:
        return False
    texts = [piece.text for column in columns for piece in column]
    if sum(1 for text in texts if _NUMERIC.fullmatch(text)) > 0.2 * len(texts):
        return False
    if sum(len(text.split()) for text in texts) < MIN_WORDS * len(texts) or sum(map(len, texts)) < MIN_LENGTH * len(
        texts
    ):
        return False
    return all(_flow(column) >= MIN_FLOW for column in columns if len(column) > 1)


def _flow(column: list[TextLine]) -> float:
    """Return the share of line pairs in which the text goes on: a small letter follows, or the line is full.

    What begins after the end of a sentence says nothing.
    """
    reach = max(piece.right for piece in column)
    goes_on = breaks = 0
    for before, after in itertools.pairwise(column):
        first = after.text.split(" ", 1)[0]
        full = reach - before.right < (len(first) + 1) * after.size * 0.5
        if (
            before.text.endswith("-")
            or (after.text[:1].islower() and not _SENTENCE_END.search(before.text))
            or (full and len(before.text.split()) > 1)
        ):
            goes_on += 1
        elif not _SENTENCE_END.search(before.text) and not BULLET.match(after.text):
            breaks += 1
    return goes_on / (goes_on + breaks) if goes_on else 0.0


def _split(region: Region) -> list[list[TextLine]]:
    columns: dict[int, list[TextLine]] = {}
    for piece in region.pieces:
        columns.setdefault(region.column_of(piece), []).append(piece)
    return [columns[number] for number in sorted(columns)]


def _read_columns(region: Region) -> list[TextLine]:
    """Return the lines column by column; pieces of one column on one line are joined."""
    return [line for column in _split(region) for line in _read_rows(column)]


def _read_rows(pieces: list[TextLine]) -> list[TextLine]:
    """Return the lines row by row, as they were drawn."""
    found, at = [], 0
    while at < len(pieces):
        row = _take_row(pieces, at)
        found.append(_join(row))
        at += len(row)
    return found


def _join(row: list[TextLine]) -> TextLine:
    """Return the pieces of a row as one line."""
    if len(row) == 1:
        return row[0]
    last = row[-1]
    text = " ".join(piece.text for piece in row)
    return replace(row[0], text=text, right=last.right, hyphen=last.hyphen, open_end=last.open_end)
