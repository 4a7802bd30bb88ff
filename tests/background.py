"""The background work of a test."""

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def do_work() -> None:
    """Do all waiting background work as a worker does it, within the test's own transaction."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="tests", excluded_queue_names=[],
    )  # fmt: skip
    while (waiting := DBTaskResult.objects.ready().first()) is not None:
        waiting.claim(worker.worker_id)
        worker.run_task(waiting)
    # Wagtail's own tasks fail when what they are about is gone by then; ours may not.
    failed = DBTaskResult.objects.failed().exclude(exception_class_path__endswith="DoesNotExist").first()
    assert failed is None, failed.traceback
