"""Cells of CSV files that a spreadsheet shows as text, whatever they begin with."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # without it Excel reads UTF-8 as another encoding


def make_safe(value: object) -> str:
    """Return a cell; one that a spreadsheet would run as a formula begins with an apostrophe."""
    text = str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def write_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file (RFC 4180, UTF-8 with a byte order mark)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([make_safe(cell) for cell in row] for row in (header, *rows))
    return BOM + file.getvalue()
