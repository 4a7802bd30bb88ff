"""Recordings for tests: a real file of 130 seconds, captions in two languages, chapters."""

from pathlib import Path

from django.core.files.base import ContentFile

from media.models import SiteMedia
from talkshows.captions.cue import Cue, write_webvtt

FILES = Path(__file__).parent / "files"
DUTCH = [
    Cue(200, 6000, "Goedenavond en welkom.", "Presentator"),
    Cue(6200, 14000, "Vanavond gaat het over samenleven & wonen.", "Presentator"),
    Cue(14200, 22000, "Aan tafel zit een wijkmakelaar.", "Presentator"),
    Cue(40000, 47000, "Dank je. Wij begonnen met een bewonersavond,", "Fatima"),
    Cue(47100, 52000, "want wie vraagt, die hoort iets.", "Fatima"),
    Cue(95200, 101000, "Daaruit kwamen de zonnebloemen op het plein.", "Fatima"),
    Cue(101500, 108000, "Die hangen nog altijd aan de muur.", "Fatima"),
    Cue(108200, 114000, "Dat had ik nooit gedacht.", "Student"),
    Cue(120000, 128000, "Tot de volgende keer.", "Presentator"),
]
ENGLISH = [
    Cue(200, 6000, "Good evening and welcome.", "Host"),
    Cue(40000, 52000, "Thank you. We began with a residents’ evening.", "Fatima"),
    Cue(95200, 108000, "That is where the sunflowers in the square came from.", "Fatima"),
    Cue(120000, 128000, "See you next time.", "Host"),
]


class SiteMediaFactory:
    """A recording's file: video (WebM) or, with `type="audio"`, sound (Opus)."""

    def __new__(cls, **values):
        sound = values.get("type") == "audio"
        name = "opname.opus" if sound else "opname.webm"
        file = ContentFile((FILES / name).read_bytes(), name=values.pop("name", name))
        size = {} if sound else {"width": 96, "height": 54}
        return SiteMedia.objects.create(
            **{"title": "Opname", "file": file, "type": "video", "duration": 130, **size, **values}
        )


def make_tracks(*languages: str, **values) -> list:
    """Return unsaved caption tracks: Dutch captions, English subtitles."""
    from talkshows.models import CaptionTrack  # noqa: PLC0415 -- settings first

    wanted = {"nl": (DUTCH, "captions"), "en": (ENGLISH, "subtitles")}
    return [
        CaptionTrack(language=code, kind=wanted[code][1], source=write_webvtt(wanted[code][0]), **values)
        for code in languages or ("nl", "en")
    ]


def recorded(**values) -> dict:
    """Return the fields of an episode with a recording that may be published, for its factory."""
    from talkshows.models import Chapter  # noqa: PLC0415 -- settings first

    found = {
        "start": None, "end": None, "caption_tracks": make_tracks(), "no_recognisable_guest": True,
        "chapters": [Chapter(start=0, title="Welkom"), Chapter(start=95, title="Zonnebloemen")],
        **values,
    }  # fmt: skip
    if "recording_file" not in found and "recording_url" not in found:
        found["recording_file"] = SiteMediaFactory()
    return found
