"""Consents follow the recording, and stored words go when a consent ends."""

from wagtail.signals import page_published

from core.signals import entry_changed, entry_redacted
from talkshows.consent.schedule import request_trim
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage


def on_published(sender, instance, **kwargs) -> None:
    """Let the consents that hold know this recording: who agreed is in it."""
    if not isinstance(instance, EpisodePage):
        return
    recording = instance.recording_identity
    for consent in Consent.objects.in_force().filter(entry_key=instance.translation_key):
        if consent.add_recording(recording):
            consent.save(update_fields=["recordings"])
    over = list(Consent.objects.over().filter(entry_key=instance.translation_key))
    if over:
        entry_redacted.send(sender=type(instance), instance=instance)
    for consent in over:  # the whole recording was chosen again: what may stay of it is cut again
        if consent.kept_part and consent.covers(recording):
            request_trim(consent)


def forget_words(entry_key) -> None:
    """Take the stored words of an entry away in all its languages, at once; what may still be read comes back."""
    for page in EpisodePage.objects.filter(translation_key=entry_key):
        entry_redacted.send(sender=type(page), instance=page)
        entry_changed.send(sender=type(page), instance=page)


def connect() -> None:
    """Connect; called once when the app is ready."""
    page_published.connect(on_published, dispatch_uid="talkshows.published")
