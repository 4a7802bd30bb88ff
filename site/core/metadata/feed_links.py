"""Feeds and calendars of the apps: of one page, and all of a language."""

from collections.abc import Iterable

from core.extensions import FeedGroup, FeedLink, feed_sources


def links_for(subject) -> list[FeedLink]:
    """Return the feeds and calendars of a page or record."""
    return [link for source in feed_sources for link in source.links_for(subject)]


def list_groups(locale_id: int) -> Iterable[FeedGroup]:
    """Yield all feeds and calendars in a language, in groups that are not empty."""
    for source in feed_sources:
        yield from (group for group in source.groups(locale_id) if group.links)
