"""Report of entries with accessibility problems, as the accessibility statement requires."""

from django.utils.translation import gettext_lazy as _

from core.entries.accessibility import find_faulty, list_faults
from editorial.reports.base import EntryReport


class AccessibilityReport(EntryReport):
    """Lists public entries with an inaccessible PDF or without summary."""

    page_title = _("Not accessible yet")
    header_icon = "circle-xmark"
    index_url_name = "accessibility_report"
    index_results_url_name = "accessibility_report_results"

    def get_queryset(self):
        """Return the entries with problems, newest first."""
        return find_faulty().order_by("-display_date", "-pk").specific()

    def describe(self, entry) -> str:
        """Return the faults of the entry and of its documents."""
        return " ".join(list_faults(entry))
