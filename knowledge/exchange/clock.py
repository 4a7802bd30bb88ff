"""What a day that passes does to questions and offers: a reminder, closing, and the end of what is kept of their owners.

The worker calls `run_due` every half minute. Each step claims its row with a conditional update in the transaction that does
the rest, so that two workers, or one that is killed and starts again, do it once.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from knowledge.exchange.lifecycle import ENDED, GRACE, change_lifecycle
from knowledge.models import DemandPage, OfferPage, Submission, SubmissionForm
from knowledge.models.exchange import ExchangePage, State
from knowledge.submissions import tasks

REMIND_BEFORE = timedelta(days=14)
FORM_KEPT = timedelta(hours=24)  # a form that is being filled in, from its first step
UNCONFIRMED_KEPT = timedelta(days=7)
AT_ONCE = 100  # cards of a kind in one round


def run_due() -> None:
    """Do everything that is due now."""
    for model in (DemandPage, OfferPage):
        remind_due(model)
        close_due(model)
    mark_ended()
    delete_old()


def remind_due(model: type[ExchangePage]) -> int:
    """Queue the reminder of open cards whose last day is near, once for each last day; return their number."""
    today, sent = timezone.localdate(), 0
    near = model.objects.open_on(today).filter(live=True, open_until__lte=today + REMIND_BEFORE)
    near = near.exclude(submission=None).filter(submission__confirmed_at__isnull=False)
    waiting = near.filter(Q(submission__reminded_for=None) | ~Q(submission__reminded_for=F("open_until")))
    for page in waiting.defer("body").select_related("submission")[:AT_ONCE]:
        with transaction.atomic():
            mine = Submission.objects.filter(page_id=page.pk)
            if mine.filter(~Q(reminded_for=page.open_until) | Q(reminded_for=None)).update(
                reminded_for=page.open_until
            ):
                tasks.send_mail.enqueue(str(page.submission.key), "reminder")
                sent += 1
    return sent


def close_due(model: type[ExchangePage]) -> int:
    """Close the open cards whose last day is over, also those that are not public; return their number."""
    today, closed = timezone.localdate(), 0
    over = model.objects.filter(state=State.OPEN, open_until__lt=today).defer("body")
    for page in over.order_by("open_until", "pk")[:AT_ONCE]:
        with transaction.atomic():
            if not change_lifecycle(page, {"state": State.OPEN, "open_until__lt": today}, state=State.CLOSED):
                continue
            closed += 1
            submission = Submission.objects.filter(page__translation_key=page.translation_key).first()
            if submission is not None:
                submission.ended_at, submission.ended_by_clock = timezone.now(), True
                submission.save(update_fields=["ended_at", "ended_by_clock"])
                if page.live:
                    tasks.send_mail.enqueue(str(submission.key), "closed")
    return closed


def mark_ended() -> None:
    """Note when a card ended that the clock did not close, such as an answered question: its private link ends later."""
    for model in (DemandPage, OfferPage):
        ended = model.objects.filter(state__in=ENDED).values("pk")
        Submission.objects.filter(page_id__in=ended, ended_at=None).update(ended_at=timezone.now())
        others = Submission.objects.filter(page_id__in=model.objects.exclude(state__in=ENDED).values("pk"))
        others.exclude(ended_at=None).update(ended_at=None, ended_by_clock=False)


def delete_old() -> int:
    """Delete forms of yesterday, what nobody confirmed, and what was kept of the owners of cards that ended."""
    now = timezone.now()
    number = SubmissionForm.objects.filter(made_at__lt=now - FORM_KEPT).delete()[0]
    old = Q(confirmed_at=None, made_at__lt=now - UNCONFIRMED_KEPT) | Q(ended_at__lt=now - GRACE)
    return number + Submission.objects.filter(old).delete()[0]
