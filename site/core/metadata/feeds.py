"""Base class of the feeds of entries."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from characters.cleaning import CleanFeed
from core.metadata.feed_style import ReadableFeed, feed_stylesheets


class CleanAtomFeed(ReadableFeed, CleanFeed, Atom1Feed):
    """Atom feed that any stored text fits in, and that a browser shows as text."""


class BaseEntryFeed(Feed):
    """Atom feed of entries; subclasses define title, link, feed_guid and items."""

    feed_type = CleanAtomFeed

    def stylesheets(self) -> list:
        """Return the look of the feed in a browser."""
        return feed_stylesheets()

    def item_title(self, entry) -> str:
        """Return the kind and the title."""
        return f"{entry.kind_label}: {entry.title}"

    def item_description(self, entry) -> str:
        """Return the lead."""
        return entry.lead

    def item_link(self, entry) -> str:
        """Return the absolute URL."""
        return entry.full_url

    def author_name(self) -> str:
        """Return the name of the site: every entry of Atom needs an author (RFC 4287, 4.1.2)."""
        return settings.WAGTAIL_SITE_NAME

    def item_author_name(self, entry) -> str:
        """Return the name of the site; names of people stand on the page, where a consent can take them away."""
        return settings.WAGTAIL_SITE_NAME

    def item_guid(self, entry) -> str:
        """Return an id that does not change with the URL."""
        return f"urn:uuid:{entry.translation_key}"

    def item_pubdate(self, entry):
        """Return the time of first publication."""
        return entry.first_published_at or timezone.now()

    def item_updateddate(self, entry):
        """Return the time of last publication."""
        return entry.last_published_at or self.item_pubdate(entry)
