"""When a recording came: the publication that brought it, not the first publication of its page."""

import io
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone
from PIL import Image
from wagtail.models import PageLogEntry

from talkshows.models import EpisodePage
from talkshows.recordings.dates import find_recording_dates
from tests import factories
from tests.publishing import publish
from tests.recordings import SiteMediaFactory, recorded

pytestmark = pytest.mark.django_db


def test_recording_that_came_later_has_its_own_date(client, home):
    early = timezone.now() - timedelta(days=40)
    values = recorded(recording_file=None, caption_tracks=[], chapters=[])
    page = factories.EpisodePageFactory(title="Aangekondigd", **values)
    EpisodePage.objects.filter(pk=page.pk).update(first_published_at=early)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=early)
    page = EpisodePage.objects.get(pk=page.pk)
    page.recording_file = SiteMediaFactory()
    page.caption_tracks = recorded()["caption_tracks"]
    page.no_recognisable_guest, page.statement_about = True, ""  # stated of this recording
    publish(page)
    came = timezone.now() - timedelta(days=2)
    PageLogEntry.objects.filter(page=page.pk, timestamp__gt=early).update(timestamp=came)
    page = EpisodePage.objects.get(pk=page.pk)
    page.lead = "Een verbeterde inleiding."
    publish(page)
    assert find_recording_dates([page]) == {page.pk: came}
    item = feedparser.parse(client.get("/feeds/podcast.xml").content).entries[0]
    assert item.published_parsed[:6] == came.utctimetuple()[:6]


def test_without_a_log_the_upload_counts_where_it_was_later(home):
    page = factories.EpisodePageFactory(**recorded())
    PageLogEntry.objects.filter(page=page.pk).delete()
    EpisodePage.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=40))
    page = EpisodePage.objects.get(pk=page.pk)
    assert find_recording_dates([page]) == {page.pk: page.recording_file.created_at}


def test_podcast_names_the_board_and_shows_square_covers_only(client, home):
    factories.EpisodePageFactory(**recorded(recording_poster=factories.SiteImageFactory()))
    body = client.get("/feeds/podcast.xml").text
    assert body.count(f"<itunes:email>{settings.CONTACT_EMAIL}</itunes:email>") == 2
    assert body.count("<itunes:image") == 1  # of the feed; the item's picture is smaller than 1400 pixels


def test_covers_are_square_jpegs_of_a_size_that_programs_take(client, home):
    picture = factories.SiteImageFactory(file=factories.make_image_file("breed.png", size=(1700, 1450)))
    factories.EpisodePageFactory(**recorded(recording_poster=picture))
    feed = feedparser.parse(client.get("/feeds/podcast.xml").content)
    of_item = client.get(feed.entries[0].image.href.removeprefix(settings.SITE_URL))
    of_feed = Path(finders.find(feed.feed.image.href.partition("/static/")[2]))
    for content, kind in ((b"".join(of_item), "JPEG"), (of_feed.read_bytes(), "PNG")):
        with Image.open(io.BytesIO(content)) as cover:
            assert cover.format == kind and cover.width == cover.height and 1400 <= cover.width <= 3000


def test_every_entry_of_atom_has_an_author(client, home):
    factories.EpisodePageFactory(title="Avond")
    found = feedparser.parse(client.get("/feeds/alles.xml").content)
    assert [entry.author for entry in found.entries] == [settings.WAGTAIL_SITE_NAME] * len(
        found.entries
    ) and found.entries


@pytest.mark.parametrize("with_recording", [True, False])
def test_no_event_without_a_start(client, home, with_recording):
    values = recorded() if with_recording else recorded(recording_file=None, caption_tracks=[], chapters=[])
    html = client.get(factories.EpisodePageFactory(**values).url).text
    assert '"@type":"Event"' not in html and '"@type":"EventSeries"' not in html
    assert ('"@type":"PodcastEpisode"' in html) is with_recording
    assert ('"@type":"PodcastSeries"' in html) is with_recording


def test_articles_have_an_image_and_an_author(client, home):
    html = client.get(factories.ArticlePageFactory().url).text
    data = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert '"image":"http' in data and '"author":' in data
