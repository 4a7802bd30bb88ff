"""The list of all entries, with the columns and filters that an editor uses."""

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

from core.models import EntryPage
from directory.models import Organisation, Place, Theme
from editorial.dashboard import find_kinds


def list_kinds(request):
    """Return the content types of the kinds that exist."""
    found = ContentType.objects.get_for_models(*EntryPage.kinds().values())
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


def say_change(page) -> str:
    """Return when an entry was last written to, with the hour."""
    moment = page.latest_revision_created_at or page.last_published_at
    return date_format(localtime(moment), "j F Y, H:i") if moment else ""


def say_date(page) -> str:
    """Return the date that readers see, as a day: “4 hours ago” says nothing about an entry."""
    return date_format(page.display_date, "j F Y") if page.display_date else ""


class EntryIndexView(IndexView):
    """The list, newest change first; every kind has its own place, so a new entry begins with its kind."""

    add_url_name = None

    @property
    def header_buttons(self):
        """Offer the kinds that can be made; Wagtail's own button asks for a place that takes no bare entry."""
        buttons = [Button(kind.text, url=kind.url, icon_name=kind.icon) for kind in find_kinds()]
        label = _("Write something new")
        return [ButtonWithDropdown(label, buttons=buttons, icon_name="plus", attrs={"aria-label": label})]


class EntryListing(PageListingViewSet):
    """All entries of all kinds in one list."""

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
        Column("display_date", label=_("Date"), accessor=say_date, sort_key="display_date"),
        Column(
            "latest_revision_created_at",
            label=_("Last change"),
            accessor=say_change,
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]

    def get_common_view_kwargs(self, **kwargs):
        """Leave out the address at which Wagtail lets choose a place."""
        return super().get_common_view_kwargs(**{"add_url_name": None, **kwargs})

    def get_urlpatterns(self):
        """Return the addresses of the list alone."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "choose_parent"]
