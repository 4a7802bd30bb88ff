"""Restrictions on an entry from ended consents; queried on every request, so that they apply at once."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from core.entries.personal_names import NameMatcher, get_matcher, get_surname
from core.models import Contribution
from directory.models import Person
from media.models import SiteImage, SiteMedia
from talkshows.captions.cue import Cue
from talkshows.models.captions import get_file_identity
from talkshows.models.consent import Consent


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
        return (key is not None and key in self.person_keys) or any(
            len(found) == len(name.strip()) for found in self.matcher.find(name.strip())
        )

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
                found.append(Cue(cue.start, cue.end, self.redact(cue.text), cue.speaker))
        return found

    @cached_property
    def matcher(self) -> NameMatcher:
        """Finds the names of these guests in text; the names of others with the same surname are no matches."""
        return get_matcher(self.names, find_namesakes(self.names))

    def redact(self, text: str) -> str:
        """Return text with the names of these guests replaced by a placeholder."""
        return self.matcher.replace(text, _("[name removed]")) if self.names else text

    def redact_html(self, html: str) -> str:
        """Return HTML with the names redacted in its text and attributes."""
        return self.matcher.replace_in_html(html, _("[name removed]")) if self.names else html

    def redact_images(self, images) -> None:
        """Redact the texts of images in memory: alternative, caption and rights, in each language."""
        for image in images:
            for column in image._meta.concrete_fields:
                text = getattr(image, column.attname)
                if isinstance(text, str) and column.name not in {"file", "file_hash"}:
                    setattr(image, column.attname, self.redact(text))

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
    names = find_person_names([consent.person for consent in consents if consent.person_id])
    names |= {name for consent in consents for name in get_proper_names(consent)}
    return ConsentRestrictions(
        is_restricted=bool(consents),
        recording_withdrawn=bool(covering),
        allowed_ranges=_intersect(ranges) if covering and all(ranges) else (),
        names=tuple(sorted(names)),
        speaker_names=tuple(sorted(names | {name for consent in consents for name in consent.names})),
        person_keys=frozenset(consent.person.translation_key for consent in consents if consent.person_id),
        image_ids=frozenset(consent.picture_id for consent in consents if consent.picture_id),
    )


def get_proper_names(consent: Consent) -> set[str]:
    """Return the names of a guest that are names, not roles such as “host”: of the record, and also called."""
    names = {consent.name} | ({consent.person.name} if consent.person_id else set())
    roles = {str(label).casefold() for label in Contribution.Role.labels}
    return names | {name for name in consent.names if name[:1].isupper() and name.casefold() not in roles}


def find_namesakes(names) -> tuple[str, ...]:
    """Return the names of other people of the site with the same surname as one of `names`; two queries."""
    surnames = {end for name in names if (surname := get_surname(name)) for end in (surname, name.split()[-1])}
    if not surnames:
        return ()
    condition = Q()
    for surname in surnames:
        condition |= Q(name__iendswith=surname)
    found = {*Person.objects.filter(condition).values_list("name", flat=True)}
    found |= {*Contribution.objects.filter(condition).values_list("name", flat=True)}
    return tuple(sorted(found - set(names)))


def find_person_names(people) -> set[str]:
    """Return the names of people, with those of the records that were merged into theirs; one query, none without people."""
    found = {person.name for person in people}
    if found:
        merged = Person.with_merged.filter(merged_into__in=[person.pk for person in people])
        found |= set(merged.order_by().values_list("name", flat=True))
    return found


def _intersect(ranges) -> tuple:
    """Return the range that all guests allow as a tuple of one, or an empty tuple."""
    start, end = max(one[0] for one in ranges), min(one[1] for one in ranges)
    return ((start, end),) if start < end else ()


def copy_ended_consents(source_key, entry_key) -> None:
    """Let the ended consents of an entry hold for a copy of it, which has another translation key.

    What the copy stores was rewritten in the source, so nothing else is to be done.
    """
    known = set(Consent.objects.filter(entry_key=entry_key).values_list("name", "person"))
    ended = Consent.objects.ended().filter(entry_key=source_key)
    copies = [consent for consent in ended if (consent.name, consent.person_id) not in known]
    for consent in copies:
        consent.pk, consent.entry_key = None, entry_key
    Consent.objects.bulk_create(copies)


def is_file_withdrawn(item) -> bool:
    """Return whether an ended consent names this file (SiteMedia or SiteImage)."""
    ended = Consent.objects.ended()
    if isinstance(item, SiteMedia):
        return ended.naming_recording(get_file_identity(item)).exists()
    if not isinstance(item, SiteImage):
        return False
    same_file = Q(picture__file_hash=item.file_hash) if item.file_hash else Q()  # a copy shows the same guest
    return ended.filter(Q(picture_id=item.pk) | same_file).exists()
