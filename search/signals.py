"""Signals that keep the index and the cache of every process current."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import EntryPage
from core.signals import entry_changed, entry_redacted
from directory.models import Organisation, Person, Place, Theme
from search.curation.overrides import entries_containing
from search.indexing import redaction, updates
from search.models import CompoundException, Promotion, Synonym
from search.query.cache import Subject, invalidate


def on_entry(sender, instance, **kwargs) -> None:
    """Index an entry again."""
    if isinstance(instance, EntryPage):
        updates.update_entries([instance.pk])


def on_tree(sender, instance, **kwargs) -> None:
    """Index again everything at or below a page, or below a page with a view restriction."""
    page = instance.page if isinstance(instance, PageViewRestriction) else instance
    updates.update_tree(page.path)


def on_withdrawal(sender, instance, **kwargs) -> None:
    """Delete the stored words of an entry at once; what may still be read is indexed again."""
    redaction.delete_stored_passages(instance.pk)


def on_exception(sender, instance, **kwargs) -> None:
    """Index again the entries with a word that is now split in another way."""
    updates.update_entries(entries_containing(instance.word))


def invalidate_entry(sender, instance, **kwargs) -> None:
    """Have every process read again what facets and suggestions know of an entry."""
    if isinstance(instance, EntryPage):
        invalidate(Subject.ENTRY, instance.pk)


def invalidate_records(sender, **kwargs) -> None:
    """Have every process read all records again: a name, a slug, a parent or a consent changed."""
    invalidate(Subject.RECORDS)


def invalidate_curation(sender, **kwargs) -> None:
    """Have every process read synonyms, exceptions and promotions again."""
    invalidate(Subject.TOLD)


def connect() -> None:
    """Connect all signals; called once when the app is ready."""
    _connect_index()
    _connect_cache()


def _connect_index() -> None:
    page_published.connect(on_entry, dispatch_uid="search.published")
    page_unpublished.connect(on_entry, dispatch_uid="search.unpublished")
    entry_redacted.connect(on_withdrawal, dispatch_uid="search.withdrawn")
    entry_changed.connect(on_entry, dispatch_uid="search.changed")
    post_page_move.connect(on_tree, dispatch_uid="search.moved")
    page_slug_changed.connect(on_tree, dispatch_uid="search.slug")
    pre_delete.connect(on_entry, dispatch_uid="search.deleted")
    post_save.connect(on_tree, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(on_tree, sender=PageViewRestriction, dispatch_uid="search.unrestricted")


def _connect_cache() -> None:
    for signal, name in ((page_published, "published"), (page_unpublished, "unpublished"), (entry_changed, "changed")):
        signal.connect(invalidate_entry, dispatch_uid=f"search.cached_entry_{name}")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        for model in (Organisation, Person, Place, Theme):
            signal.connect(invalidate_records, sender=model, dispatch_uid=f"search.record_{name}_{model.__name__}")
        for model in (CompoundException, Promotion, Synonym):
            signal.connect(invalidate_curation, sender=model, dispatch_uid=f"search.curated_{name}_{model.__name__}")
        signal.connect(on_exception, sender=CompoundException, dispatch_uid=f"search.exception_{name}")
