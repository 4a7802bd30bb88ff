"""Background tasks of saved searches. Arguments are keys of saved searches, never e-mail addresses."""

import logging

from django.utils import timezone
from django_tasks import task

from core.tasks import MAX_TRIES, get_retry_delay
from search.models import SavedSearch
from search.saved_searches import emails, schedule

logger = logging.getLogger("mail")


@task()
def send_confirmation(key: str, tries: int = 0) -> str:
    """Mail the confirmation link; retried later if the mail server fails."""
    saved = SavedSearch.objects.filter(pk=key, confirmed_at=None).first()
    return _send(emails.send_confirmation, saved, send_confirmation, tries)


@task()
def send_end_links(key: str, tries: int = 0) -> str:
    """Mail links to end all searches of the address of a saved search; `key` may be that of none."""
    return _send(emails.send_end_links, SavedSearch.objects.filter(pk=key).first(), send_end_links, tries)


def _send(send, saved: SavedSearch | None, task, tries: int) -> str:
    """Mail about a saved search; on failure queue the task again with a delay."""
    if saved is None:
        return "gone"
    try:
        send(saved)
    except Exception as error:
        logger.warning("mail failed (%s), try %s", type(error).__name__, tries + 1)
        if tries + 1 < MAX_TRIES:
            later = task.using(run_after=timezone.now() + get_retry_delay(tries + 1))
            later.enqueue(str(saved.pk), tries + 1)
        return "later"
    return "sent"


@task()
def daily() -> str:
    """Run the daily job of search and schedule the next run."""
    try:
        return schedule.run_daily()
    finally:
        schedule.schedule_next(daily)
