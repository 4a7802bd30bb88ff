"""The example recordings (see `scripts/recordings.py`): files, captions, chapters and consents."""

from demo.source import CONTENT, read
from talkshows.captions.parser import parse
from talkshows.models import CaptionTrack, Consent

FOLDER = CONTENT / "recordings"
SIZE = {"width": 854, "height": 480}
AGREED = "Voorbeeld: deze gast is verzonnen en spreekt met een computerstem. Naam, stem en woorden mogen op de site."


def _read_cues(name: str, label: str) -> list:
    return parse((FOLDER / f"{name}.{label}.vtt").read_text(encoding="utf-8")).cues


def read_metadata(name: str) -> dict:
    """Return title, duration in seconds, width and height of a recording."""
    return {
        "title": read(f"recordings/{name}")["title"],
        "duration": _read_cues(name, "chapters")[-1].end / 1000,
        **SIZE,
    }


def read_bytes(name: str) -> bytes:
    """Return the bytes of the video."""
    return (FOLDER / f"{name}.mp4").read_bytes()


def add_chapters(name: str, values: dict) -> None:
    """Add the chapters of a recording to the values of a content file, in both languages."""
    parts = read(f"recordings/{name}")["parts"]
    starts = [cue.start // 1000 for cue in _read_cues(name, "chapters")]
    pairs = zip(starts, parts, strict=True)
    values["chapters"] = [{"start": start, "title": part["title"]} for start, part in pairs]
    if "en" in values:
        values["en"]["chapters"] = [{"title": part["en"]} for part in parts]


def add_recording(page, name: str, files, people: dict) -> None:
    """Set recording, captions, subtitles and consents of a draft."""
    page.recording_file, page.recording_poster = files.recording(name), files.image(f"opname-{name}")
    page.recording_language = "nl"
    page.caption_tracks = [
        CaptionTrack(
            language=language, kind=kind, sort_order=order,
            source=(FOLDER / f"{name}.{language}.vtt").read_text(encoding="utf-8"),
        )
        for order, (language, kind) in enumerate((("nl", "captions"), ("en", "subtitles")))
    ]  # fmt: skip
    values = read(f"recordings/{name}")
    for role in values["roles"]:
        person = people.get(values["guests"].get(role, ""))
        Consent.objects.create(
            entry_key=page.translation_key, person=person, name=person.name if person else f"{role} (voorbeeld)",
            also_called=role, agreed=AGREED,
        )  # fmt: skip
