"""Background tasks of what is brought in. Arguments are keys of submissions, never e-mail addresses."""

import logging

from django.utils import timezone
from django_tasks import task

from core.tasks import MAX_TRIES, get_retry_delay
from knowledge.models import Submission
from knowledge.submissions import emails

logger = logging.getLogger("mail")


@task()
def send_mail(key: str, name: str, tries: int = 0) -> str:
    """Send the mail `name` of a submission; tried again later when the mail server fails."""
    submission = Submission.objects.select_related("page").filter(pk=key).first()
    if submission is None or (name == "confirm" and submission.page_id):
        return "gone"
    try:
        emails.send(submission, name)
    except Exception as error:
        logger.warning("mail failed (%s), try %s", type(error).__name__, tries + 1)
        if tries + 1 < MAX_TRIES:
            later = send_mail.using(run_after=timezone.now() + get_retry_delay(tries + 1))
            later.enqueue(key, name, tries + 1)
        return "later"
    return "sent"
