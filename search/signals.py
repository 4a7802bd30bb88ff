"""Signal receivers that update the index and invalidate the cache of every process.

Updates of the index are stored in the outbox; small ones are written right after the commit, others by the worker.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.entries.redactions import find_redactions
from core.filters.definitions import RECORD_MODELS
from core.models import EntryPage
from core.signals import entry_changed, entry_redacted
from directory.merging.signals import records_merged
from directory.models import Organisation, Person, Place, Theme
from search import tasks
from search.curation.overrides import entries_with_words
from search.indexing import outbox
from search.models import CompoundException, Promotion, Synonym
from search.query.cache import Subject, invalidate
from search.query_log import recorder
from search.saved_searches import renaming

MAX_IMMEDIATE_ENTRIES = 10  # written right after the commit; more are left to the worker


def update_entries(entry_ids: Iterable[int]) -> None:
    """Reindex entries that were published, unpublished, moved, restricted or deleted.

    Call it inside the transaction of the change, so that both are committed together.
    """
    entry_ids = list(dict.fromkeys(entry_ids))
    if not entry_ids:
        return
    outbox.add(entry_ids)
    tasks.drain_outbox.enqueue()
    if len(entry_ids) <= MAX_IMMEDIATE_ENTRIES:
        transaction.on_commit(partial(outbox.deliver_now, entry_ids), robust=True)


def update_tree(path: str) -> None:
    """Reindex all entries at or below a tree path; a large subtree is left to the worker."""
    below = EntryPage.objects.filter(path__startswith=path)
    if below.count() > MAX_IMMEDIATE_ENTRIES:
        tasks.reindex_tree.enqueue(path)
    else:
        update_entries(below.values_list("pk", flat=True))


def on_entry(sender, instance, **kwargs) -> None:
    """Reindex an entry."""
    if isinstance(instance, EntryPage):
        update_entries([instance.pk])


def on_tree(sender, instance, **kwargs) -> None:
    """Reindex all entries at or below a page; `instance` is the page or its view restriction."""
    page = instance.page if isinstance(instance, PageViewRestriction) else instance
    update_tree(page.path)


def on_withdrawal(sender, instance, **kwargs) -> None:
    """Delete the indexed text of an entry, and logged queries with the name, in this transaction; reindex what stays public after it."""
    with transaction.atomic():
        update_entries([instance.pk])
        outbox.delete_stored_passages(instance.pk)
    recorder.delete_redacted(find_redactions([instance.translation_key]).values())


def on_merge(sender, plan, **kwargs) -> None:
    """Reindex the entries that name another record since a merge; many are left to the worker."""
    update_entries(EntryPage.objects.filter(pk__in=plan.page_ids).values_list("pk", flat=True))


def on_person(sender, instance, **kwargs) -> None:
    """Reindex the entries that credit a person."""
    credited = EntryPage.objects.filter(contributions__person__translation_key=instance.translation_key)
    update_entries(credited.order_by().distinct().values_list("pk", flat=True))


def remember_word(sender, instance, **kwargs) -> None:
    """Keep the word that a compound exception was about before it is saved."""
    instance.former_word = sender.objects.filter(pk=instance.pk).values_list("word", flat=True).first()


def on_exception(sender, instance, **kwargs) -> None:
    """Reindex the entries that contain the word of a changed compound exception, or the word that it was about before."""
    former = getattr(instance, "former_word", None)
    update_entries(entries_with_words(word for word in (instance.word, former) if word))


def invalidate_entry(sender, instance, **kwargs) -> None:
    """Invalidate the facet and autocomplete data of one entry in all processes."""
    if isinstance(instance, EntryPage):
        invalidate(Subject.ENTRY, instance.pk)


def invalidate_pages(sender, instance, **kwargs) -> None:
    """Invalidate what search knows of a page that is no entry, such as a listing, in all processes."""
    if not isinstance(instance, EntryPage):
        invalidate(Subject.RECORDS)


def invalidate_records(sender, **kwargs) -> None:
    """Invalidate the facet index in all processes: a record's name, slug, parent or consent changed."""
    invalidate(Subject.RECORDS)


def invalidate_curation(sender, **kwargs) -> None:
    """Invalidate synonyms, compound exceptions and promotions in all processes."""
    invalidate(Subject.CURATION)


def connect() -> None:
    """Connect all receivers; called once by `SearchConfig.ready`."""
    _connect_index()
    _connect_cache()
    for model in RECORD_MODELS.values():
        pre_save.connect(renaming.remember_slug, sender=model, dispatch_uid=f"search.slug_before_{model.__name__}")
        post_save.connect(renaming.follow_slug, sender=model, dispatch_uid=f"search.slug_after_{model.__name__}")


def _connect_index() -> None:
    page_published.connect(on_entry, dispatch_uid="search.published")
    page_unpublished.connect(on_entry, dispatch_uid="search.unpublished")
    entry_redacted.connect(on_withdrawal, dispatch_uid="search.withdrawn")
    entry_changed.connect(on_entry, dispatch_uid="search.changed")
    post_page_move.connect(on_tree, dispatch_uid="search.moved")
    records_merged.connect(on_merge, dispatch_uid="search.merged")
    page_slug_changed.connect(on_tree, dispatch_uid="search.slug")
    pre_delete.connect(on_entry, dispatch_uid="search.deleted")
    post_save.connect(on_person, sender=Person, dispatch_uid="search.person_saved")
    pre_delete.connect(on_person, sender=Person, dispatch_uid="search.person_deleted")
    post_save.connect(on_tree, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(on_tree, sender=PageViewRestriction, dispatch_uid="search.unrestricted")


def _connect_cache() -> None:
    pre_save.connect(remember_word, sender=CompoundException, dispatch_uid="search.exception_before")
    for signal, name in ((page_published, "published"), (page_unpublished, "unpublished"), (entry_changed, "changed")):
        signal.connect(invalidate_entry, dispatch_uid=f"search.cached_entry_{name}")
    for signal, name in ((page_published, "published"), (page_unpublished, "unpublished"), (post_page_move, "moved")):
        signal.connect(invalidate_pages, dispatch_uid=f"search.cached_page_{name}")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        for model in (Organisation, Person, Place, Theme):
            signal.connect(invalidate_records, sender=model, dispatch_uid=f"search.record_{name}_{model.__name__}")
        for model in (CompoundException, Promotion, Synonym):
            signal.connect(invalidate_curation, sender=model, dispatch_uid=f"search.curated_{name}_{model.__name__}")
        signal.connect(on_exception, sender=CompoundException, dispatch_uid=f"search.exception_{name}")
