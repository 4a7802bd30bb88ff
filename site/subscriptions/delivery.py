"""Delivery: look at the subscriptions that are due, and tell each reader once.

What is told is claimed in the database before the mail goes out, by the number of the row's revision: two workers never both
send it. A mail that the server refuses gives the claim back and is tried again; a process that dies while it sends loses that
one mail rather than sending it twice.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone, translation

from core.tasks import get_retry_delay
from subscriptions.emails import send_message
from subscriptions.kinds import Outcome, get_kind
from subscriptions.models import Subscription

logger = logging.getLogger("mail")
MAX_TRIES = 60  # of one message, the later ones six hours apart: two weeks
LOOK_INTERVAL = timedelta(hours=1)  # until the next look, where a kind asks for one that is not later than now


def find_due():
    """Return the confirmed subscriptions that are due, the longest first."""
    return Subscription.objects.exclude(confirmed_at=None).filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


def deliver_all(subscriptions: Iterable[Subscription]) -> tuple[int, int]:
    """Look at each subscription and tell what there is; return the number of mails sent and failed."""
    sent = failed = 0
    for subscription in subscriptions:
        try:
            sent += deliver(subscription)
        except Exception as error:  # one reader's mail may not stop that of the others
            failed += 1
            logger.warning("mail to a subscriber failed (%s), tried again later", type(error).__name__)
    return sent, failed


def deliver(subscription: Subscription) -> bool:
    """Look at one subscription; return whether a mail was sent. It is due again later when that raises."""
    kind = get_kind(subscription.kind)
    if kind is None:  # of an app that is gone for now
        Subscription.objects.filter(pk=subscription.pk).update(due_at=None)
        return False
    told, revision = subscription.told, subscription.revision
    try:
        with translation.override(subscription.language):
            outcome = kind.look(subscription)
        if not _claim(subscription, outcome.told, _find_next_look(subscription, outcome)):
            return False
        if outcome.message:
            send_message(subscription, outcome.message)
    except Exception:
        _postpone(subscription, told, is_claimed=subscription.revision != revision)
        raise
    _finish(subscription, outcome)
    return outcome.message is not None


def _find_next_look(subscription: Subscription, outcome: Outcome) -> datetime | None:
    """Return when to look again, always later than now: else the worker would look at nothing but this one."""
    now = timezone.now()
    if outcome.is_over or outcome.due_at is None or outcome.due_at > now:
        return outcome.due_at
    logger.warning("a look at a subscription (%s) asked for another one at once, postponed", subscription.kind)
    return now + LOOK_INTERVAL


def _claim(subscription: Subscription, told, due_at: datetime | None) -> bool:
    """Store what is told now; return False when another process did so first, it was woken up, or the reader ended it."""
    own = Subscription.objects.filter(pk=subscription.pk, revision=subscription.revision)
    if not own.update(told=told, due_at=due_at, checked_at=timezone.now(), revision=F("revision") + 1):
        return False
    subscription.revision += 1
    return True


def _postpone(subscription: Subscription, told, is_claimed: bool) -> None:
    """Give a claim back after a failure: told is what it was, and it is due again after a delay.

    A look that failed has no claim: what another process told meanwhile, or when it was woken up, stays.
    """
    tries = subscription.tries + 1
    due_at = timezone.now() + get_retry_delay(min(tries, 12)) if tries < MAX_TRIES else None
    own = Subscription.objects.filter(pk=subscription.pk)
    own = own if is_claimed else own.filter(revision=subscription.revision)
    own.update(told=told, tries=tries, due_at=due_at)


def _finish(subscription: Subscription, outcome: Outcome) -> None:
    if outcome.is_over:
        Subscription.objects.filter(pk=subscription.pk, revision=subscription.revision).delete()  # unless woken up
    elif subscription.tries:
        Subscription.objects.filter(pk=subscription.pk).update(tries=0)


def make_due(kind: str, **conditions) -> int:
    """Let the confirmed subscriptions of a kind be looked at now; return their number.

    It counts as a claim: who looks at one meanwhile may have missed what became public, so it is looked at again.
    """
    found = Subscription.objects.filter(kind=kind, **conditions).exclude(confirmed_at=None)
    return found.update(due_at=timezone.now(), revision=F("revision") + 1)
