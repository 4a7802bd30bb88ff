"""Wagtail's exports of lists write cells that a spreadsheet does not run as formulas (`core.csv_cells`)."""

from functools import wraps

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.csv_cells import make_safe


def make_text(cell):
    """Return a cell for a CSV file; numbers, dates and other values stay as they are."""
    return make_safe(cell) if isinstance(cell, str) else cell


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
