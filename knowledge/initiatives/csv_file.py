"""Reads a CSV file of initiatives as a spreadsheet writes it: with or without a mark at its start, with commas, semicolons or tabs.

Headings are English or Dutch, in any order and case. A file never raises anything but CsvFileError.
"""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from characters.rule import clean
from core.csv_cells import BOM, make_safe

MAX_BYTES, MAX_ROWS, MAX_CELL = 1_000_000, 5_000, 5_000
DELIMITERS = ";,\t"
COLUMNS = {
    "name": ("name", "naam"),
    "sentence": ("sentence", "in one sentence", "in één zin", "in een zin", "zin", "omschrijving"),
    "sentence_en": ("sentence_en", "in one sentence, in english", "in één zin, in het engels"),
    "place": ("place", "plek", "plaats"),
    "themes": ("themes", "theme", "thema's", "thema’s", "thema"),
    "who": ("who", "wie", "partners"),
    "url": ("url", "link"),
    "phase": ("phase", "fase"),
    "since": ("since", "sinds"),
    "kind": ("kind", "soort"),
}
HEADINGS = {heading: name for name, headings in COLUMNS.items() for heading in headings}


class CsvFileError(ValueError):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True)
class CsvRow:
    """A row: its line in the file from 1, its cells by column, and whether it has more cells than the file has headings."""

    line: int
    cells: dict[str, str]
    too_long: bool = False


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with a mark, or else the encoding of Western Windows."""
    if len(data) > MAX_BYTES:
        raise CsvFileError(_("This file is larger than 1 MB."))
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CsvFileError(_("This is no text file. Save it as CSV (UTF-8)."))


def read_rows(text: str) -> list[CsvRow]:
    """Return the rows of a CSV text; raise CsvFileError without a heading for the name, or with too many rows."""
    text = clean(text.removeprefix(BOM))
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=lambda one: (first.count(one), -DELIMITERS.index(one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, columns = [], None
    try:
        for cells in reader:
            values = [" ".join(_unprotect(cell).split()) for cell in cells]
            if not any(values):
                continue
            if columns is None:
                columns = _read_headings(values)
                continue
            if len(rows) >= MAX_ROWS:
                raise CsvFileError(_("This file has more than %(number)d rows.") % {"number": MAX_ROWS})
            found = {name: value[:MAX_CELL] for name, value in zip(columns, values, strict=False) if name}
            rows.append(CsvRow(reader.line_num, found, any(values[len(columns) :])))
    except csv.Error as error:
        raise CsvFileError(_("Line %(line)d cannot be read as CSV.") % {"line": reader.line_num}) from error
    if columns is None:
        raise CsvFileError(_("This file is empty."))
    return rows


def _read_headings(values: list[str]) -> list[str]:
    columns = [HEADINGS.get(value.casefold().strip(": "), "") for value in values]
    known = [name for name in columns if name]
    if "name" not in known:
        raise CsvFileError(_("The first line has no heading “naam”. Headings are: %(headings)s.")
                           % {"headings": ", ".join(headings[-1] for headings in COLUMNS.values())})  # fmt: skip
    if len(known) != len(set(known)):
        raise CsvFileError(_("Two columns have the same heading."))
    return columns


def _unprotect(cell: str) -> str:
    """Return a cell without the apostrophe that an export put before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and make_safe(cell[1:]) == cell else cell
