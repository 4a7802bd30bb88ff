"""The daily job of search: mail new results, delete expired data. Scheduled by the worker, without cron."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.query_log import recorder
from search.saved_searches import emails, subscriptions

MAIL_HOUR = 7  # local time


def run_daily() -> str:
    """Run the daily job and return a summary; safe to run more than once a day."""
    sent, failed = emails.notify_all()
    unconfirmed, rows = subscriptions.delete_unconfirmed(), recorder.delete_old()
    return f"{sent} mails sent, {failed} failed, {unconfirmed} unconfirmed searches and {rows} asked queries deleted"


def next_run() -> datetime:
    """Return the time of the next run."""
    now = timezone.localtime()
    morning = timezone.make_aware(datetime.combine(now.date(), time(MAIL_HOUR)))
    return morning if morning > now else morning + timedelta(days=1)


def schedule_next(task) -> None:
    """Schedule the task for the next run, unless it is scheduled already."""
    pending = DBTaskResult.objects.filter(
        task_path=task.module_path, status="READY", run_after__gt=timezone.now(), run_after__year__lt=9000
    )
    if not pending.exists():
        task.using(run_after=next_run()).enqueue()
