"""Background tasks of subscriptions. Arguments are keys of subscriptions, never e-mail addresses."""

import logging

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core.tasks import MAX_TRIES, get_retry_delay
from subscriptions import emails
from subscriptions.delivery import deliver_all, find_due
from subscriptions.models import Subscription
from subscriptions.registration import find_unconfirmed

logger = logging.getLogger("mail")
AT_ONCE = 50  # subscriptions in one task: other tasks have their turn in between


@task()
def send_confirmation(key: str, tries: int = 0) -> str:
    """Mail the confirmation link; retried later if the mail server fails."""
    subscription = Subscription.objects.filter(pk=key, confirmed_at=None).first()
    return _send(emails.send_confirmation, subscription, send_confirmation, tries)


@task()
def send_end_links(key: str, tries: int = 0) -> str:
    """Mail links to end all subscriptions of the address of one; `key` may be that of none."""
    return _send(emails.send_end_links, Subscription.objects.filter(pk=key).first(), send_end_links, tries)


def _send(send, subscription: Subscription | None, task, tries: int) -> str:
    """Mail about a subscription; on failure queue the task again with a delay."""
    if subscription is None:
        return "gone"
    try:
        send(subscription)
    except Exception as error:
        logger.warning("mail failed (%s), try %s", type(error).__name__, tries + 1)
        if tries + 1 < MAX_TRIES:
            later = task.using(run_after=timezone.now() + get_retry_delay(tries + 1))
            later.enqueue(str(subscription.pk), tries + 1)
        return "later"
    return "sent"


@task()
def deliver_due() -> str:
    """Look at the subscriptions that are due, AT_ONCE in one task, and tell what there is."""
    sent, failed = deliver_all(find_due()[:AT_ONCE])
    if find_due().exists():
        deliver_due.enqueue()
    return f"{sent} mails sent, {failed} failed"


def queue_due() -> None:
    """Queue `deliver_due` when something is due, and forget who did not confirm; called by the clock of the worker."""
    if find_unconfirmed().exists():
        find_unconfirmed().delete()
    waiting = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"], task_path=deliver_due.module_path)
    if find_due().exists() and not waiting.exists():
        deliver_due.enqueue()
