"""What every feed of entries says of an entry; rooms decide which entries are in it."""

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed


class BaseEntryFeed(Feed):
    """Base of Atom feeds of entries: subclasses give title, link, feed_guid and items."""

    feed_type = Atom1Feed

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
