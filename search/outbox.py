"""The outbox: what changed is noted in the transaction that changes it, and stays noted until every engine has it.

Nothing is lost by a restart or a silent engine. The database's own index is written right after the commit, other
engines by the worker, so that publishing never waits for them.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from search.engines import Engine, EngineDown
from search.engines.chosen import database_engine, get_engines
from search.indexing import TooMuch, send_entry, store_entry
from search.models import Change

logger = logging.getLogger("search")
AT_ONCE = 10  # entries that are written right after the commit; more are for the worker
SMALL = 60  # passages of an entry that is written right after the commit
LONGEST_WAIT = 20  # seconds between two tries: an engine that is back has everything well within a minute


def note(entry_ids: Iterable[int]) -> None:
    """Note that entries changed (published, withdrawn, moved, restricted, gone); call it inside the transaction."""
    entry_ids = list(dict.fromkeys(entry_ids))
    if not entry_ids:
        return
    from search.tasks import drain  # noqa: PLC0415 -- tasks call the outbox

    database, *others = get_engines()
    now = timezone.now()
    changes = Change.objects.bulk_create(
        [Change(engine=database.name, entry_id=pk, due=now) for pk in entry_ids], batch_size=500
    )
    Change.objects.bulk_create(
        [
            Change(engine=engine.name, entry_id=change.entry_id, version=change.pk, due=now)
            for engine in others
            for change in changes
        ],
        batch_size=500,
    )
    drain.enqueue()
    if len(entry_ids) <= AT_ONCE:
        transaction.on_commit(partial(write_now, entry_ids), robust=True)


def write_now(entry_ids: list[int]) -> None:
    """Write small entries into the database's index; what does not work now is left to the worker."""
    for pk in entry_ids:
        change = Change.objects.filter(engine=database_engine().name, entry_id=pk).order_by("pk").last()
        if change is not None:
            try:
                deliver(change, at_most=SMALL)
            except TooMuch:
                continue
            except Exception as error:
                logger.warning("entry %s is left to the worker: %s", pk, type(error).__name__)


def deliver(change: Change, at_most: int | None = None) -> None:
    """Bring one entry to one engine, and take the note out; a newer note stays. May raise EngineDown and TooMuch."""
    database = database_engine()
    if change.engine == database.name:
        store_entry(change.entry_id, change.number, at_most)
    else:
        _database_first(change.entry_id)
        send_entry(change.entry_id, change.number, change.engine)
    _remove(change)


def _database_first(entry_id: int) -> None:
    """Other engines read the passages, so these must be written before."""
    waiting = Change.objects.filter(engine=database_engine().name, entry_id=entry_id).order_by("pk").last()
    if waiting is not None:
        deliver(waiting)


def _remove(change: Change) -> None:
    done = Change.objects.filter(engine=change.engine, entry_id=change.entry_id)
    if change.version:
        done.filter(version__lte=change.version).delete()
    else:
        done.filter(pk__lte=change.pk).delete()


def drain() -> int:
    """Deliver everything that is due, for each engine; return how much is still waiting."""
    for engine in get_engines():
        _drain_engine(engine)
    Change.objects.exclude(engine__in=[engine.name for engine in get_engines()]).delete()
    return Change.objects.count()


def _drain_engine(engine: Engine) -> None:
    while True:
        due = Change.objects.filter(engine=engine.name, due__lte=timezone.now()).order_by("pk")[:50]
        newest = {change.entry_id: change for change in due}
        if not newest:
            return
        for change in newest.values():
            try:
                deliver(change)
            except EngineDown as error:
                _put_off(engine, str(error))
                return
            except Exception as error:
                logger.exception("entry %s could not be indexed", change.entry_id)
                _wait(Change.objects.filter(pk=change.pk), change.tries, f"{type(error).__name__}: {error}")


def _put_off(engine: Engine, error: str) -> None:
    """The engine is silent: everything for it waits, a little longer each time."""
    waiting = Change.objects.filter(engine=engine.name)
    tries = waiting.order_by("-tries").values_list("tries", flat=True).first() or 0
    logger.warning("%s does not answer (%s), try %s", engine.name, error, tries + 1)
    _wait(waiting, tries, error)


def _wait(changes, tries: int, error: str) -> None:
    wait = timedelta(seconds=min(2**tries, LONGEST_WAIT))
    changes.update(tries=min(tries + 1, 1000), due=timezone.now() + wait, error=error[:200])


def next_due():
    """Return when the next delivery is due, None when nothing waits."""
    return Change.objects.order_by("due").values_list("due", flat=True).first()
