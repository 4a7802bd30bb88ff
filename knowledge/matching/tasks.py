"""Background tasks of matching. Arguments are a proposal and a side, never an e-mail address: the mail is written when it is sent."""

import logging

from django.utils import timezone
from django_tasks import task

from core.tasks import MAX_TRIES, get_retry_delay
from knowledge.matching import mails
from knowledge.models.proposal import Proposal

logger = logging.getLogger("mail")


@task()
def send_mail(proposal_id: int, side: str, name: str, tries: int = 0) -> str:
    """Send the mail `name` to a side of a proposal; tried again later when the mail server fails."""
    proposal = Proposal.objects.select_related("demand", "offer").filter(pk=proposal_id).first()
    message = mails.write(proposal, side, name) if proposal else None
    if message is None:
        return "gone"
    try:
        message.send()
    except Exception as error:
        logger.warning("mail failed (%s), try %s", type(error).__name__, tries + 1)
        if tries + 1 < MAX_TRIES:
            later = send_mail.using(run_after=timezone.now() + get_retry_delay(tries + 1))
            later.enqueue(proposal_id, side, name, tries + 1)
        return "later"
    return "sent"
