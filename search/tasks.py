"""Background work of the index. A task is a row of the database, written with what it is about."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult


@task()
def drain() -> int:
    """Deliver what is due; when something must wait, come back for it."""
    from search import outbox  # noqa: PLC0415 -- tasks are found before the models are ready

    waiting = outbox.drain()
    due = outbox.next_due()
    if due is not None and not _is_planned():
        drain.using(run_after=due).enqueue()
    return waiting


def _is_planned() -> bool:
    """Whether the worker comes back by itself."""
    return DBTaskResult.objects.filter(status="READY", task_path=drain.module_path, run_after__isnull=False).exists()


@task()
def refresh_below(path: str) -> int:
    """Note everything at or below a tree path: after a move or a change of who may read."""
    from core.models import EntryPage  # noqa: PLC0415 -- tasks are found before the models are ready
    from search import outbox  # noqa: PLC0415 -- tasks are found before the models are ready

    pks = list(EntryPage.objects.filter(path__startswith=path).values_list("pk", flat=True))
    outbox.note(pks)
    return len(pks)


@task()
def mend() -> int:
    """Bring index and entries together whatever happened; run when a worker starts."""
    from search import mending  # noqa: PLC0415 -- tasks are found before the models are ready

    return mending.mend()
