"""Background tasks that keep the index up to date."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core.models import EntryPage
from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.indexing import outbox, rebuild, repair, retry

REPAIR_INTERVAL = timedelta(seconds=20)


@task()
def drain_outbox() -> int:
    """Deliver the updates that are due and reschedule for the rest; return the number of pending updates."""
    pending = outbox.drain()
    due = outbox.next_due()
    if due is not None and not _is_scheduled(drain_outbox):
        drain_outbox.using(run_after=due).enqueue()
    if due is not None:
        _schedule_repair()
    return pending


def _is_scheduled(task) -> bool:
    """Return whether a task is already scheduled for later."""
    return DBTaskResult.objects.filter(status="READY", task_path=task.module_path, run_after__isnull=False).exists()


def _schedule_repair() -> None:
    """Schedule another repair until every engine responds with an index of the current version."""
    if not _is_scheduled(repair_index) and repair.is_unfinished():
        repair_index.using(run_after=timezone.now() + REPAIR_INTERVAL).enqueue()


@task()
def reindex_tree(path: str) -> int:
    """Reindex all entries at or below a tree path, after a move or a changed view restriction; return their number."""
    pks = list(EntryPage.objects.filter(path__startswith=path).values_list("pk", flat=True))
    outbox.add(pks)
    drain_outbox.enqueue()
    return len(pks)


@task()
def repair_index() -> int:
    """Compare index and entries and repair differences; return the number of entries that differed."""
    wrong = repair.repair()
    if outbox.next_due() is not None:
        drain_outbox.enqueue()
    _schedule_repair()
    return wrong


def schedule_rebuild() -> None:
    """Let the worker rebuild the indexes beside the database's."""
    if not _is_scheduled(rebuild_other_indexes):
        rebuild_other_indexes.using(run_after=timezone.now() + REPAIR_INTERVAL).enqueue()


def rebuild_now_or_later() -> str:
    """Rebuild all indexes; return nothing, or what is said when an engine beside the database does not answer: the worker goes on with it."""
    rebuild.rebuild_database_index(database_engine())
    try:
        rebuild.rebuild_other_indexes()
    except EngineUnavailableError as error:
        schedule_rebuild()
        return (
            f"the index of the database is rebuilt, the other one by the worker when its engine answers again ({error})"
        )
    return ""


@task()
def rebuild_other_indexes() -> bool:
    """Rebuild the indexes beside the database's, or try again while an engine does not answer; return whether they are rebuilt."""
    try:
        rebuild.rebuild_other_indexes()
    except EngineUnavailableError:
        schedule_rebuild()
        return False
    return True


@task()
def retry_object(app_label: str, model_name: str, pk: str, tries: int = 0) -> bool:
    """Retry writing one object to Wagtail's Elasticsearch index until it succeeds; return whether it did."""
    if retry.write_object(app_label, model_name, pk):
        return True
    if not retry.is_scheduled(retry_object.module_path, [app_label, model_name, pk]):
        wait = retry.next_attempt(tries)
        retry_object.using(run_after=wait).enqueue(app_label, model_name, pk, tries=tries + 1)
    return False
