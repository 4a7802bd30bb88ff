"""The shipped recordings: what is heard, read and seen belongs together, and says that it is an example."""

import re

import pytest
from pymediainfo import MediaInfo
from wagtail.models import Locale

from demo.loader import load
from demo.recordings import FOLDER
from demo.source import read
from media.models import SiteMedia
from talkshows.captions.parser import parse
from talkshows.models import CaptionTrack, Consent, EpisodePage

NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
pytestmark = pytest.mark.django_db


def cues(name: str, label: str) -> list:
    return parse((FOLDER / f"{name}.{label}.vtt").read_text()).cues


def test_two_recordings_of_a_few_megabytes():
    assert len(NAMES) == 2
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 4_000_000


@pytest.mark.parametrize("name", NAMES)
def test_file_is_what_every_browser_plays_and_as_long_as_its_captions(name):
    tracks = {track.track_type: track for track in MediaInfo.parse(FOLDER / f"{name}.mp4").tracks}
    assert (tracks["Video"].format, tracks["Video"].width, tracks["Video"].height) == ("AVC", 854, 480)
    assert (tracks["Audio"].format, tracks["Audio"].channel_s) == ("AAC", 1)
    assert 120_000 <= tracks["General"].duration <= 240_000
    end = cues(name, "chapters")[-1].end
    assert abs(tracks["General"].duration - end) < 300
    assert end - 1500 < cues(name, "nl")[-1].end < end


@pytest.mark.parametrize("name", NAMES)
def test_captions_are_the_text_in_both_languages(name):
    values = read(f"recordings/{name}")
    rows = [row for part in values["parts"] for row in part["lines"]]
    dutch, english = cues(name, "nl"), cues(name, "en")
    assert [(cue.start, cue.end, cue.speaker) for cue in dutch] == [
        (cue.start, cue.end, cue.speaker) for cue in english
    ]
    assert " ".join(cue.text for cue in dutch) == " ".join(row[1] for row in rows)
    assert " ".join(cue.text for cue in english) == " ".join(row[2] for row in rows)
    assert {cue.speaker for cue in dutch} == set(values["roles"])
    assert [cue.text for cue in cues(name, "chapters")] == [part["title"] for part in values["parts"]]
    first_of_parts = [dutch[[cue.text for cue in dutch].index(_first(part))].start for part in values["parts"]]
    assert [cue.start for cue in cues(name, "chapters")] == first_of_parts
    said = " ".join(cue.text for cue in dutch[:6])
    assert re.search("computer", said)
    assert "Voorbeeld" in values["mark"]


def _first(part: dict) -> str:
    return re.split(r"(?<=[.?!]) ", part["lines"][0][1])[0]


def test_loaded_as_an_editor_would_have(demo):
    dutch = EpisodePage.objects.live().filter(
        recording_file__isnull=False, locale=Locale.objects.get(language_code="nl")
    )
    assert dutch.count() == 2
    for page in dutch:
        assert page.find_publishing_errors() == []
        assert page.state == "recorded"
        assert [(track.language, track.kind) for track in page.caption_tracks.all()] == [
            ("nl", "captions"),
            ("en", "subtitles"),
        ]
        assert all(track.cues for track in page.caption_tracks.all())
        assert page.chapters.count() >= 5
        assert (page.recording_file.width, page.recording_file.height) == (854, 480)
        assert 120 < page.recording_file.duration < 240
        assert page.recording_poster.alt
        consents = Consent.objects.active().filter(entry_key=page.translation_key)
        assert consents.count() == 4
        assert all(consent.covers(page.recording_identity) and "erzonnen" in consent.agreed for consent in consents)
        english = page.get_translation(Locale.objects.get(language_code="en"))
        assert english.recording_file == page.recording_file
        assert english.caption_tracks.count() == 2
        titles = [chapter.title for chapter in english.chapters.all()]
        assert [chapter.start for chapter in english.chapters.all()] == [
            chapter.start for chapter in page.chapters.all()
        ]
        assert not set(titles) & {chapter.title for chapter in page.chapters.all()}


def test_again_makes_nothing_and_touches_nothing(demo, db):
    page = EpisodePage.objects.get(slug="samenleven-in-wijken")
    Consent.objects.filter(entry_key=page.translation_key).first().delete()
    track = page.caption_tracks.get(language="en")
    CaptionTrack.objects.filter(pk=track.pk).update(source="WEBVTT\n\n00:01.000 --> 00:02.000\nmine")
    before = (SiteMedia.objects.count(), Consent.objects.count(), CaptionTrack.objects.count())
    load()
    assert (SiteMedia.objects.count(), Consent.objects.count(), CaptionTrack.objects.count()) == before
    assert CaptionTrack.objects.get(pk=track.pk).source.endswith("mine")
