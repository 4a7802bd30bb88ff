"""Viewsets of the directory in Wagtail's admin: listings and choosers of records."""

from django.db.models.functions import Lower
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from directory.choosers import TitledChooserViewSet, TitledChooseView
from directory.merging.admin_views import MergeView, follow_merged_view
from directory.models import Organisation, Person, Place, Theme
from directory.permissions import filter_visible
from directory.proposals.chooser import ProposalView, Proposes, RecordChooser
from directory.proposals.record_views import RecordCreateView, RecordUnpublishView
from directory.usage.admin_views import RecordDeleteView, RecordEditView, RecordUsageView

BY_NAME = [Lower("name")]  # case-insensitive; Meta.ordering has to name a field


class VisibleRecords:
    """Mixin of the chooser's lists: the records that the user may see, with a column that distinguishes those of the same name."""

    ordering = BY_NAME

    def get_object_list(self):
        """Return the records that the user may see."""
        return filter_visible(self.request.user, self.model_class.with_proposals.filter(refused_at=None))

    @property
    def columns(self):
        """Columns of the chooser."""
        return [
            *super().columns,
            Column("choice_note", label=_("What it is"), accessor="choice_note", classname="record-note"),
        ]


class RecordChooseView(VisibleRecords, Proposes, TitledChooseView):
    """Chooser view, with a tab to propose what is missing."""


class RecordChooseResultsView(VisibleRecords, Proposes, ChooseResultsView):
    """Results of the chooser."""


class RecordChosenView(SnippetChosenView):
    """The chosen record, if the user may see it."""

    def get_object(self, pk):
        """Return the record; raise ObjectDoesNotExist, which answers 404."""
        return filter_visible(self.request.user, self.model_class.with_proposals.all()).get(pk=pk)


class RecordChosenMultipleView(SnippetChosenMultipleView):
    """The chosen records that the user may see."""

    def get_objects(self, pks):
        """Return the records."""
        return filter_visible(self.request.user, self.model_class.with_proposals.filter(pk__in=pks))


class RecordChooserViewSet(TitledChooserViewSet):
    """Chooser of records."""

    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView
    chosen_view_class = RecordChosenView
    chosen_multiple_view_class = RecordChosenMultipleView
    create_view_class = ProposalView
    base_widget_class = RecordChooser
    create_action_label = Proposes.create_action_label
    creation_tab_label = Proposes.creation_tab_label


class RecordViewSet(SnippetViewSet):
    """Base viewset of records."""

    list_display = ["name", Column("choice_note", label=_("What it is"), accessor="choice_note"), LocaleColumn()]
    search_fields = ["name"]
    search_backend_name = None  # a part of a name is enough, and a record is there as soon as it is saved
    ordering = BY_NAME
    list_per_page = 50
    copy_view_enabled = False
    chooser_viewset_class = RecordChooserViewSet
    chooser_per_page = 50
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    unpublish_view_class = RecordUnpublishView
    delete_view_class = RecordDeleteView
    usage_view_class = RecordUsageView

    @property
    def edit_view(self):
        """Edit view; for a merged record it leads to the one that it became."""
        return follow_merged_view(super().edit_view, self.model)

    @property
    def delete_view(self):
        """Delete view, likewise."""
        return follow_merged_view(super().delete_view, self.model)

    @property
    def usage_view(self):
        """Usage view, likewise."""
        return follow_merged_view(super().usage_view, self.model)

    def get_urlpatterns(self):
        """Wagtail's addresses, and that of a merge."""
        merge_view = self.construct_view(MergeView)
        return [*super().get_urlpatterns(), path("merge/<str:pk>/", merge_view, name="merge")]


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
