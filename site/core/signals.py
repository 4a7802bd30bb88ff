"""What keeps entries right when something happens to them."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import Signal
from wagtail.models import Locale, ReferenceIndex
from wagtail.signals import page_published

from core.models import EntryPage
from core.redirects import remember_withdrawn
from core.translations import follow_source
from directory.localising import forget_locales

words_withdrawn = Signal()  # sent with `instance`: stored words of this entry may not be shown any more, now
entry_changed = Signal()  # sent with `instance`: an entry whose published data changed without publication


def on_published(sender, instance, **kwargs) -> None:
    """Carry relations to translations, and let files know at once that this page uses them."""
    ReferenceIndex.create_or_update_for_object(instance)
    if isinstance(instance, EntryPage):
        for entry in follow_source(instance):
            ReferenceIndex.create_or_update_for_object(entry.specific)
            entry_changed.send(sender=type(entry), instance=entry)


def connect() -> None:
    """Connect all of them; called once when the app is ready."""
    page_published.connect(on_published, dispatch_uid="core.published")
    pre_delete.connect(remember_withdrawn, dispatch_uid="core.withdrawn")
    post_save.connect(forget_locales, sender=Locale, dispatch_uid="core.locale")
    post_delete.connect(forget_locales, sender=Locale, dispatch_uid="core.locale_gone")
