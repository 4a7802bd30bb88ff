"""Index updates of changed entries: stored in the outbox, delivered after the commit or by the worker."""

import logging
from collections.abc import Iterable
from functools import partial

from django.db import transaction

from core.models import EntryPage
from search import tasks
from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.indexing import outbox, rebuild
from search.indexing.writer import EntryTooLargeError
from search.models import IndexUpdate

logger = logging.getLogger("search")
MAX_IMMEDIATE_ENTRIES = 10  # written right after the commit; more are left to the worker
MAX_IMMEDIATE_PASSAGES = 60  # of an entry that is written right after the commit


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
        transaction.on_commit(partial(write_now, entry_ids), robust=True)


def update_tree(path: str) -> None:
    """Reindex all entries at or below a tree path; a large subtree is left to the worker."""
    below = EntryPage.objects.filter(path__startswith=path)
    if below.count() > MAX_IMMEDIATE_ENTRIES:
        tasks.reindex_tree.enqueue(path)
    else:
        update_entries(below.values_list("pk", flat=True))


def write_now(entry_ids: list[int]) -> None:
    """Write small entries to the database's index; large or failed ones are left to the worker."""
    for pk in entry_ids:
        update = IndexUpdate.objects.filter(engine=database_engine().name, entry_id=pk).order_by("pk").last()
        if update is not None:
            try:
                outbox.deliver(update, max_passages=MAX_IMMEDIATE_PASSAGES)
            except EntryTooLargeError:
                continue
            except Exception as error:
                logger.warning("entry %s is left to the worker: %s", pk, type(error).__name__)


def rebuild_now_or_later() -> str:
    """Rebuild all indexes; return nothing, or what is said when an engine beside the database does not answer: the worker goes on with it."""
    rebuild.rebuild_database_index(database_engine())
    try:
        rebuild.rebuild_other_indexes()
    except EngineUnavailableError as error:
        tasks.schedule_rebuild()
        return (
            f"the index of the database is rebuilt, the other one by the worker when its engine answers again ({error})"
        )
    return ""
