"""The background work of a test."""

import json

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def do_work() -> None:
    """Do all waiting background work as a worker does it, within the test's own transaction.

    Of tasks that are the same, with the same arguments, only the last is done: saving a page three times asks Wagtail
    three times for the same indexing.
    """
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="tests", excluded_queue_names=[],
    )  # fmt: skip
    while waiting := list(DBTaskResult.objects.ready()):
        last = {
            (task.task_path, task.queue_name, json.dumps(task.args_kwargs, sort_keys=True)): task for task in waiting
        }
        DBTaskResult.objects.filter(pk__in={task.pk for task in waiting} - {task.pk for task in last.values()}).delete()
        for task in last.values():
            task.claim(worker.worker_id)
            worker.run_task(task)
    # Wagtail's own tasks fail when what they are about is gone by then; ours may not.
    failed = DBTaskResult.objects.failed().exclude(exception_class_path__endswith="DoesNotExist").first()
    assert failed is None, failed.traceback
