"""What ended consents hold back, asked at every reading: no task, index or cache has to notice first."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from media.models import SiteImage, SiteMedia
from talkshows.captions.cue import Cue
from talkshows.models.captions import identify_file
from talkshows.models.consent import Consent

_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class ConsentRestrictions:
    """What an entry may not show.

    `bound` are the consents that hold back this very recording; `parts` the pieces of it that may stay (seconds).
    `names` are full names, `voices` all names by which captions call these guests.
    """

    any: bool = False
    bound: bool = False
    parts: tuple = ()
    names: tuple = ()
    voices: tuple = ()
    people: frozenset = frozenset()
    pictures: frozenset = field(default_factory=frozenset)

    @property
    def silent(self) -> bool:
        """Whether no word of the recording may be read."""
        return self.bound and not self.parts

    def hides_person(self, name: str, key=None) -> bool:
        """Return whether a name under the entry belongs to one of these guests."""
        return (key is not None and key in self.people) or name.strip().casefold() in _fold(self.names)

    def filter_cues(self, cues: list[Cue]) -> list[Cue]:
        """Return the cues that may be read: within the parts that stay, not said by these guests, without their names."""
        if not self.any:
            return cues
        if self.bound:
            cues = [cue for cue in cues if any(a * 1000 <= cue.start and cue.end <= b * 1000 for a, b in self.parts)]
        hidden, found, speaker = _fold(self.voices), [], ""
        for cue in cues:
            speaker = cue.speaker or speaker
            if speaker.strip().casefold() not in hidden:
                found.append(Cue(cue.start, cue.end, self.mask(cue.text, self._spoken), cue.speaker))
        return found

    @property
    def _spoken(self) -> tuple:
        """Names that stand for these guests in what others say; a role such as “host” stands for anybody."""
        return tuple(name for name in self.voices if name[:1].isupper())

    def mask(self, text: str, names: tuple | None = None) -> str:
        """Return text with the names of these guests taken out."""
        wanted = self.names if names is None else names
        if not wanted:
            return text
        pattern = "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", _("[name removed]"), text, flags=re.IGNORECASE)

    def mask_html(self, html: str) -> str:
        """Return HTML with the names taken out of its text, not out of its addresses."""
        if not self.names:
            return html
        return "".join(part if part.startswith("<") else self.mask(part) for part in _TAG.split(html))

    def mask_documents(self, documents: list[dict]) -> None:
        """Take the names out of the words of documents as the page shows them; the files are the editors' to replace."""
        for document in documents:
            document["title"] = self.mask(document["title"])
            for page in document["pages"]:
                page["opening"] = self.mask(page["opening"])
                page["heading"] = self.mask(page["heading"])
                page["blocks"] = [(role, self.mask(text)) for role, text in page["blocks"]]


def _fold(names) -> set[str]:
    return {name.strip().casefold() for name in names}


def find_restrictions(entry_key, recording: str) -> ConsentRestrictions:
    """Return what may not be shown of an entry with this recording: one query."""
    return combine(Consent.objects.over().about(entry_key, recording).select_related("person"), recording)


def combine(consents, recording: str) -> ConsentRestrictions:
    """Return what these ended consents together hold back of a recording."""
    consents = list(consents)
    bound = [consent for consent in consents if consent.covers(recording)]
    parts = [consent.kept_part for consent in bound]
    names = {consent.name for consent in consents} | {c.person.name for c in consents if c.person_id}
    return ConsentRestrictions(
        any=bool(consents),
        bound=bool(bound),
        parts=_overlap(parts) if bound and all(parts) else (),
        names=tuple(sorted(names)),
        voices=tuple(sorted(names | {name for consent in consents for name in consent.names})),
        people=frozenset(consent.person.translation_key for consent in consents if consent.person_id),
        pictures=frozenset(consent.picture_id for consent in consents if consent.picture_id),
    )


def _overlap(parts) -> tuple:
    """Return the one part that all guests left, or nothing."""
    start, end = max(part[0] for part in parts), min(part[1] for part in parts)
    return ((start, end),) if start < end else ()


def is_withdrawn(item) -> bool:
    """Return whether a file (recording or picture) is one that an ended consent names: its address answers 410."""
    over = Consent.objects.over()
    if isinstance(item, SiteMedia):
        return over.naming(identify_file(item)).exists()
    return isinstance(item, SiteImage) and over.filter(picture_id=item.pk).exists()
