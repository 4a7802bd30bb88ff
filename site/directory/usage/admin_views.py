"""Admin views of records that tell their use: usage page, edit form and deletion."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import StatusSidePanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import DeleteView, EditView, UsageView

from directory.merging.permissions import may_merge
from directory.proposals.record_views import SavesAtOnce
from directory.references.relations import is_record_model
from directory.usage.listing import list_uses
from directory.usage.report import find_usage


class RecordUsageView(UsageView):
    """Usage page with every relation, link and stored version; Wagtail's index knows no many-to-many fields."""

    columns = [
        TitleColumn("label", label=_("Name"), get_url=lambda row: row.edit_url),
        Column("kind", label=_("Type")),
        Column("fields", label=_("Field")),
        Column("state", label=_("Status")),
    ]

    def get_queryset(self):
        """Return the rows of the table, as a list."""
        return list_uses(find_usage(self.object), self.request.user)

    def get_table(self, object_list, **kwargs):
        """Return the table of a page of rows."""
        return self.table_class(self.columns, object_list, **self.get_table_kwargs())


class RecordEditView(SavesAtOnce, EditView):
    """Edit form with the number of uses, and a button to merge for who may."""

    def get_side_panels(self):
        """Let the status panel tell the uses that `find_usage` counts."""
        panels = super().get_side_panels()
        for panel in panels:
            if isinstance(panel, StatusSidePanel):
                panel.get_usage_context = self.get_usage_context
        return panels

    def get_usage_context(self) -> dict:
        """Return number and address of the uses."""
        return {"usage_count": find_usage(self.object).count, "usage_url": self.get_usage_url()}

    @cached_property
    def header_more_buttons(self):
        """Wagtail's buttons, and one to merge."""
        buttons = super().header_more_buttons
        if may_merge(self.request.user, self.model):
            url = reverse(self.object.snippet_viewset.get_url_name("merge"), args=[self.object.pk])
            buttons.append(Button(_("Merge into another one"), url=url, icon_name="link", priority=25))
        return buttons


class RecordDeleteView(DeleteView):
    """Deletion of a record that nothing uses; `refuse_deletion_of_used` answers for others."""

    def get_usage(self):
        """Return no references: an index that lags behind has nothing to say here."""
        return ReferenceIndex.objects.none().group_by_source_object()


def refuse_deletion_of_used(request, records):
    """Return a page that says what uses these records and how to merge them, or None when all may be deleted."""
    found = []
    for record in records:
        if is_record_model(type(record)) and (usage := find_usage(record)):
            url_name = record.snippet_viewset.get_url_name
            urls = {name: reverse(url_name(name), args=[record.pk]) for name in ("merge", "edit", "usage")}
            found.append({"record": record, "usage": usage, "rows": list_uses(usage, request.user), "urls": urls})
    if not found:
        return None
    status = 200 if request.method in {"GET", "HEAD"} else 409
    return render(request, "directory/records_in_use.html", {"found": found}, status=status)
