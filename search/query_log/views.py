"""The query report."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Max, Sum
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from search.models import LoggedQuery
from search.query_log.recorder import MIN_DAYS_ASKED, flush, frequent_queries

MAX_ROWS = 100


@permission_required("search.view_loggedquery", raise_exception=True)
def query_report(request):
    """Show the most frequent queries, and those without results."""
    flush()
    rows = frequent_queries().annotate(times=Sum("number"), last=Max("day")).order_by("-times", "text")
    found = {
        (row.language, row.text): row.found
        for row in LoggedQuery.objects.filter(day__in=[row["last"] for row in rows]).order_by("day")
    }
    rows = [{**row, "found": found.get((row["language"], row["text"]), 0)} for row in rows]
    context = {
        "most": rows[:MAX_ROWS],
        "without": [row for row in rows if not row["found"]][:MAX_ROWS],
        "days": MIN_DAYS_ASKED,
        "header_title": _("What readers ask"),
        "page_title": _("What readers ask"),
        "header_icon": "help",
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, "search/admin/asked.html", context)
