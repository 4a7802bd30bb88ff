"""Events and recordings as machines read them: parsed by extruct, with what schema.org and search engines ask."""

import re
from datetime import datetime, timedelta

import extruct
import pytest
from django.utils import timezone

from core.models import Partnership
from talkshows.models import Consent
from talkshows.recordings.structured_data import format_duration
from tests import factories
from tests.recordings import SiteMediaFactory, recorded

pytestmark = pytest.mark.django_db
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def read(client, page) -> dict:
    """Return the page's one description, checked against what Event and its parts require."""
    html = client.get(page.url).text
    (data,) = extruct.extract(html, base_url=page.full_url, syntaxes=["json-ld"])["json-ld"]
    assert problems(data) == []
    return data


def problems(data: dict) -> list[str]:
    """Return what is missing or malformed, by Google's and schema.org's rules."""
    found = []
    required = {
        "Event": ["name", "location", "organizer", "eventStatus", "eventAttendanceMode", "image", "description"],
        "VideoObject": ["name", "description", "thumbnailUrl", "uploadDate"],
        "AudioObject": ["name", "description", "uploadDate", "contentUrl"],
        "Clip": ["name", "startOffset", "endOffset", "url"],
        "Place": ["name", "address"], "Offer": ["url", "availability"], "Organization": ["name"], "Person": ["name"],
        "EventSeries": ["name", "startDate"], "PodcastEpisode": ["url", "name", "datePublished", "associatedMedia", "partOfSeries"],
        "PodcastSeries": ["name", "url", "webFeed"], "VirtualLocation": ["url"], "MediaObject": ["contentUrl"],
    }  # fmt: skip

    def walk(node):
        if isinstance(node, list):
            for part in node:
                walk(part)
        if not isinstance(node, dict):
            return
        kind = node.get("@type")
        found.extend(f"{kind}.{name}" for name in required[kind] if node.get(name) in (None, "", []))
        for name, value in node.items():
            if value in (None, "", []):
                found.append(f"{kind}.{name} empty")
            if name in {"startDate", "endDate", "uploadDate"} and not STAMP.fullmatch(value):
                found.append(f"{kind}.{name} {value}")
            if name in {"url", "contentUrl", "thumbnailUrl", "@id", "embedUrl"} and not re.match(r"https?://", value):
                found.append(f"{kind}.{name} {value}")
            if name == "duration" and not re.fullmatch(r"PT(?=.)(\d+H)?(\d+M)?(\d+S)?", value):
                found.append(f"{kind}.{name} {value}")
            walk(value)

    walk(data)
    return found


def test_announced(client, home):
    host = factories.OrganisationFactory(name="Buurtstichting")
    series = factories.SeriesPageFactory(title="Draait door")
    page = factories.EpisodePageFactory(parent=series, signup_url="https://example.org/a", stream_url="https://example.org/b", places=[factories.PlaceFactory(name="Laak")])  # fmt: skip
    Partnership.objects.create(page=page, organisation=host, role="host")
    data = read(client, page)
    assert data["@type"] == "Event"
    assert datetime.fromisoformat(data["startDate"]) == page.start.replace(microsecond=0)
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert data["location"][0] == {"@type": "Place", "name": "Buurthuis", "address": "Buurthuis, Laak"}
    assert [row["name"] for row in data["organizer"]] == ["Buurtstichting"]
    assert data["offers"]["url"] == "https://example.org/a"
    assert data["superEvent"]["name"] == "Draait door"
    assert "example.org/b" not in str(data)
    series.unpublish()
    page.refresh_from_db()
    assert "superEvent" not in read(client, page)


def test_cancelled_and_past(client, home):
    page = factories.EpisodePageFactory(cancelled=True, signup_url="https://example.org/a")
    data = read(client, page)
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in data
    past = factories.EpisodePageFactory(
        start=timezone.now() - timedelta(days=2), end=None, signup_url="https://example.org/a"
    )
    assert "offers" not in read(client, past)


def test_recording(client, home):
    page = factories.EpisodePageFactory(**recorded(start=timezone.now() - timedelta(days=3)))
    event = read(client, page)
    podcast, video = event["subjectOf"], event["recordedIn"]
    assert (podcast["@type"], podcast["partOfSeries"]["@type"]) == ("PodcastEpisode", "PodcastSeries")
    assert video["@type"] == "VideoObject"
    assert video["duration"] == "PT2M10S"
    assert video["contentUrl"].endswith(page.recording_file.url)
    assert client.get(video["contentUrl"].removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert [(clip["startOffset"], clip["endOffset"]) for clip in video["hasPart"]] == [(0, 95), (95, 130)]
    assert video["hasPart"][1]["url"] == f"{page.full_url}?t=95#t-95"
    assert "zonnebloemen" in video["transcript"]
    assert [row["inLanguage"] for row in video["caption"]] == ["nl", "en"]
    Consent.objects.create(entry_key=page.translation_key, name="Fatima", agreed="Alles.", withdrawn_at=timezone.now())
    data = read(client, page)
    assert "recordedIn" not in data
    assert "zonnebloemen" not in str(data)
    assert page.recording_file.url not in str(data)


def test_sound_and_address_elsewhere(client, home):
    sound = factories.EpisodePageFactory(
        **recorded(recording_file=SiteMediaFactory(type="audio"), start=timezone.now())
    )
    assert read(client, sound)["recordedIn"]["@type"] == "AudioObject"
    there = factories.EpisodePageFactory(**recorded(recording_url="https://vimeo.com/1234567", start=timezone.now()))
    video = read(client, there)["recordedIn"]
    assert "contentUrl" not in video
    assert video["embedUrl"].startswith("https://player.vimeo.com/video/1234567")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "PT0S"), (59.6, "PT1M"), (130, "PT2M10S"), (3600, "PT1H"), (3725, "PT1H2M5S")]
)
def test_durations(seconds, words):
    assert format_duration(seconds) == words
