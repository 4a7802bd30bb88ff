"""Restrictions on an entry from ended consents; queried on every request, so that they apply at once."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from media.models import SiteImage, SiteMedia
from talkshows.captions.cue import Cue
from talkshows.models.captions import get_file_identity
from talkshows.models.consent import Consent

_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class ConsentRestrictions:
    """Restrictions on what an entry may show.

    `recording_withdrawn`: a consent that covers this recording has ended; `allowed_ranges` are the (start, end) in seconds
    that stay readable. `names` are full names; `speaker_names` are all names that captions use for these guests.
    """

    is_restricted: bool = False
    recording_withdrawn: bool = False
    allowed_ranges: tuple = ()
    names: tuple = ()
    speaker_names: tuple = ()
    person_keys: frozenset = frozenset()
    image_ids: frozenset = field(default_factory=frozenset)

    @property
    def transcript_withdrawn(self) -> bool:
        """Whether nothing of the transcript may be shown."""
        return self.recording_withdrawn and not self.allowed_ranges

    def hides_person(self, name: str, key=None) -> bool:
        """Return whether a contributor (name, translation key of the person) is one of these guests."""
        return (key is not None and key in self.person_keys) or name.strip().casefold() in _fold(self.names)

    def filter_cues(self, cues: list[Cue]) -> list[Cue]:
        """Return the cues within the allowed ranges, without those spoken by these guests and with their names redacted."""
        if not self.is_restricted:
            return cues
        if self.recording_withdrawn:
            cues = [
                cue
                for cue in cues
                if any(a * 1000 <= cue.start and cue.end <= b * 1000 for a, b in self.allowed_ranges)
            ]
        hidden, found, speaker = _fold(self.speaker_names), [], ""
        for cue in cues:
            speaker = cue.speaker or speaker
            if speaker.strip().casefold() not in hidden:
                found.append(Cue(cue.start, cue.end, self.redact(cue.text, self._proper_names), cue.speaker))
        return found

    @property
    def _proper_names(self) -> tuple:
        """Names to redact in other speakers' cues: proper names, not roles such as “host”."""
        return tuple(name for name in self.speaker_names if name[:1].isupper())

    def redact(self, text: str, names: tuple | None = None) -> str:
        """Return text with the names of these guests replaced by a placeholder."""
        names = self.names if names is None else names
        if not names:
            return text
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", _("[name removed]"), text, flags=re.IGNORECASE)

    def redact_html(self, html: str) -> str:
        """Return HTML with the names redacted in its text, not in its attributes."""
        if not self.names:
            return html
        return "".join(part if part.startswith("<") else self.redact(part) for part in _TAG.split(html))

    def redact_documents(self, documents: list[dict]) -> None:
        """Redact the titles and page texts of documents in place; the files themselves are not changed."""
        for document in documents:
            document["title"] = self.redact(document["title"])
            for page in document["pages"]:
                page["opening"] = self.redact(page["opening"])
                page["heading"] = self.redact(page["heading"])
                page["blocks"] = [(role, self.redact(text)) for role, text in page["blocks"]]


def _fold(names) -> set[str]:
    return {name.strip().casefold() for name in names}


def get_restrictions(entry_key, recording: str) -> ConsentRestrictions:
    """Return the restrictions on an entry with this recording; one query."""
    return make_restrictions(
        Consent.objects.ended().for_entry(entry_key, recording).select_related("person"), recording
    )


def make_restrictions(consents, recording: str) -> ConsentRestrictions:
    """Return the combined restrictions of ended consents on a recording."""
    consents = list(consents)
    covering = [consent for consent in consents if consent.covers(recording)]
    ranges = [consent.retained_range for consent in covering]
    names = {consent.name for consent in consents} | {c.person.name for c in consents if c.person_id}
    return ConsentRestrictions(
        is_restricted=bool(consents),
        recording_withdrawn=bool(covering),
        allowed_ranges=_intersect(ranges) if covering and all(ranges) else (),
        names=tuple(sorted(names)),
        speaker_names=tuple(sorted(names | {name for consent in consents for name in consent.names})),
        person_keys=frozenset(consent.person.translation_key for consent in consents if consent.person_id),
        image_ids=frozenset(consent.picture_id for consent in consents if consent.picture_id),
    )


def _intersect(ranges) -> tuple:
    """Return the range that all guests allow as a tuple of one, or an empty tuple."""
    start, end = max(one[0] for one in ranges), min(one[1] for one in ranges)
    return ((start, end),) if start < end else ()


def is_file_withdrawn(item) -> bool:
    """Return whether an ended consent names this file (SiteMedia or SiteImage)."""
    ended = Consent.objects.ended()
    if isinstance(item, SiteMedia):
        return ended.naming_recording(get_file_identity(item)).exists()
    return isinstance(item, SiteImage) and ended.filter(picture_id=item.pk).exists()
