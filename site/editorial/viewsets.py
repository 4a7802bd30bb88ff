"""The list of all entries, with the columns and filters that an editor uses."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, UpdatedAtColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.listing import entry_kinds
from core.models import EntryPage
from directory.models import Organisation, Place, Theme


def list_kinds(request):
    """Return the content types of the kinds that exist."""
    found = ContentType.objects.get_for_models(*entry_kinds().values())
    return ContentType.objects.filter(pk__in=[kind.pk for kind in found.values()]).order_by("model")


def here(model):
    """Return a function that gives the records of `model` in the first language."""
    return lambda request: model.objects.filter(locale__language_code="nl")


class EntryFilterSet(WagtailFilterSet):
    """Kind, state, what it is about, where, with whom, when."""

    content_type = MultipleContentTypeFilter(label=_("Kind"), queryset=list_kinds)
    live = django_filters.BooleanFilter(label=_("Published"))
    themes = django_filters.ModelChoiceFilter(label=_("Theme"), queryset=here(Theme))
    places = django_filters.ModelChoiceFilter(label=_("Place"), queryset=here(Place))
    partnerships__organisation = django_filters.ModelChoiceFilter(label=_("Organisation"), queryset=here(Organisation))
    display_date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = EntryPage
        fields: list = []


class EntryListing(PageListingViewSet):
    """All entries of all kinds in one list."""

    model = EntryPage
    icon = "list-ul"
    menu_label = _("All entries")
    menu_order = 90
    add_to_admin_menu = True
    name = "entries"
    filterset_class = EntryFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("kind_label", label=_("Kind"), sort_key="content_type"),
        DateColumn("display_date", label=_("Date"), sort_key="display_date"),
        UpdatedAtColumn(),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
