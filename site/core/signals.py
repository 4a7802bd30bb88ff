"""What keeps entries right when something happens to them."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import Signal
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.counts import forget
from core.models import EntryPage
from core.redirects import remember_withdrawn
from core.translations import follow_source
from directory.localising import forget_locales
from directory.models.record import Record

entry_changed = Signal()  # sent with `instance`: an entry whose published data changed without publication


def on_published(sender, instance, **kwargs) -> None:
    """Carry relations to translations, and let files know at once that this page uses them."""
    ReferenceIndex.create_or_update_for_object(instance)
    if isinstance(instance, EntryPage):
        for entry in follow_source(instance):
            entry_changed.send(sender=type(entry), instance=entry)


def on_saved(sender, instance, **kwargs) -> None:
    """Count again when a theme or place appears, moves or goes, or when who may read a page changes."""
    if isinstance(instance, (Record, PageViewRestriction)):
        forget()


def on_deleted(sender, instance, **kwargs) -> None:
    """Count again when something that is counted is gone."""
    if isinstance(instance, (Page, Record, PageViewRestriction)):
        forget()


def connect() -> None:
    """Connect all of them; called once when the app is ready."""
    page_published.connect(on_published, dispatch_uid="core.published")
    for signal in (page_published, page_unpublished, post_page_move, entry_changed):
        signal.connect(forget, dispatch_uid="core.counts")
    post_save.connect(on_saved, dispatch_uid="core.counts_saved")
    post_delete.connect(on_deleted, dispatch_uid="core.counts_deleted")
    pre_delete.connect(remember_withdrawn, dispatch_uid="core.withdrawn")
    post_save.connect(forget_locales, sender=Locale, dispatch_uid="core.locale")
    post_delete.connect(forget_locales, sender=Locale, dispatch_uid="core.locale_gone")
