"""The outbox: index updates are stored in the transaction of the change and deleted when the engine has them.

No update is lost by a restart or an unavailable engine. The database's own index is written right after the commit
(`deliver_now`), other engines by the worker, so that publishing never waits for them.
"""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from search.engines.base import Engine, EngineUnavailableError
from search.engines.registry import database_engine, get_engines
from search.indexing.retry import next_attempt
from search.indexing.writer import EntryTooLargeError, send_entry, store_entry
from search.models import IndexedEntry, IndexUpdate, SearchPassage

logger = logging.getLogger("search")
MAX_IMMEDIATE_PASSAGES = 60  # of an entry that is written right after the commit


def add(entry_ids: Iterable[int]) -> None:
    """Add an update of the entries for every engine; call it inside the transaction of the change."""
    database, now = database_engine().name, timezone.now()
    updates = IndexUpdate.objects.bulk_create(
        [IndexUpdate(engine=database, entry_id=pk, due=now) for pk in entry_ids], batch_size=500
    )
    if database != settings.SEARCH_ENGINE:
        others = [
            IndexUpdate(engine=settings.SEARCH_ENGINE, entry_id=update.entry_id, version=update.pk, due=now)
            for update in updates
        ]
        IndexUpdate.objects.bulk_create(others, batch_size=500)


@transaction.atomic
def reserve_versions() -> None:
    """Let coming updates have a higher version than all that is stored, which another database's updates may have written."""
    stored = [model.objects.aggregate(newest=Max("version"))["newest"] or 0 for model in (SearchPassage, IndexedEntry)]
    newest = max(*stored, IndexUpdate.objects.aggregate(newest=Max("pk"))["newest"] or 0)
    update = IndexUpdate.objects.create(entry_id=0, due=timezone.now())
    used = [update.pk]
    if update.pk <= newest:
        used.append(IndexUpdate.objects.create(pk=newest + 1, entry_id=0, due=timezone.now()).pk)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [IndexUpdate]):
                cursor.execute(statement)
    IndexUpdate.objects.filter(pk__in=used).delete()


def deliver_now(entry_ids: Iterable[int]) -> None:
    """Write small entries to the database's index; large or failed ones are left to the worker."""
    for pk in entry_ids:
        update = _find_newest(pk)
        if update is not None:
            try:
                deliver(update, max_passages=MAX_IMMEDIATE_PASSAGES)
            except EntryTooLargeError:
                continue
            except Exception as error:
                logger.warning("entry %s is left to the worker: %s", pk, type(error).__name__)


def _find_newest(entry_id: int) -> IndexUpdate | None:
    """Return the newest update of an entry for the engine of the database."""
    return IndexUpdate.objects.filter(engine=database_engine().name, entry_id=entry_id).order_by("pk").last()


def delete_stored_passages(entry_id: int) -> None:
    """Delete the passages and the index of an entry now, at the version of its newest update, which is pending."""
    SearchPassage.objects.filter(entry_id=entry_id).delete()
    database_engine().write(entry_id, _find_newest(entry_id).pk, [])


def deliver(update: IndexUpdate, max_passages: int | None = None) -> None:
    """Write one entry to one engine and delete the update and older ones.

    Raises EngineUnavailableError, and EntryTooLargeError if the entry has more than `max_passages` passages.
    """
    database = database_engine()
    if update.engine == database.name:
        store_entry(update.entry_id, update.pk, max_passages)
    else:
        _deliver_passages_first(update.entry_id)
        send_entry(update.entry_id, update.version, update.engine)
    _remove(update)


def _deliver_passages_first(entry_id: int) -> None:
    """Store the passages first: other engines are written from them."""
    pending = _find_newest(entry_id)
    if pending is not None:
        deliver(pending)


def _remove(update: IndexUpdate) -> None:
    done = IndexUpdate.objects.filter(engine=update.engine, entry_id=update.entry_id)
    if update.version:
        done.filter(version__lte=update.version).delete()
    else:
        done.filter(pk__lte=update.pk).delete()


def drain() -> int:
    """Deliver all due updates of each engine; return the number of updates still pending."""
    for engine in get_engines():
        _drain_engine(engine)
    IndexUpdate.objects.exclude(engine__in=[engine.name for engine in get_engines()]).delete()
    return IndexUpdate.objects.count()


def _drain_engine(engine: Engine) -> None:
    while True:
        due = IndexUpdate.objects.filter(engine=engine.name, due__lte=timezone.now()).order_by("pk")[:50]
        newest = {update.entry_id: update for update in due}
        if not newest:
            return
        for update in newest.values():
            try:
                deliver(update)
            except EngineUnavailableError as error:
                _delay_engine(engine, str(error))
                return
            except Exception as error:
                logger.exception("entry %s could not be indexed", update.entry_id)
                _delay(IndexUpdate.objects.filter(pk=update.pk), update.tries, f"{type(error).__name__}: {error}")


def _delay_engine(engine: Engine, error: str) -> None:
    """Delay all updates of an unavailable engine, with exponential backoff."""
    pending = IndexUpdate.objects.filter(engine=engine.name)
    tries = pending.order_by("-tries").values_list("tries", flat=True).first() or 0
    logger.warning("%s does not answer (%s), try %s", engine.name, error, tries + 1)
    _delay(pending, tries, error)


def _delay(updates, tries: int, error: str) -> None:
    updates.update(tries=min(tries + 1, 1000), due=next_attempt(tries), error=error[:200])


def next_due():
    """Return when the next update is due, None if there is none."""
    return IndexUpdate.objects.order_by("due").values_list("due", flat=True).first()
