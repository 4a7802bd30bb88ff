"""Admin listing of all entries, with columns and filters for editors."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button, ButtonWithDropdown

from core.models import EntryPage, Partnership
from directory.models import Organisation, Place, Theme
from editorial.kind_choice import list_creatable_kinds


def get_kind_content_types(request):
    """Return the content types of all kinds of entry."""
    found = ContentType.objects.get_for_models(*EntryPage.kinds().values())
    return ContentType.objects.filter(pk__in=[kind.pk for kind in found.values()]).order_by("model")


def records_in_first_language(model):
    """Return a callable with the records of `model` in the primary language, for a filter's `queryset`."""
    return lambda request: model.objects.filter(locale__language_code="nl")


class EntryFilterSet(WagtailFilterSet):
    """Filters by kind, status, theme, place, organisation and date."""

    content_type = MultipleContentTypeFilter(label=_("Kind"), queryset=get_kind_content_types)
    live = django_filters.BooleanFilter(label=_("Published"))
    themes = django_filters.ModelChoiceFilter(label=_("Theme"), queryset=records_in_first_language(Theme))
    places = django_filters.ModelChoiceFilter(label=_("Place"), queryset=records_in_first_language(Place))
    partnerships__organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=records_in_first_language(Organisation), method="filter_organisation"
    )
    display_date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = EntryPage
        fields: list = []

    def filter_organisation(self, queryset, name, organisation):
        """Filter on the entries of an organisation, each once whatever roles it has there."""
        return queryset.filter(pk__in=Partnership.objects.filter(organisation=organisation).values("page"))


def format_last_change(page) -> str:
    """Return date and time of the latest revision."""
    moment = page.latest_revision_created_at or page.last_published_at
    return date_format(localtime(moment), "j F Y, H:i") if moment else ""


def format_display_date(page) -> str:
    """Return the display date of an entry, as a date instead of a relative time."""
    return date_format(page.display_date, "j F Y") if page.display_date else ""


class EntryIndexView(IndexView):
    """Index view with a button per kind instead of the generic add button."""

    add_url_name = None

    @property
    def header_buttons(self):
        """Dropdown of the creatable kinds; replaces Wagtail's add button, which cannot add an abstract entry."""
        buttons = [Button(kind.text, url=kind.url, icon_name=kind.icon) for kind in list_creatable_kinds()]
        label = _("Write something new")
        return [ButtonWithDropdown(label, buttons=buttons, icon_name="plus", attrs={"aria-label": label})]


class EntryListing(PageListingViewSet):
    """Page listing viewset of all kinds of entry."""

    model = EntryPage
    index_view_class = EntryIndexView
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
        Column("display_date", label=_("Date"), accessor=format_display_date, sort_key="display_date"),
        Column(
            "latest_revision_created_at",
            label=_("Last change"),
            accessor=format_last_change,
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]

    def get_common_view_kwargs(self, **kwargs):
        """Return the view arguments without the URL of the parent chooser."""
        return super().get_common_view_kwargs(**{"add_url_name": None, **kwargs})

    def get_urlpatterns(self):
        """Return the URL patterns without the parent chooser."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "choose_parent"]
