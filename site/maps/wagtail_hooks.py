"""Outlines in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from maps.models import OutlineSet


class OutlineSetViewSet(SnippetViewSet):
    """Outlines of districts and quarters, per city."""

    model = OutlineSet
    icon = "site"
    menu_label = _("Outlines of the map")
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = [
        "city",
        Column("level", label=_("level"), accessor="get_level_display"),
        Column("number", label=_("Number"), accessor="number"),
        "source",
    ]
    list_filter = ["level"]


register_snippet(OutlineSetViewSet)
