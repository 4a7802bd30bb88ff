"""Feeds of all entries or of a filtered listing, and the page that lists all feeds."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.listings.listing import Listing
from core.listings.navigation import Link
from core.metadata.feed_links import list_groups
from core.metadata.feeds import BaseEntryFeed
from directory.localisation import get_locale
from directory.models import Theme

NEWEST = 30


class EntryFeed(BaseEntryFeed):
    """The newest entries in a language; accepts the filters of a listing (`?kind=&theme=&place=`)."""

    def get_object(self, request, *args, **kwargs):
        """Return the listing for the filters of the request."""
        return Listing(request, get_locale().pk)

    def title(self, listing) -> str:
        """Return the title, with the selected filter values."""
        chosen = ", ".join(str(chip["value"]) for chip in listing.chips)
        return (
            f"{settings.WAGTAIL_SITE_NAME}: {chosen}" if chosen else f"{settings.WAGTAIL_SITE_NAME}: {_('what is new')}"
        )

    def link(self, listing) -> str:
        """Return the URL of the page of feeds."""
        return reverse("feeds")

    def feed_guid(self, listing) -> str:
        """Return an id that depends on the filters only."""
        return f"{settings.SITE_URL}{listing.get_url()}"

    def items(self, listing) -> list:
        """Return the newest entries."""
        return list(listing.entries.defer("body")[:NEWEST])


def list_feeds(request):
    """The page that lists all feeds and calendars."""
    everything = reverse("feed")
    themes = [
        {"title": theme.name, "query": f"theme={theme.slug}", "url": f"{everything}?theme={theme.slug}"}
        for theme in Theme.objects.filter(locale=get_locale())
    ]
    kinds = [
        Link(option["label"], f"{everything}?kind={option['value']}")
        for field in Listing(request, get_locale().pk).fields
        if field["name"] == "kind"
        for option in field["options"]
    ]
    groups = list(list_groups(get_locale().pk))
    context = {"everything": everything, "themes": themes, "kinds": kinds, "groups": groups}
    return render(request, "open_data/feeds.html", context)
