"""The daily job of search: delete old queries; with the command also mail saved searches. Scheduled without cron."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.query_log import recorder
from search.saved_searches.kind import MAIL_HOUR, MAIL_INTERVAL, SAVED_SEARCH
from subscriptions.delivery import deliver_all
from subscriptions.models import Subscription


def run_daily() -> str:
    """Mail what is new, delete old queries, and return a summary; safe to run more than once a day.

    The worker mails by itself when a search is due (`subscriptions.tasks`); here it is every search that was not looked at
    within MAIL_INTERVAL.
    """
    confirmed = Subscription.objects.filter(kind=SAVED_SEARCH).exclude(confirmed_at=None)
    sent, failed = deliver_all(confirmed.filter(checked_at__lte=timezone.now() - MAIL_INTERVAL).order_by("pk"))
    return f"{sent} mails sent, {failed} failed, {recorder.delete_old()} asked queries deleted"


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
