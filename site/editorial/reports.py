"""Reports of the board: which entries are not accessible, as the accessibility statement needs it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.reports import ReportView

from core.entries.accessibility import find_faulty, list_faults
from core.models import EntryPage


class AccessibilityReport(ReportView):
    """Public entries with a PDF that not everybody can use, or without a summary; also as a table to download."""

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
        """Return the entries, newest first."""
        return find_faulty().order_by("-display_date", "-pk").specific()

    def decorate_paginated_queryset(self, object_list):
        """Say what is wrong with each that is shown."""
        for entry in object_list:
            entry.faults = " ".join(list_faults(entry))
        return object_list
