"""Reads a CSV file of initiatives as a spreadsheet writes it: with or without a mark at its start, with commas, semicolons or tabs.

Headings are English or Dutch, in any order and case. A file never raises anything but CsvFileError.
"""

import csv
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from characters.cleaning import clean
from characters.encodings import UnreadableTextError, decode_text
from core.csv_cells import BOM, undo_safe

MAX_BYTES, MAX_ROWS, MAX_CELL = 1_000_000, 5_000, 5_000
DELIMITERS = ";,\t"
_INNER_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")  # they break a line of a cell, not a row
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
    "shown": ("shown", "readers see it", "lezers zien het"),
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
    """Return the text of a file, in UTF-8 or what a spreadsheet of Windows or Mac writes."""
    if len(data) > MAX_BYTES:
        raise CsvFileError(_("This file is larger than 1 MB."))
    try:
        return decode_text(data)
    except UnreadableTextError:
        raise CsvFileError(_("This is no text file. Save it as CSV (UTF-8).")) from None


def read_rows(text: str) -> list[CsvRow]:
    """Return the rows of a CSV text; raise CsvFileError without a heading for the name, or with too many rows."""
    text = clean(_INNER_BREAKS.sub(" ", text.removeprefix(BOM)))
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=lambda one: (first.count(one), -DELIMITERS.index(one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, columns = [], None
    try:
        for cells in reader:
            values = [" ".join(undo_safe(cell).split()) for cell in cells]
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
