"""Background work of the index. A task is a row of the database, written with what it is about."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

LOOK_AGAIN = timedelta(seconds=20)


@task()
def drain() -> int:
    """Deliver what is due; when something must wait, come back for it."""
    from search import outbox  # noqa: PLC0415 -- tasks are found before the models are ready

    waiting = outbox.drain()
    due = outbox.next_due()
    if due is not None and not _is_planned(drain):
        drain.using(run_after=due).enqueue()
    if due is not None:
        _mend_later()
    return waiting


def _is_planned(task) -> bool:
    """Whether the worker comes back by itself."""
    return DBTaskResult.objects.filter(status="READY", task_path=task.module_path, run_after__isnull=False).exists()


def _mend_later() -> None:
    """An engine that is silent may come back empty or out of date: look again until it is whole."""
    from search import mending  # noqa: PLC0415 -- tasks are found before the models are ready

    if not _is_planned(mend) and mending.is_unfinished():
        mend.using(run_after=timezone.now() + LOOK_AGAIN).enqueue()


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

    wrong = mending.mend()
    _mend_later()
    return wrong


@task()
def index_again(app_label: str, model_name: str, pk: str, tries: int = 0) -> bool:
    """Bring one object to Wagtail's own index again, until that works; return whether it did."""
    from search import again  # noqa: PLC0415 -- tasks are found before the models are ready

    if again.write(app_label, model_name, pk):
        return True
    if not again.is_planned(index_again.module_path, [app_label, model_name, pk]):
        wait = again.wait_after(tries)
        index_again.using(run_after=wait).enqueue(app_label, model_name, pk, tries=tries + 1)
    return False
