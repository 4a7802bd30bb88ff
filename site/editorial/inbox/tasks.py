"""Background tasks of the inbox. Arguments are keys of users, never addresses."""

from django.utils import timezone
from django_tasks import task

from core.tasks import MAX_TRIES, get_retry_delay
from editorial.inbox import mail


@task()
def mail_notices(user_pk: int, tries: int = 0) -> str:
    """Mail a user all notices that wait for it, in one mail; tried again later if the mail server fails."""
    try:
        return f"{mail.send_waiting(user_pk)} notices"
    except mail.MailFailedError:
        if tries + 1 < MAX_TRIES:
            mail_notices.using(run_after=timezone.now() + get_retry_delay(tries + 1)).enqueue(user_pk, tries + 1)
        return "later"
