"""Viewsets of the directory in Wagtail's admin: listings and choosers of records."""

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from directory.models import Organisation, Person, Place, Theme

BY_NAME = [Lower("name")]  # case-insensitive; Meta.ordering has to name a field


class NoteColumn:
    """Mixin with a second column, which distinguishes records of the same name."""

    ordering = BY_NAME

    @property
    def columns(self):
        """Columns of the chooser."""
        return [*super().columns, Column("choice_note", label=_("What it is"), accessor="choice_note")]


class RecordChooseView(NoteColumn, ChooseView):
    """Chooser view; its template says whom to ask for a new record."""

    template_name = "directory/record_chooser.html"


class RecordChooseResultsView(NoteColumn, ChooseResultsView):
    """Results of the chooser."""


class RecordChooserViewSet(SnippetChooserViewSet):
    """Chooser of records."""

    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView


class RecordViewSet(SnippetViewSet):
    """Base viewset of records."""

    list_display = ["name", Column("choice_note", label=_("What it is"), accessor="choice_note"), LocaleColumn()]
    search_fields = ["name"]
    ordering = BY_NAME
    list_per_page = 50
    copy_view_enabled = False
    chooser_viewset_class = RecordChooserViewSet
    chooser_per_page = 50


class OrganisationViewSet(RecordViewSet):
    """Organisations."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_filter = ["kind"]


class PersonViewSet(RecordViewSet):
    """People."""

    model = Person
    icon = "user"
    menu_label = _("People")
    list_filter = ["consent"]


class ThemeViewSet(RecordViewSet):
    """Themes."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")


class PlaceViewSet(RecordViewSet):
    """Places."""

    model = Place
    icon = "site"
    menu_label = _("Places")
    list_filter = ["level"]


class DirectoryGroup(SnippetViewSetGroup):
    """Menu with all viewsets of the directory."""

    menu_label = _("People and places")
    menu_icon = "group"
    menu_order = 210
    items = (OrganisationViewSet, PersonViewSet, ThemeViewSet, PlaceViewSet)
