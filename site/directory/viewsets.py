"""The directory in the editing screens: lists and choosers that show enough to choose."""

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from directory.models import Organisation, Person, Place, Theme

BY_NAME = [Lower("name")]  # “de Alliantie” among the As; the model's own order has to be the name of a field


class NoteColumn:
    """A second column that tells records of the same name apart."""

    ordering = BY_NAME

    @property
    def columns(self):
        """Name, then what it is."""
        return [*super().columns, Column("choice_note", label=_("What it is"), accessor="choice_note")]


class RecordChooseView(NoteColumn, ChooseView):
    """The chooser; who may not add to the directory reads whom to ask."""

    template_name = "directory/record_chooser.html"


class RecordChooseResultsView(NoteColumn, ChooseResultsView):
    """Its results."""


class RecordChooserViewSet(SnippetChooserViewSet):
    """Choosing a record."""

    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView


class RecordViewSet(SnippetViewSet):
    """What the four lists share."""

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
    """One menu for who and where."""

    menu_label = _("People and places")
    menu_icon = "group"
    menu_order = 210
    items = (OrganisationViewSet, PersonViewSet, ThemeViewSet, PlaceViewSet)
