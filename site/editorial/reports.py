"""Report of entries with accessibility problems, as the accessibility statement requires."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.reports import ReportView

from core.entries.accessibility import find_faulty, list_faults
from core.models import EntryPage


class AccessibilityReport(ReportView):
    """Lists public entries with an inaccessible PDF or without summary; can be exported."""

    model = EntryPage
    page_title = _("Not accessible yet")
    header_icon = "circle-xmark"
    index_url_name = "accessibility_report"
    index_results_url_name = "accessibility_report_results"
    any_permission_required = ["add", "change", "publish"]
    default_ordering = "-display_date"
    list_export = ["title", "full_url", "kind_label", "faults"]
    export_headings = {"full_url": _("Address"), "kind_label": _("Kind"), "faults": _("What is wrong")}
    columns = [
        PageTitleColumn("title", label=_("Title"), classname="title"),
        Column("kind_label", label=_("Kind")),
        Column("faults", label=_("What is wrong")),
        PageStatusColumn("status", label=_("Status")),
    ]

    def get_queryset(self):
        """Return the entries with problems, newest first."""
        return find_faulty().order_by("-display_date", "-pk").specific()

    def decorate_paginated_queryset(self, object_list):
        """Set `faults` (text) on each entry of the page."""
        for entry in object_list:
            entry.faults = " ".join(list_faults(entry))
        return object_list
