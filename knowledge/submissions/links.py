"""Private links: a signed key of one submission, with a salt for each purpose. Nothing of them is stored.

A link opens the card of its own submission and no other, and nothing once the submission is gone.
"""

import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation

from knowledge.exchange.lifecycle import GRACE
from knowledge.models import Submission

SALT = "knowledge.submissions"  # part of the links in mails that were sent: it never changes
CONFIRM, OWN = "confirm", "own"
SENT = "sent"  # opens the page after sending, which repeats the address to who typed it


class InvalidLinkError(Exception):
    """A link is none of ours, or cut off or changed."""


class GoneLinkError(Exception):
    """What a link was about is over: withdrawn, not confirmed in time, or closed for longer than GRACE."""


def sign(submission: Submission, purpose: str) -> str:
    """Return the signed key of a submission for one purpose."""
    return signing.Signer(sep="~", salt=f"{SALT}.{purpose}").sign(str(submission.key))


def find_sent(signed: str) -> str:
    """Return the address to which a confirmation was sent, for the page after sending; empty for another link, or once confirmed."""
    try:
        found = find_signed(signed, SENT)
    except (InvalidLinkError, GoneLinkError):
        return ""
    return "" if found.confirmed_at else found.email


def find_signed(signed: str, purpose: str) -> Submission:
    """Return the submission of a signed key; raise InvalidLinkError or GoneLinkError."""
    try:
        key = uuid.UUID(signing.Signer(sep="~", salt=f"{SALT}.{purpose}").unsign(signed))
    except (signing.BadSignature, ValueError):
        raise InvalidLinkError from None
    found = Submission.objects.select_related("page").filter(pk=key).first()
    if found is None or (found.ended_at and found.ended_at < timezone.now() - GRACE):
        raise GoneLinkError
    if purpose == OWN and found.page_id is None:
        raise GoneLinkError
    return found


def absolute_link(submission: Submission, purpose: str, name: str) -> str:
    """Return the absolute URL of view `name` for a submission, in its language."""
    with translation.override(submission.language):
        return f"{settings.SITE_URL}{reverse(name, args=[sign(submission, purpose)])}"
