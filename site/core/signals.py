"""What keeps entries right when something happens to them."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.entries import superseding
from core.entries.document_users import find_users
from core.entries.gone_urls import remember_gone_urls
from core.entries.translation_sync import sync_with_source
from core.listings.cached_counts import invalidate
from core.models import EntryPage
from directory.localisation import forget_locales
from directory.models.record import Record
from media.pdf.reader import pdf_read

words_withdrawn = Signal()  # sent with `instance`: stored words of this entry may not be shown any more, now
entry_changed = Signal()  # sent with `instance`: an entry whose published data changed without publication


def on_published(sender, instance, **kwargs) -> None:
    """Carry relations to translations, and let files know at once that this page uses them."""
    ReferenceIndex.create_or_update_for_object(instance)
    if isinstance(instance, EntryPage):
        for entry in sync_with_source(instance):
            ReferenceIndex.create_or_update_for_object(entry.specific)
            entry_changed.send(sender=type(entry), instance=entry)


def on_saving(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Keep the public version of an entry that is published with a correction."""
    is_publication = not raw and not update_fields and isinstance(instance, EntryPage) and instance.live and instance.pk
    if is_publication and instance.corrections:
        superseding.keep_superseded(instance)


def on_deleting(sender, instance, **kwargs) -> None:
    """Keep the addresses of an entry that was public."""
    if isinstance(instance, EntryPage) and instance.first_published_at:
        remember_gone_urls(instance)


def on_saved(sender, instance, **kwargs) -> None:
    """Count again when a theme or place appears, moves or goes, or when who may read a page changes."""
    if isinstance(instance, (Record, PageViewRestriction)):
        invalidate()


def on_deleted(sender, instance, **kwargs) -> None:
    """Count again when something that is counted is gone."""
    if isinstance(instance, (Page, Record, PageViewRestriction)):
        invalidate()


def on_pdf_read(sender, document, **kwargs) -> None:
    """Tell that the words of entries changed: a PDF that they offer was read."""
    for entry in find_users(document):
        entry_changed.send(sender=type(entry), instance=entry)


def connect() -> None:
    """Connect all of them; called once when the app is ready."""
    page_published.connect(on_published, dispatch_uid="core.published")
    for signal in (page_published, page_unpublished, post_page_move, entry_changed):
        signal.connect(invalidate, dispatch_uid="core.listings.cached_counts")
    post_save.connect(on_saved, dispatch_uid="core.counts_saved")
    post_delete.connect(on_deleted, dispatch_uid="core.counts_deleted")
    pdf_read.connect(on_pdf_read, dispatch_uid="core.pdf_read")
    pre_save.connect(on_saving, dispatch_uid="core.superseded")
    pre_delete.connect(on_deleting, dispatch_uid="core.withdrawn")
    post_save.connect(forget_locales, sender=Locale, dispatch_uid="core.locale")
    post_delete.connect(forget_locales, sender=Locale, dispatch_uid="core.locale_gone")
