"""The podcast: recordings that may be heard now, for programs that fetch new ones (RSS 2.0, itunes and podcast namespaces).

The same recordings always give the same bytes. What is withdrawn, by its editors or by a guest, is gone at the next look.
"""

import json
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.localisation import get_locale
from talkshows.captions.views import respond
from talkshows.consent.policy import combine
from talkshows.events.ical import clean_line, clean_text
from talkshows.events.ical_views import find_page
from talkshows.events.queries import find_events
from talkshows.models import CaptionTrack, Chapter, Consent, EpisodePage

NEWEST = 100
SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # what an empty feed says
NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # of podcast:guid, by its specification
SPOKEN = {"nl": "nl-nl", "en": "en-gb"}


@dataclass(frozen=True)
class Attachment:
    """The file of an item: address, bytes, content type."""

    url: str
    length: str
    mime_type: str


class PodcastFeed(Rss201rev2Feed):
    """RSS with what podcast programs read besides."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        """Add the namespaces."""
        return {
            **super().rss_attributes(),
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler):
        """Add the channel's elements; the date is that of the newest item, so that nothing changes by asking."""
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:image", "", {"href": self.feed["image"]})
        handler.startElement("itunes:category", {"text": "Society & Culture"})
        handler.endElement("itunes:category")
        handler.addQuickElement("podcast:guid", self.feed["guid"])
        handler.addQuickElement("podcast:locked", "yes")

    def latest_post_date(self):
        """Return the newest item's date; the beginning of the feed while it is empty."""
        dates = [item["pubdate"] for item in self.items]
        return max(dates) if dates else self.feed["since"]

    def add_item_elements(self, handler, item):
        """Add length, number, picture, captions and chapters."""
        super().add_item_elements(handler, item)
        for name, value in item["itunes"].items():
            if value:
                handler.addQuickElement(f"itunes:{name}", str(value))
        handler.addQuickElement("itunes:image", "", {"href": item["image"]})
        for name, attributes in item["podcast"]:
            handler.addQuickElement(f"podcast:{name}", "", attributes)


def find_recorded(locale_id: int) -> list:
    """Return the public events of a language whose own file may be heard now, the newest first; five queries."""
    pages = find_events(locale_id).filter(recording_file__isnull=False, cancelled=False).defer("body")
    pages = pages.select_related("recording_file", "recording_poster", "hero_image").order_by(
        "-first_published_at", "-pk"
    )
    found = list(pages[:NEWEST])
    images = {image.pk: image for page in found for image in (page.recording_poster, page.hero_image) if image}
    prefetch_related_objects(list(images.values()), "renditions")
    tracks, chapters = defaultdict(list), defaultdict(list)
    for model, rows in ((CaptionTrack, tracks), (Chapter, chapters)):
        for row in model.objects.filter(page__in=found).order_by("sort_order"):
            rows[row.page_id].append(row)
    ended = list(Consent.objects.over().select_related("person"))
    for page in found:
        identity = page.recording_identity
        about = [one for one in ended if one.entry_key == page.translation_key or f"\n{identity}\n" in one.recordings]
        page.tracks, page.held = tracks[page.pk], combine(about, identity)
        if page.recording and page.recording.file:
            page.recording.chapters = sorted(
                (row.start, row.title) for row in chapters[page.pk] if row.start is not None
            )
    return [page for page in found if page.recording.file and page.recording.file.size]


def describe_item(page) -> dict:
    """Return what an item of the feed says."""
    recording, file = page.recording, page.recording.file
    held = page.held
    url = page.full_url
    parts = [
        ("transcript", {"url": f"{settings.SITE_URL}{track.url}", "type": "text/vtt", "language": track.language, "rel": "captions"})
        for track in recording.tracks
    ]  # fmt: skip
    if recording.chapters:
        parts.append(("chapters", {"url": f"{url}chapters.json", "type": "application/json+chapters"}))
    example = _("Example: %(note)s") % {"note": page.example_note} if page.example_note else ""
    return {
        "title": clean_line(held.mask(page.title)),
        "link": url,
        "description": clean_text(held.mask("\n\n".join(filter(None, [page.lead, example])))),
        "unique_id": f"urn:uuid:{page.translation_key}",
        "unique_id_is_permalink": False,
        "pubdate": page.first_published_at or SINCE,
        "enclosures": [Attachment(f"{settings.SITE_URL}{file.url}", str(file.size), file.mime_type)],
        "image": f"{settings.SITE_URL}{recording.poster_url}",
        "itunes": {"duration": round(file.duration) if file.duration else "", "episode": page.number, "episodeType": "full", "explicit": "false"},
        "podcast": parts,
    }  # fmt: skip


@require_safe
def podcast(request):
    """The feed in this language."""
    locale = get_locale()
    address = f"{settings.SITE_URL}{reverse('podcast')}"
    recorded = find_recorded(locale.pk)
    feed = PodcastFeed(
        title=f"{settings.WAGTAIL_SITE_NAME}: {_('the talks')}",
        link=f"{settings.SITE_URL}{'/' if locale.language_code == 'nl' else '/en/'}",
        description=_("Talk shows and meetings of the city labs, to hear or watch again, with their words to read."),
        language=SPOKEN.get(locale.language_code, locale.language_code),
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=address,
        image=f"{settings.SITE_URL}{static('img/podcast.png')}",
        guid=str(uuid.uuid5(NAMESPACE, address.split("//", 1)[1].rstrip("/"))),
        since=SINCE,
    )
    for page in recorded:
        feed.add_item(**describe_item(page))
    return respond(request, feed.writeString("utf-8"), "application/rss+xml")


@require_safe
def chapters(request, path: str):
    """The chapters of a recording as podcast programs read them."""
    page = find_page(request, path)
    if not isinstance(page, EpisodePage) or page.cancelled or page.recording is None or not page.recording.chapters:
        raise Http404
    rows = [{"startTime": start, "title": page.held.mask(title)} for start, title in page.recording.chapters]
    return respond(request, json.dumps({"version": "1.2.0", "chapters": rows}), "application/json+chapters")
