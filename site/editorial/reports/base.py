"""What the reports share: who may see them, their columns, and a sentence that says what is wrong with each row.

The file that can be kept (CSV, XLSX) is Wagtail's; its cells are made safe by `editorial.exports`.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from core.models import EntryPage


class EntryReport(ReportView):
    """A report of entries; subclasses say which (`get_queryset`) and what is wrong with each (`describe`)."""

    model = EntryPage
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "full_url", "kind_label", "remark"]
    export_headings = {"full_url": _("Address"), "kind_label": _("Kind"), "remark": _("What is wrong")}
    columns = [
        TitleColumn("title", label=_("Title"), url_name="wagtailadmin_pages:edit"),
        Column("kind_label", label=_("Kind")),
        Column("remark", label=_("What is wrong")),
    ]

    def describe(self, entry) -> str:
        """Return what is wrong with an entry, for one cell."""
        raise NotImplementedError

    def prepare(self, entries: list) -> None:
        """Read what `describe` needs of all entries of a page at once."""

    def decorate_paginated_queryset(self, object_list):
        """Set `remark` on each entry."""
        object_list = list(object_list)
        self.prepare(object_list)
        for entry in object_list:
            entry.remark = self.describe(entry)
        return object_list
