"""Signal receivers: consents and stored text keep in step with published recordings, and who wants to be reminded of an event is told."""

from django.db.models.signals import post_save, pre_save
from wagtail.models import Revision, get_page_models
from wagtail.signals import page_published, page_unpublished

from core.signals import entry_changed, entry_redacted
from directory.merging.signals import records_merged
from directory.models import Person
from subscriptions.delivery import make_due
from talkshows.consent.policy import copy_ended_consents, find_person_names, get_restrictions
from talkshows.consent.rewrite import make_slug_unique, rewrite_entry
from talkshows.consent.schedule import request_rewrite, request_trim
from talkshows.consent.stored_text import find_named, redact_page
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage
from talkshows.reminders.kind import REMINDER


def on_published(sender, instance, **kwargs) -> None:
    """Add the published recording to active consents; redact and trim where a consent has ended."""
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


def on_saving(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Take the names out of a public page that is saved by another way than publication, as wagtail-localize does."""
    if raw or update_fields or not instance.live or not instance.pk:
        return
    restrictions = get_restrictions(instance.translation_key, instance.recording_identity)
    if restrictions.names and find_named(instance, restrictions.matcher):
        redact_page(instance, restrictions.matcher)
        make_slug_unique(instance)


def on_revision_copied(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Let what guests took back hold for a copy of their entry, by whatever way it is copied: its revisions may name them.

    A copied revision still has the translation key of the page that it was made of.
    """
    if raw or not created or not issubclass(instance.content_type.model_class() or object, EpisodePage):
        return
    key = instance.content.get("translation_key")
    page = EpisodePage.objects.filter(pk=instance.object_id).only("translation_key").first()
    if key and page is not None and key != str(page.translation_key):
        copy_ended_consents(key, page.translation_key)


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


def on_records_merged(sender, plan, **kwargs) -> None:
    """Keep consents after a merge of people: what was withdrawn stays so, under the names of both records.

    A consent stays a row of its own, so one that ended is not made good by another that holds.
    """
    if not issubclass(sender, Person):
        return
    people = [into for _record, into in plan.pairs]
    names = sorted(find_person_names(people) - {person.name for person in people})
    ended = set()
    for consent in Consent.objects.filter(person__translation_key=plan.target.translation_key):
        for name in names:
            consent.add_name(name)
        consent.save(update_fields=["also_called"])
        ended |= {consent.entry_key} if consent.has_ended else set()
    for entry_key in ended:
        send_redaction_signals(entry_key)


def queue_reminders(sender, instance, **kwargs) -> None:
    """Let the readers who want to be reminded of an event be told what changed: published anew, or taken off in a language."""
    make_due(REMINDER, subject=str(instance.translation_key))


def connect() -> None:
    """Connect the receivers; called from `AppConfig.ready()`."""
    post_save.connect(on_revision_copied, sender=Revision, dispatch_uid="talkshows.revision_copied")
    post_save.connect(on_consent_saved, sender=Consent, dispatch_uid="talkshows.consent_saved")
    records_merged.connect(on_records_merged, dispatch_uid="talkshows.merged")
    for model in get_page_models():
        if issubclass(model, EpisodePage):  # gatherings are events too
            page_published.connect(on_published, sender=model, dispatch_uid="talkshows.published")
            pre_save.connect(on_saving, sender=model, dispatch_uid="talkshows.saving")
            page_published.connect(queue_reminders, sender=model, dispatch_uid="talkshows.queue_reminders")
            # Then the page of another language is what readers have, before anything changes on it.
            page_unpublished.connect(
                queue_reminders, sender=model, dispatch_uid="talkshows.queue_reminders_of_unpublished"
            )
