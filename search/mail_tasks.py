"""Background work about mail to readers. A task knows the key of a saved search, never an address."""

import logging

from django.utils import timezone
from django_tasks import task

from core.tasks import MAX_TRIES, wait_before

logger = logging.getLogger("mail")


@task()
def ask_to_confirm(key: str, tries: int = 0) -> str:
    """Mail the link that confirms a saved search; when the mail server fails, again later."""
    from search import saving  # noqa: PLC0415 -- tasks are found before the models are ready
    from search.models import SavedSearch  # noqa: PLC0415 -- tasks are found before the models are ready

    saved = SavedSearch.objects.filter(pk=key, confirmed_at=None).first()
    if saved is None:
        return "gone"
    try:
        saving.ask_to_confirm(saved)
    except Exception as error:
        logger.warning("mail failed (%s), try %s", type(error).__name__, tries + 1)
        if tries + 1 < MAX_TRIES:
            ask_to_confirm.using(run_after=timezone.now() + wait_before(tries + 1)).enqueue(key, tries + 1)
        return "later"
    return "sent"


@task()
def daily() -> str:
    """Do what search does once a day, and come back tomorrow."""
    from search import daily as work  # noqa: PLC0415 -- tasks are found before the models are ready

    try:
        return work.run()
    finally:
        work.come_back(daily)
