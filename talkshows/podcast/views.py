"""Views of the podcast feed and of the chapters of an episode."""

import json
import uuid

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.metadata.feed_style import feed_stylesheets
from core.views.page_files import find_public_page
from directory.localisation import get_locale
from media.serving.responses import text_response
from talkshows.models import EpisodePage
from talkshows.podcast.feed import EMPTY_FEED_DATE, PodcastFeed, find_podcast_episodes, make_item

NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # of podcast:guid, by its specification
FEED_LANGUAGES = {"nl": "nl-nl", "en": "en-gb"}


@require_safe
def podcast(request):
    """Serve the podcast feed of the active language."""
    locale = get_locale()
    address = f"{settings.SITE_URL}{reverse('podcast')}"
    feed = PodcastFeed(
        title=f"{settings.WAGTAIL_SITE_NAME}: {_('the talks')}",
        link=f"{settings.SITE_URL}{'/' if locale.language_code == 'nl' else '/en/'}",
        description=_("Talk shows and meetings of the city labs, to hear or watch again, with their words to read."),
        language=FEED_LANGUAGES.get(locale.language_code, locale.language_code),
        author_name=settings.WAGTAIL_SITE_NAME,
        email=settings.CONTACT_EMAIL,
        feed_url=address,
        image=f"{settings.SITE_URL}{static('img/podcast.png')}",
        guid=str(uuid.uuid5(NAMESPACE, address.split("//", 1)[1].rstrip("/"))),
        since=EMPTY_FEED_DATE,
        stylesheets=feed_stylesheets(),
    )
    for page in find_podcast_episodes(locale.pk):
        feed.add_item(**make_item(page))
    return text_response(request, feed.writeString("utf-8"), "application/rss+xml")


@require_safe
def listen(request):
    """Show the recordings to hear, and how to listen in a program: the address of the feed."""
    recordings = [
        {
            "pk": page.pk,
            "title": page.restrictions.redact(page.title),
            "url": page.url,
            "file": page.recording.file.url,
            "day": page.start or page.recording_date,
        }
        for page in find_podcast_episodes(get_locale().pk)
    ]
    recordings.sort(key=lambda recording: recording["day"], reverse=True)
    feed = f"{settings.SITE_URL}{reverse('podcast')}"
    return render(request, "talkshows/listen.html", {"recordings": recordings, "feed": feed})


@require_safe
def chapters(request, path: str):
    """Serve the chapters of an episode as JSON (podcast namespace)."""
    page = find_public_page(request, path)
    if not isinstance(page, EpisodePage) or page.cancelled or page.recording is None or not page.recording.chapters:
        raise Http404
    rows = [{"startTime": start, "title": page.restrictions.redact(title)} for start, title in page.recording.chapters]
    return text_response(request, json.dumps({"version": "1.2.0", "chapters": rows}), "application/json+chapters")
