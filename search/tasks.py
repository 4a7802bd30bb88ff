"""Background tasks of the index."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core.models import EntryPage
from search.indexing import outbox, repair, retry

REPAIR_INTERVAL = timedelta(seconds=20)


@task()
def drain_outbox() -> int:
    """Deliver the updates that are due, and come back when some must wait; return how many wait."""
    pending = outbox.drain()
    due = outbox.next_due()
    if due is not None and not _is_scheduled(drain_outbox):
        drain_outbox.using(run_after=due).enqueue()
    if due is not None:
        _schedule_repair()
    return pending


def _is_scheduled(task) -> bool:
    """Return whether the worker runs a task later anyway."""
    return DBTaskResult.objects.filter(status="READY", task_path=task.module_path, run_after__isnull=False).exists()


def _schedule_repair() -> None:
    """Repair again later, until every engine answers with an index of this version."""
    if not _is_scheduled(repair_index) and repair.is_unfinished():
        repair_index.using(run_after=timezone.now() + REPAIR_INTERVAL).enqueue()


@task()
def reindex_tree(path: str) -> int:
    """Index again all entries at or below a tree path, after a move or a change of who may read."""
    pks = list(EntryPage.objects.filter(path__startswith=path).values_list("pk", flat=True))
    outbox.add(pks)
    drain_outbox.enqueue()
    return len(pks)


@task()
def repair_index() -> int:
    """Bring index and entries in line, when a worker starts; return how many entries differed."""
    wrong = repair.repair()
    if outbox.next_due() is not None:
        drain_outbox.enqueue()
    _schedule_repair()
    return wrong


@task()
def retry_object(app_label: str, model_name: str, pk: str, tries: int = 0) -> bool:
    """Write one object to Wagtail's own index again, until that works; return whether it did."""
    if retry.write_object(app_label, model_name, pk):
        return True
    if not retry.is_scheduled(retry_object.module_path, [app_label, model_name, pk]):
        wait = retry.next_attempt(tries)
        retry_object.using(run_after=wait).enqueue(app_label, model_name, pk, tries=tries + 1)
    return False
