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
    if saved is None:
        return "gone"
    try:
        emails.send_confirmation(saved)
    except Exception as error:
        logger.warning("mail failed (%s), try %s", type(error).__name__, tries + 1)
        if tries + 1 < MAX_TRIES:
            send_confirmation.using(run_after=timezone.now() + get_retry_delay(tries + 1)).enqueue(key, tries + 1)
        return "later"
    return "sent"


@task()
def daily() -> str:
    """Run the daily job of search and schedule the next run."""
    try:
        return schedule.run_daily()
    finally:
        schedule.schedule_next(daily)
