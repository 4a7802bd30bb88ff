"""Signals of the site, and the receivers that keep translations, earlier versions and URLs up to date."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal, receiver
from django_tasks.signals import task_finished
from wagtail.models import Locale, PageViewRestriction, ReferenceIndex, get_page_models
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

from accounts.acting import as_system
from core.entries.document_users import find_entries_using
from core.entries.gone_urls import store_gone_urls
from core.entries.privacy import release_versions, remove_duplicate, restrict_new_version, restrict_versions
from core.entries.superseding import store_superseded_version
from core.entries.translation_sync import sync_with_source
from core.extensions import publication_tasks
from core.models import EntryPage
from core.tasks import clear_sent_message, retry_after_machine_fault
from directory.localisation import clear_locale_cache
from media.page_dates import is_live_now
from media.pdf.reader import pdf_read

entry_redacted = Signal()  # sent with `instance`: an entry of which stored words may not be shown any more
entry_changed = Signal()  # sent with `instance`: an entry whose published data changed without publication


@receiver(page_published, dispatch_uid="core.follow_publication")
def follow_publication(sender, instance, **kwargs) -> None:
    """Copy relations to translations, and index references now, so that files of the page are served; queue what apps do then.

    Translations follow a planned page when its time has come.
    """
    ReferenceIndex.create_or_update_for_object(instance)
    if not isinstance(instance, EntryPage):
        return
    for task in publication_tasks:
        task.enqueue(instance.pk)
    if is_live_now(instance) and _has_translations(instance):
        with as_system():  # the publication was allowed, and translations follow it
            written = sync_with_source(instance)
        for entry in written:
            ReferenceIndex.create_or_update_for_object(entry.specific)
            entry_changed.send(sender=type(entry), instance=entry)


def _has_translations(entry: EntryPage) -> bool:
    return TranslationSource.objects.filter(object_id=entry.translation_key).exists()


def store_version_before_correction(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Store the public version of an entry before it is published with a correction."""
    is_publication = not raw and not update_fields and instance.live and instance.pk
    if is_publication and instance.corrections:
        store_superseded_version(instance)


def store_urls_before_deletion(sender, instance, **kwargs) -> None:
    """Store the URLs of an entry that was public."""
    if instance.first_published_at:
        store_gone_urls(instance)


@receiver(post_save, sender=PageViewRestriction, dispatch_uid="core.restrict_versions")
def restrict_other_versions(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Make the translations and aliases of a page private with it."""
    if raw:
        return
    if created and remove_duplicate(instance):
        return
    restrict_versions(instance)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through, dispatch_uid="core.restrict_versions_to_groups")
def restrict_other_versions_to_groups(sender, instance, action, reverse, **kwargs) -> None:
    """Give the translations and aliases of a page the groups of its restriction."""
    if action.startswith("post_") and not reverse:
        restrict_versions(instance)


@receiver(post_delete, sender=PageViewRestriction, dispatch_uid="core.release_versions")
def release_other_versions(sender, instance, origin=None, **kwargs) -> None:
    """Make the translations and aliases of a page public with it, but not when the page itself is deleted."""
    if getattr(origin, "model", type(origin)) is PageViewRestriction and not getattr(instance, "is_copy", False):
        release_versions(instance.page)


def restrict_version_of_private_page(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Make a new translation or alias of a private page private."""
    if created and not raw:
        restrict_new_version(instance)


@receiver(pdf_read, dispatch_uid="core.send_entry_changed")
def send_entry_changed(sender, document, **kwargs) -> None:
    """Send `entry_changed` for the public entries that use a document whose PDF was read."""
    for entry in find_entries_using(document):
        entry_changed.send(sender=type(entry), instance=entry)


@receiver([post_save, post_delete], sender=Locale, dispatch_uid="core.clear_locale_cache")
def clear_cached_locales(sender, **kwargs) -> None:
    """Clear the cached locales when one is saved or deleted."""
    clear_locale_cache()


@receiver(task_finished, dispatch_uid="core.clear_sent_message")
def clear_message(sender, task_result, **kwargs) -> None:
    """Delete a message from the row of its task once it was sent."""
    clear_sent_message(task_result)


@receiver(task_finished, dispatch_uid="core.retry_after_machine_fault")
def retry_task(sender, task_result, **kwargs) -> None:
    """Queue a task again that a full disk or a busy database stopped."""
    retry_after_machine_fault(task_result)


def connect() -> None:
    """Connect the receivers of pages and entries, each to the models that it is about; called from `AppConfig.ready()`."""
    for model in get_page_models():
        post_save.connect(restrict_version_of_private_page, sender=model, dispatch_uid="core.restrict_new_version")
        if issubclass(model, EntryPage):
            pre_save.connect(
                store_version_before_correction, sender=model, dispatch_uid="core.store_version_before_correction"
            )
            pre_delete.connect(store_urls_before_deletion, sender=model, dispatch_uid="core.store_urls_before_deletion")
