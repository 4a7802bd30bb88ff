"""Subscribing by e-mail with double opt-in, without an account or cookie (docs/decisions/0066).

The address is stored in Subscription only, never in tasks or logs. Unconfirmed ones are deleted after CONFIRMATION_PERIOD.
"""

import hmac
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone, translation

from accounts.rate_limits import DAY, RateLimit, Source, digest_subject
from subscriptions.kinds import Kind, get_kind
from subscriptions.models import Subscription, make_identity

CONFIRMATION_PERIOD = timedelta(days=7)
CONFIRMATION_INTERVAL = timedelta(days=1)  # minimum time between two confirmation mails about the same
LINKS_INTERVAL = timedelta(hours=1)  # minimum time between two mails with links to end, for an address
MAX_PER_ADDRESS = 20  # confirmed ones, of each kind
# Confirmation mails to one address: two a day that a network asks for, of at most five networks; nobody fills it for another
# network. An address that confirmed something before is known to want mail, and may be asked more often.
CONFIRMATION_MAILS = RateLimit("confirmation", DAY, per_subject=2, networks=5, subject_window=DAY)
CONFIRMATION_MAILS_OF_KNOWN = RateLimit("confirmation", DAY, per_subject=6, networks=5, subject_window=DAY)


def subscribe(kind: Kind, subject: str, email: str, language: str, source: Source) -> Subscription | None:
    """Keep a subscription that needs confirmation; return None if no confirmation mail must be sent.

    That is the case if the address has it already, was mailed about it recently, or reached a limit; the reader is not
    told which. Limits protect third parties: one mail per CONFIRMATION_INTERVAL for each subject, and CONFIRMATION_MAILS.
    """
    now, identity = timezone.now(), make_identity(kind.name, subject, language, email)
    known = Subscription.objects.filter(identity=identity).first()
    if known is not None and (known.confirmed_at or known.checked_at > now - CONFIRMATION_INTERVAL):
        return None
    confirmed = find_of_address(email).exclude(confirmed_at=None)
    if known is None and confirmed.filter(kind=kind.name).count() >= MAX_PER_ADDRESS:
        return None
    limit = CONFIRMATION_MAILS_OF_KNOWN if confirmed.exists() else CONFIRMATION_MAILS
    if limit.consume(source, digest_subject(email)):
        return None
    if known is not None:
        known.made_at = known.checked_at = now  # the link of this mail holds as long as that of the first one
        known.save(update_fields=["made_at", "checked_at"])
        return known
    return Subscription.objects.create(
        kind=kind.name, subject=subject, email=email, language=language, identity=identity, checked_at=now
    )


def confirm(subscription: Subscription) -> None:
    """Confirm a subscription; what exists now in its language, whatever the page's is, is not reported as new."""
    kind = get_kind(subscription.kind)
    if subscription.confirmed_at is None and kind is not None:
        subscription.confirmed_at = subscription.checked_at = timezone.now()
        with translation.override(subscription.language):  # as it is looked at later (subscriptions.delivery)
            outcome = kind.start(subscription)
        subscription.told, subscription.due_at = outcome.told, outcome.due_at
        subscription.save()


def find_for_links(email: str) -> Subscription | None:
    """Return a subscription of an address that asks how to end its mail; None if no mail must be sent.

    That is the case if none is kept, or if the address was mailed recently; the reader is not told which.
    """
    first = find_of_address(email).first()
    digest = hmac.new(f"subscriptions.links {settings.SECRET_KEY}".encode(), email.casefold().encode(), "sha256")
    is_first = cache.add(f"end-links:{digest.hexdigest()}", 1, LINKS_INTERVAL.total_seconds())
    return first if is_first else None


def find_of_address(email: str):
    """Return all subscriptions of an address, the oldest first, confirmed or not."""
    return Subscription.objects.filter(email__iexact=email).order_by("made_at", "pk")


def find_unconfirmed():
    """Return the subscriptions that were not confirmed within CONFIRMATION_PERIOD."""
    return Subscription.objects.filter(confirmed_at=None, made_at__lt=timezone.now() - CONFIRMATION_PERIOD)


def count_subscribers(kind: str, language: str) -> int:
    """Return how many confirmed subscriptions of a kind there are in a language."""
    return Subscription.objects.filter(kind=kind, language=language).exclude(confirmed_at=None).count()
