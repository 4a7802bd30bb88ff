"""The podcast feed: read by feedparser and as XML; only what may be heard now, the same bytes twice."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import feedparser
import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.publishing import publish
from tests.recordings import SiteMediaFactory, recorded

pytestmark = pytest.mark.django_db
FEED = "/feeds/podcast.xml"
PODCAST = "{https://podcastindex.org/namespace/1.0}"


def make(**values):
    return factories.EpisodePageFactory(**recorded(**values))


def read(response):
    """Return the feed as feedparser reads it, without a complaint."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_an_item_with_all_that_programs_ask(client, home):
    page = make(title="Buren & huren <nu>", lead="Over buren.", number=3, example_note="verzonnen")
    found = read(client.get(FEED))
    assert found.feed.language == "nl-nl"
    assert found.feed.image.href.startswith("http://127.0.0.1:8000/static/img/podcast")
    (item,) = found.entries
    assert item.title == "Buren & huren <nu>"
    assert item.id == f"urn:uuid:{page.translation_key}"
    assert item.link == page.full_url
    assert "Over buren." in item.summary
    assert "verzonnen" in item.summary
    (file,) = item.enclosures
    assert file.href == f"http://127.0.0.1:8000{page.recording_file.url}"
    assert (file.length, file.type) == (str(page.recording_file.file.size), "video/webm")
    assert (item.itunes_duration, item.itunes_episode) == ("130", "3")
    served = client.get(file.href.removeprefix("http://127.0.0.1:8000"))
    assert served.status_code == 200
    assert (served["Content-Length"], served["Content-Type"]) == (file.length, file.type)
    node = ET.fromstring(client.get(FEED).content).find("channel/item")  # noqa: S314 -- our own words
    transcripts = {part.get("language"): part.get("url") for part in node.findall(f"{PODCAST}transcript")}
    assert set(transcripts) == {"nl", "en"}
    for url in transcripts.values():
        answer = client.get(url.removeprefix("http://127.0.0.1:8000"))
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/vtt; charset=utf-8")
    chapters = client.get(node.find(f"{PODCAST}chapters").get("url").removeprefix("http://127.0.0.1:8000"))
    assert chapters.json() == {
        "version": "1.2.0",
        "chapters": [{"startTime": 0, "title": "Welkom"}, {"startTime": 95, "title": "Zonnebloemen"}],
    }


def test_sound_and_order(client, home):
    make(title="Oud")
    page = make(title="Nieuw", recording_file=SiteMediaFactory(type="audio"))
    EpisodePage.objects.filter(title="Oud").update(first_published_at=timezone.now() - timedelta(days=3))
    found = read(client.get(FEED))
    assert [item.title for item in found.entries] == ["Nieuw", "Oud"]
    assert found.entries[0].enclosures[0].type == page.recording_file.mime_type
    assert page.recording_file.mime_type.startswith("audio/")


def test_same_bytes_until_something_changes(client, home):
    empty = client.get(FEED)
    assert read(empty).entries == []
    assert client.get(FEED).content == empty.content
    page = make(title="Buren")
    first = client.get(FEED)
    cache.clear()
    assert client.get(FEED).content == first.content
    asked = {"If-None-Match": first["ETag"], "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert client.get(FEED, headers=asked).status_code == 304
    page.unpublish()
    assert read(client.get(FEED, headers=asked)).entries == []


HIDDEN = [
    "draft",
    "scheduled",
    "private",
    "private series",
    "unpublished",
    "cancelled",
    "withdrawn",
    "ended",
    "part",
    "address",
    "gone",
]


@pytest.mark.parametrize("kind", HIDDEN)
def test_nothing_hidden_leaks(client, kind):
    word = "kanarie"
    series = factories.SeriesPageFactory()
    more = {"recording_url": "https://vimeo.com/1234567"} if kind == "address" else {}
    page = make(
        parent=series,
        title=word,
        lead=word,
        slug=word,
        publish=kind not in {"draft", "scheduled"},
        cancelled=kind == "cancelled",
        **more,
    )
    guest = {"entry_key": page.translation_key, "name": "Fatima", "agreed": "Alles."}
    if kind == "scheduled":
        page.go_live_at = timezone.now() + timedelta(days=1)
        publish(page)
    elif kind.startswith("private"):
        restriction = PageViewRestriction.objects.create(
            page=series if "series" in kind else page, restriction_type="groups"
        )
        restriction.groups.set(Group.objects.all()[:1])
    elif kind == "unpublished":
        page.unpublish()
    elif kind == "withdrawn":
        Consent.objects.create(**guest, withdrawn_at=timezone.now())
    elif kind == "ended":
        Consent.objects.create(**guest, until=timezone.localdate() - timedelta(days=1))
    elif kind == "part":
        Consent.objects.create(**guest, withdrawn_at=timezone.now(), keep_from=0, keep_to=30)
    elif kind == "gone":
        page.recording_file.file.storage.delete(page.recording_file.file.name)
    for address in (FEED, "/en/feeds/podcast.xml"):
        response = client.get(address)
        assert read(response).entries == []
        assert word not in response.text
    if kind not in {"address", "gone"}:
        assert client.get(f"{series.url}{word}/chapters.json").status_code == 404


def test_consent_for_another_recording_does_not_hold_this_one_back(client, home):
    page = make(title="Met Fatima in de titel", lead="Fatima vertelt.")
    Consent.objects.create(
        entry_key=page.translation_key,
        name="Fatima",
        agreed="Alles.",
        withdrawn_at=timezone.now(),
        recordings="\nfile:0:oud.webm\n",
    )
    (item,) = read(client.get(FEED)).entries
    assert "Fatima" not in client.get(FEED).text
    assert "vertelt." in item.summary
    other = make(title="Ander", recording_file=page.recording_file)
    Consent.objects.update(recordings=f"\n{other.recording_identity}\n")
    assert read(client.get(FEED)).entries == []  # a copy of the page may not play it either


@pytest.mark.parametrize("title", ["\x07stil", "]]><script>zqx()</script>", "a\r\nb\u2028c", "\ufffe\uffff", "\ud83d"])
def test_any_title_gives_a_feed_that_can_be_read(client, home, title):
    page = make(title="Titel")
    EpisodePage.objects.filter(pk=page.pk).update(
        title=title.encode("utf-8", "replace").decode(), lead=title.encode("utf-8", "replace").decode()
    )
    response = client.get(FEED)
    read(response)
    ET.fromstring(response.content)  # noqa: S314 -- our own words
    assert b"<script>" not in response.content


def test_queries_do_not_grow(client, home):
    numbers = []
    for number in (1, 2):
        for _ in range(number):
            make(title="Buren")
        client.get(FEED)
        with CaptureQueriesContext(connection) as queries:
            assert len(read(client.get(FEED)).entries) == (1, 3)[number - 1]
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 18


def test_announced_and_listed(client, home):
    page = make()
    assert '<link rel="alternate" type="application/rss+xml" title="Podcast' in client.get(page.url).text
    assert f'href="{FEED}"' in client.get("/feeds/").text
    assert client.post(FEED).status_code == 405
