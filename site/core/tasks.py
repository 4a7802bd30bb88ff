"""Background tasks: e-mail with retries, the statistics of the database, and the rows of finished tasks."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from characters.cleaning import clean, clean_line

logger = logging.getLogger("mail")
MAX_TRIES = 12
PRUNED_AT_ONCE = 500
MACHINE_RETRY, RETRIED_FOR = timedelta(seconds=30), timedelta(days=2)
MACHINE_ERRORS = {
    "django.db.utils.OperationalError", "sqlite3.OperationalError", "builtins.OSError", "builtins.BlockingIOError",
}  # fmt: skip
FAULT_TEXTS = (
    "disk is full", "No space left", "quota exceeded", "Read-only file system", "Cannot allocate memory",
    "temporarily unavailable", "Too many open files", "is locked", "readonly database", "unable to open database",
    "disk I/O error", "could not extend file", "lock timeout", "deadlock detected", "could not serialize",
    "server closed the connection", "connection failed",
)  # fmt: skip


def get_retry_delay(tries: int) -> timedelta:
    """Return the delay before attempt number `tries`: one minute, doubled each time, at most six hours."""
    return min(timedelta(minutes=2 ** (tries - 1)), timedelta(hours=6))


@task()
def send_message(to: str, subject: str, body: str, reply_to: str, tries: int = 0) -> str:
    """Send a reader's message by e-mail; on failure, queue it again with a delay."""
    try:
        EmailMessage(clean_line(subject), clean(body), settings.DEFAULT_FROM_EMAIL, [to], reply_to=[reply_to]).send()
    except Exception as error:
        logger.warning("mail failed (%s), try %s", type(error).__name__, tries + 1)
        if tries + 1 >= MAX_TRIES:
            raise
        later = send_message.using(run_after=timezone.now() + get_retry_delay(tries + 1))
        later.enqueue(to, subject, body, reply_to, tries + 1)
        return "later"
    return "sent"


def clear_sent_message(task_result) -> None:
    """Delete the arguments from the row of a `send_message` task that was sent or queued again."""
    done = task_result.is_finished and task_result.status.name != "FAILED"
    if done and task_result.task.module_path == send_message.module_path:
        DBTaskResult.objects.filter(pk=task_result.id).update(args_kwargs={"args": [], "kwargs": {}})


def retry_after_machine_fault(task_result) -> None:
    """Queue a task again that failed by a fault of the machine, such as a full disk: nothing of it was done."""
    if task_result.status.name != "FAILED" or not task_result.errors:
        return
    if not is_machine_fault(task_result.errors[-1].exception_class_path, task_result.errors[-1].traceback):
        return
    row = DBTaskResult.objects.filter(pk=task_result.id, status="FAILED", enqueued_at__gt=timezone.now() - RETRIED_FOR)
    row.update(
        status="READY", started_at=None, finished_at=None, worker_ids=[], exception_class_path="", traceback="",
        run_after=timezone.now() + MACHINE_RETRY,
    )  # fmt: skip


def is_machine_fault(exception: str, traceback: str) -> bool:
    """Return whether a task ended by a full disk or a busy database, by what is kept of its exception."""
    last = traceback.strip().splitlines()[-1] if traceback.strip() else ""
    return exception in MACHINE_ERRORS and any(text in last for text in FAULT_TEXTS)


def prune_finished_tasks() -> int:
    """Delete the rows of tasks that ended long enough ago (settings); return their number.

    Failed ones are kept longer: their traceback says why. At most PRUNED_AT_ONCE rows are deleted in a transaction.
    """
    now = timezone.now()
    old = Q(status="SUCCESSFUL", finished_at__lt=now - timedelta(days=settings.TASK_KEEP_DAYS))
    old |= Q(status="FAILED", finished_at__lt=now - timedelta(days=settings.FAILED_TASK_KEEP_DAYS))
    deleted = 0
    while pks := list(DBTaskResult.objects.filter(old).values_list("pk", flat=True)[:PRUNED_AT_ONCE]):
        deleted += DBTaskResult.objects.filter(pk__in=pks).delete()[0]
    return deleted


@task()
def refresh_statistics() -> None:
    """Update the table statistics that the query planner uses."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
