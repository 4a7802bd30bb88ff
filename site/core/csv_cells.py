"""Cells of CSV files that a spreadsheet shows as text, whatever they begin with.

A cell may run as a formula when it begins with one of `= + - @` (also full-width), even after spaces, quotes or signs that are
not shown, and when a part of it does after a separator: a Dutch spreadsheet splits lines at `;`. An apostrophe makes it text.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_UNSEEN = "\\s\"'\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f"
_BEGINS_FORMULA = f"[{_UNSEEN}]*[=+\\-@＝＋－＠﹢﹣﹦﹫−]"
_FORMULA = re.compile(rf"(^|[;\t\r\n])(?={_BEGINS_FORMULA})")
_MADE_SAFE = re.compile(rf"(^|[;\t\r\n])'(?={_BEGINS_FORMULA})|^'(?=[\t\r\n])")
_CONTROL = re.compile(r"^(?=[\t\r\n])")
BOM = "\ufeff"  # without it Excel reads UTF-8 as another encoding


def make_safe(value: object) -> str:
    """Return a value as the text of a cell; what a spreadsheet would run gets an apostrophe before it."""
    return _CONTROL.sub("'", _FORMULA.sub(r"\1'", str(value)))


def undo_safe(text: str) -> str:
    """Return the text of a cell without the apostrophes that `make_safe` put into it."""
    return _MADE_SAFE.sub(r"\1", text)


def write_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file (RFC 4180, UTF-8 with a byte order mark)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([make_safe(cell).replace("\0", "") for cell in row] for row in (header, *rows))
    return BOM + file.getvalue()
