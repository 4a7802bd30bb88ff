"""Cells of exported lists that a spreadsheet would run as a formula: they begin with an apostrophe, which makes them text.

A cell may run when it begins with one of `= + - @` (also full-width), even after spaces, quotes or signs that are not shown, and
when a part of it does after a separator: a Dutch spreadsheet splits lines at `;`.
"""

import re
from functools import wraps

from wagtail.admin.views.mixins import SpreadsheetExportMixin

_UNSEEN = "\\s\"'\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f"
_FORMULA = re.compile(rf"(^|[;\t\r\n])(?=[{_UNSEEN}]*[=+\-@＝＋－＠﹢﹣﹦﹫−])")
_CONTROL = re.compile(r"^(?=[\t\r\n])")


def make_text(cell):
    """Return a cell for a CSV file: texts that would run get an apostrophe; numbers, dates and other values stay as they are."""
    if not isinstance(cell, str):
        return cell
    return _CONTROL.sub("'", _FORMULA.sub(r"\1'", cell))


def secure_exports() -> None:
    """Let every export of Wagtail write safe cells and headings; called by `AppConfig.ready()`."""
    preprocess, get_heading = SpreadsheetExportMixin.preprocess_field_value, SpreadsheetExportMixin.get_heading

    @wraps(preprocess)
    def preprocess_safely(view, field, value, export_format):
        cell = preprocess(view, field, value, export_format)
        return make_text(cell) if export_format == view.FORMAT_CSV else cell  # XLSX knows texts from formulas

    @wraps(get_heading)
    def get_safe_heading(view, queryset, field):
        return make_text(get_heading(view, queryset, field))

    SpreadsheetExportMixin.preprocess_field_value = preprocess_safely
    SpreadsheetExportMixin.get_heading = get_safe_heading
