"""What search does once a day: mail what is new, forget what need not be kept. Started by the worker, without cron."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.query_log import recorder
from search.saved_searches import emails, subscriptions

MAIL_HOUR = 7  # local time; mail arrives with the morning coffee


def run_daily() -> str:
    """Do what is due and say what was done. Running it twice a day changes nothing."""
    sent, failed = emails.notify_all()
    unconfirmed, rows = subscriptions.delete_unconfirmed(), recorder.delete_old()
    return f"{sent} mails sent, {failed} failed, {unconfirmed} unconfirmed searches and {rows} asked queries deleted"


def next_run() -> datetime:
    """Return the next morning."""
    now = timezone.localtime()
    morning = timezone.make_aware(datetime.combine(now.date(), time(MAIL_HOUR)))
    return morning if morning > now else morning + timedelta(days=1)


def schedule_next(task) -> None:
    """Queue the task for tomorrow, unless it is queued already: a worker that starts again does not double it."""
    pending = DBTaskResult.objects.filter(
        task_path=task.module_path, status="READY", run_after__gt=timezone.now(), run_after__year__lt=9000
    )
    if not pending.exists():
        task.using(run_after=next_run()).enqueue()
