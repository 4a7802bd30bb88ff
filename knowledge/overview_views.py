"""The overview of questions and offers for the coalition, as a page and as CSV."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.csv_cells import write_csv
from knowledge.exchange_overview import column_labels, read_tables


@require_safe
def overview(request):
    """Show how many questions and offers are open, matched and answered."""
    return render(request, "knowledge/exchange_overview.html", {"tables": read_tables(), "columns": column_labels()})


@require_safe
def overview_csv(request):
    """Return the same numbers as one table."""
    rows = [(table.heading, name, *numbers) for table in read_tables() for name, numbers in table.rows]
    response = HttpResponse(write_csv(["", "", *column_labels()], rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="overzicht.csv"'
    return response
