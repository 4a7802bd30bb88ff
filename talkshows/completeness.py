"""What a recording lacks: captions and consents, which publication needs, and words that a reader misses."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.entries.findings import Finding, Weight
from core.plain_text import to_text
from talkshows.captions.tracks import find_shown
from talkshows.models.recording_mixin import RecordingMixin


def check_recording(entry) -> Iterator[Finding]:
    """Yield what is missing of the recording of an event, in the words that refuse its publication."""
    if not isinstance(entry, RecordingMixin):
        return
    for field, message in entry.find_publishing_errors():
        rule = {"recording_language": "captions", "no_recognisable_guest": "consent"}.get(field, "consent")
        yield Finding(rule, to_text(str(message)), field, Weight.BLOCKS)
    for track in find_shown(entry.caption_tracks.all()) if entry.has_recording else ():
        if track.made == track.Origin.AUTOMATIC:
            text = _("The captions were made by a machine; nobody has said that they were checked.")
            yield Finding("captions", text, "caption_tracks")
            break
