"""Signal receivers that keep consents and stored text in step with published recordings."""

from django.db.models.signals import post_save
from wagtail.signals import page_published

from core.signals import entry_changed, entry_redacted
from talkshows.consent.rewrite import rewrite_entry
from talkshows.consent.schedule import request_rewrite, request_trim
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage


def on_published(sender, instance, **kwargs) -> None:
    """Add the published recording to active consents; redact and trim where a consent has ended."""
    if not isinstance(instance, EpisodePage):
        return
    recording = instance.recording_identity
    for consent in Consent.objects.active().filter(entry_key=instance.translation_key):
        if consent.add_recording(recording):
            consent.save(update_fields=["recordings"])
    ended = list(Consent.objects.ended().filter(entry_key=instance.translation_key))
    if ended:
        entry_redacted.send(sender=type(instance), instance=instance)
    for consent in ended:  # the untrimmed recording was published again
        if consent.retained_range and consent.covers(recording):
            request_trim(consent)


def on_consent_saved(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Rewrite the pages of an ended consent in the transaction that ends it; plan it for a consent with an end date."""
    if raw or (update_fields and not {"withdrawn_at", "until", "name", "also_called", "person"} & set(update_fields)):
        return
    if instance.has_ended:
        rewrite_entry(instance.entry_key)
    elif instance.until:
        request_rewrite(instance)


def send_redaction_signals(entry_key) -> None:
    """Send `entry_redacted` and `entry_changed` for an entry in all its languages: delete stored text, then reindex."""
    for page in EpisodePage.objects.filter(translation_key=entry_key):
        entry_redacted.send(sender=type(page), instance=page)
        entry_changed.send(sender=type(page), instance=page)


def connect_consent_signals() -> None:
    """Connect the receivers; called from `AppConfig.ready()`."""
    page_published.connect(on_published, dispatch_uid="talkshows.published")
    post_save.connect(on_consent_saved, sender=Consent, dispatch_uid="talkshows.consent_saved")
