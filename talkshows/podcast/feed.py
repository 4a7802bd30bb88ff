"""The podcast feed: RSS 2.0 with the itunes and podcast namespaces.

The same recordings always give the same bytes. Unpublished and withdrawn recordings are left out at once.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.db.models.functions import Greatest
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from characters.cleaning import CleanFeed
from core.metadata.feed_style import ReadableFeed
from talkshows.consent.policy import make_restrictions
from talkshows.events.ical import clean_line, clean_text
from talkshows.events.queries import find_events
from talkshows.models import CaptionTrack, Chapter, Consent
from talkshows.recordings.dates import find_recording_dates

MAX_ITEMS = 100
COVER_SIZE = 1400  # pixels; programs take square covers of 1400 to 3000
EMPTY_FEED_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # lastBuildDate of an empty feed


@dataclass(frozen=True)
class Enclosure:
    """Enclosure of an item: URL, length in bytes, MIME type."""

    url: str
    length: str
    mime_type: str


class PodcastFeed(ReadableFeed, CleanFeed, Rss201rev2Feed):
    """RSS feed with the elements of the itunes and podcast namespaces."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        """Return the attributes of `rss`, with the extra namespaces."""
        return {
            **super().rss_attributes(),
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler):
        """Add the elements of the channel."""
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:email", self.feed["email"])
        handler.startElement("itunes:owner", {})
        handler.addQuickElement("itunes:name", self.feed["author_name"])
        handler.addQuickElement("itunes:email", self.feed["email"])
        handler.endElement("itunes:owner")
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:image", "", {"href": self.feed["image"]})
        handler.startElement("itunes:category", {"text": "Society & Culture"})
        handler.endElement("itunes:category")
        handler.addQuickElement("podcast:guid", self.feed["guid"])
        handler.addQuickElement("podcast:locked", "yes")

    def latest_post_date(self):
        """Return the date of the newest item instead of the current time, so that the feed is reproducible."""
        dates = [item["pubdate"] for item in self.items]
        return max(dates) if dates else self.feed["since"]

    def add_item_elements(self, handler, item):
        """Add duration, episode number, image, captions and chapters."""
        super().add_item_elements(handler, item)
        for name, value in item["itunes"].items():
            if value:
                handler.addQuickElement(f"itunes:{name}", str(value))
        if item["image"]:
            handler.addQuickElement("itunes:image", "", {"href": item["image"]})
        for name, attributes in item["podcast"]:
            handler.addQuickElement(f"podcast:{name}", "", attributes)


def find_podcast_episodes(locale_id: int) -> list:
    """Return the public events of a language with a playable file, the newest recording first; six queries."""
    pages = find_events(locale_id).filter(recording_file__isnull=False, cancelled=False).defer("body")
    pages = pages.select_related("recording_file", "recording_poster", "hero_image").order_by(
        Greatest("first_published_at", "recording_file__created_at").desc(nulls_last=True), "-pk"
    )
    found = list(pages[:MAX_ITEMS])
    dates = find_recording_dates(found)
    images = {image.pk: image for page in found for image in (page.recording_poster, page.hero_image) if image}
    prefetch_related_objects(list(images.values()), "renditions")
    tracks, chapters = defaultdict(list), defaultdict(list)
    for model, rows in ((CaptionTrack, tracks), (Chapter, chapters)):
        for row in model.objects.filter(page__in=found).order_by("sort_order", "pk"):
            rows[row.page_id].append(row)
    ended = list(Consent.objects.ended().select_related("person"))
    for page in found:
        page.recording_date = dates[page.pk] or EMPTY_FEED_DATE
        identity = page.recording_identity
        about = [one for one in ended if one.entry_key == page.translation_key or f"\n{identity}\n" in one.recordings]
        page.tracks, page.restrictions = tracks[page.pk], make_restrictions(about, identity)
        if page.recording and page.recording.file:
            page.recording.chapters = sorted(
                (row.start, row.title) for row in chapters[page.pk] if row.start is not None
            )
    found.sort(key=lambda page: page.recording_date, reverse=True)
    return [page for page in found if page.recording.file and page.recording.file.size]


def find_cover_url(recording) -> str:
    """Return the URL of a square JPEG of 1400 pixels, or an empty string: then programs show the cover of the feed."""
    poster = recording.poster
    if poster is None or min(poster.width, poster.height) < COVER_SIZE:
        return ""
    try:
        return f"{settings.SITE_URL}{poster.get_rendition(f'fill-{COVER_SIZE}x{COVER_SIZE}|format-jpeg').url}"
    except (SourceImageIOError, OSError):
        return ""


def make_item(page) -> dict:
    """Return the arguments of `add_item()` for an event."""
    recording, file = page.recording, page.recording.file
    restrictions = page.restrictions
    url = page.full_url
    parts = [
        ("transcript", {"url": f"{settings.SITE_URL}{track.url}", "type": "text/vtt", "language": track.language, "rel": "captions"})
        for track in recording.tracks
    ]  # fmt: skip
    if recording.chapters:
        parts.append(("chapters", {"url": f"{url}chapters.json", "type": "application/json+chapters"}))
    example = _("Example: %(note)s") % {"note": page.example_note} if page.example_note else ""
    return {
        "title": clean_line(restrictions.redact(page.title)),
        "link": url,
        "description": clean_text(restrictions.redact("\n\n".join(filter(None, [page.lead, example])))),
        "unique_id": f"urn:uuid:{page.translation_key}",
        "unique_id_is_permalink": False,
        "pubdate": page.recording_date,
        "enclosures": [Enclosure(f"{settings.SITE_URL}{file.url}", str(file.size), file.mime_type)],
        "image": find_cover_url(recording),
        "itunes": {"duration": round(file.duration) if file.duration else "", "episode": page.number, "episodeType": "full", "explicit": "false"},
        "podcast": parts,
    }  # fmt: skip
