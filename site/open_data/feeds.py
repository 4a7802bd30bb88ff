"""Feeds of what is published: of everything, or of a list with its filters."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from core.context import Link
from core.listing import Listing
from directory.localising import get_locale
from directory.models import Theme

NEWEST = 30


class EntryFeed(Feed):
    """The newest entries in a language; takes the same filters as a listing (`?kind=&theme=&place=`)."""

    feed_type = Atom1Feed

    def get_object(self, request, *args, **kwargs):
        """Return the listing that the address asks for."""
        return Listing(request, get_locale().pk)

    def title(self, listing) -> str:
        """Name of the feed with what it is limited to."""
        chosen = ", ".join(str(chip["value"]) for chip in listing.chips)
        return (
            f"{settings.WAGTAIL_SITE_NAME}: {chosen}" if chosen else f"{settings.WAGTAIL_SITE_NAME}: {_('what is new')}"
        )

    def link(self, listing) -> str:
        """Where readers find the same."""
        return reverse("feeds")

    def feed_guid(self, listing) -> str:
        """The same for ever for the same address."""
        return f"{settings.SITE_URL}{listing.address()}"

    def items(self, listing) -> list:
        """Return the newest entries."""
        return list(listing.entries.defer("body")[:NEWEST])

    def item_title(self, entry) -> str:
        """Title with its kind."""
        return f"{entry.kind_label}: {entry.title}"

    def item_description(self, entry) -> str:
        """The lead."""
        return entry.lead

    def item_link(self, entry) -> str:
        """Full address."""
        return entry.full_url

    def item_guid(self, entry) -> str:
        """The same for ever, also when the address changes."""
        return f"urn:uuid:{entry.translation_key}"

    def item_pubdate(self, entry):
        """When it was first published."""
        return entry.first_published_at or timezone.now()

    def item_updateddate(self, entry):
        """When it was last published."""
        return entry.last_published_at or self.item_pubdate(entry)


def list_feeds(request):
    """The page that lists all feeds."""
    everything = reverse("feed")
    themes = [
        Link(theme.name, f"{everything}?theme={theme.slug}") for theme in Theme.objects.filter(locale=get_locale())
    ]
    kinds = [
        Link(option["label"], f"{everything}?kind={option['value']}")
        for field in Listing(request, get_locale().pk).fields
        if field["name"] == "kind"
        for option in field["options"]
    ]
    return render(request, "open_data/feeds.html", {"everything": everything, "themes": themes, "kinds": kinds})
