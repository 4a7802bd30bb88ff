"""Signed links of mails: to confirm a subscription, and to end it."""

import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse

from subscriptions.models import Subscription

SALT = "search.saving"  # part of the links in mails that were sent: it never changes
CONFIRM, END = "confirm", "end"


class InvalidLinkError(Exception):
    """A link is none of ours, or not as we sent it: cut off, changed, or signed with a key that is not used any more."""


def sign(key, step: str) -> str:
    """Return the signed key of a subscription for CONFIRM or END."""
    return signing.Signer(sep="~", salt=f"{SALT}.{step}").sign(str(key))


def find_signed(signed: str, step: str) -> Subscription | None:
    """Return the subscription of a signed key, or None if there is none any more; raise InvalidLinkError."""
    try:
        key = uuid.UUID(signing.Signer(sep="~", salt=f"{SALT}.{step}").unsign(signed))
    except (signing.BadSignature, ValueError):
        raise InvalidLinkError from None
    return Subscription.objects.filter(pk=key).first()


def make_confirm_url(subscription: Subscription) -> str:
    """Return the absolute URL that confirms a subscription."""
    return f"{settings.SITE_URL}{reverse('confirm_subscription', args=[sign(subscription.pk, CONFIRM)])}"


def make_end_url(subscription: Subscription) -> str:
    """Return the absolute URL that ends a subscription."""
    return f"{settings.SITE_URL}{reverse('end_subscription', args=[sign(subscription.pk, END)])}"
