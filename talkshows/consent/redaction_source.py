"""Redaction source for `core`: the names and transcripts that ended consents withhold."""

from core.extensions import Redaction
from talkshows.consent.policy import find_namesakes, make_restrictions
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage


class ConsentRedactionSource:
    """Implements `core.extensions.RedactionSource` with ended consents."""

    def of_entries(self, entry_keys) -> dict:
        """Return {translation key: Redaction} of the restricted ones among these entries (None: of all entries)."""
        found: dict = {}
        consents = Consent.objects.ended().select_related("person")
        for consent in consents if entry_keys is None else consents.filter(entry_key__in=list(entry_keys)):
            found.setdefault(consent.entry_key, []).append(consent)
        if not found:
            return {}
        identities: dict = {}
        for page in EpisodePage.objects.filter(translation_key__in=found).select_related("recording_file"):
            identities.setdefault(page.translation_key, set()).add(page.recording_identity)
        return {key: self._make_redaction(rows, identities.get(key, set())) for key, rows in found.items()}

    @staticmethod
    def _make_redaction(rows, identities: set) -> Redaction:
        restrictions = [make_restrictions(rows, recording) for recording in identities] or [make_restrictions(rows, "")]
        names, moments = restrictions[0].names, any(one.transcript_withdrawn for one in restrictions)
        return Redaction(names, moments, find_namesakes(names))

    def of_people(self, person_keys) -> dict:
        """Return {translation key of the person: translation keys of entries that must not name the person}."""
        ended = Consent.objects.ended().filter(person__translation_key__in=list(person_keys))
        found: dict = {}
        for person, entry in ended.values_list("person__translation_key", "entry_key"):
            found.setdefault(person, set()).add(entry)
        return found
