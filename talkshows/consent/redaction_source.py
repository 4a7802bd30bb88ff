"""Consent as a redaction source: which names and words other apps must not show."""

from core.extensions import Redaction
from talkshows.consent.policy import combine
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage


class ConsentRedactionSource:
    """Tells the floor which entries keep words back, and which entries a person left."""

    def of_entries(self, entry_keys) -> dict:
        """Return {translation key: redaction} of the entries (None: of all) that keep something back."""
        found: dict = {}
        consents = Consent.objects.over().select_related("person")
        for consent in consents if entry_keys is None else consents.filter(entry_key__in=list(entry_keys)):
            found.setdefault(consent.entry_key, []).append(consent)
        if not found:
            return {}
        playing: dict = {}
        for page in EpisodePage.objects.filter(translation_key__in=found).select_related("recording_file"):
            playing.setdefault(page.translation_key, set()).add(page.recording_identity)
        return {key: self._describe(rows, playing.get(key, set())) for key, rows in found.items()}

    @staticmethod
    def _describe(rows, playing: set) -> Redaction:
        held = [combine(rows, recording) for recording in playing] or [combine(rows, "")]
        return Redaction(names=held[0].names, moments=any(one.silent for one in held))

    def of_people(self, person_keys) -> dict:
        """Return {person's translation key: translation keys of the entries in which this person may not be named}."""
        over = Consent.objects.over().filter(person__translation_key__in=list(person_keys))
        found: dict = {}
        for person, entry in over.values_list("person__translation_key", "entry_key"):
            found.setdefault(person, set()).add(entry)
        return found
