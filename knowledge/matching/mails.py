"""Mails of matching, in plain text and in the language of who brought the card in. Without an address there is no mail."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.tasks import send_message
from knowledge.models import Submission
from knowledge.models.proposal import Proposal


def find_submission(page) -> Submission | None:
    """Return who brought a card in and confirmed the address, or None; whatever the language of the page."""
    found = Submission.objects.filter(page__translation_key=page.translation_key, confirmed_at__isnull=False)
    return found.first()


def make_answer_url(proposal: Proposal, side: str, language: str) -> str:
    """Return the absolute address at which a side answers."""
    with translation.override(language):
        return settings.SITE_URL + reverse("answer_proposal", args=[getattr(proposal, f"{side}_secret")])


def other_side(side: str) -> str:
    """Return the side that is not `side`."""
    return "offer" if side == "demand" else "demand"


def mail_proposal(proposal: Proposal, side: str) -> bool:
    """Mail a side what it is put together with, and its link; return whether it has an address."""
    if (submission := find_submission(getattr(proposal, side))) is None:
        return False
    with translation.override(submission.language):
        other = getattr(proposal, other_side(side))
        context = {"own": getattr(proposal, side), "other": other, "other_url": other.full_url,
                   "url": make_answer_url(proposal, side, submission.language), "side": side}  # fmt: skip
        _send(submission, _("Does this fit? %(title)s") % {"title": other.title}, "proposal", context)
    return True


def mail_acceptance(proposal: Proposal, side: str) -> bool:
    """Mail a side that both said yes, with the address of the other one; return whether it has an address itself."""
    if (submission := find_submission(getattr(proposal, side))) is None:
        return False
    with translation.override(submission.language):
        other = getattr(proposal, other_side(side))
        contact = find_submission(other)
        context = {"own": getattr(proposal, side), "other": other, "how_to_reach": _tell_how(contact)}
        _send(submission, _("You both said yes: %(title)s") % {"title": other.title}, "acceptance", context)
    return True


def _tell_how(contact: Submission | None) -> str:
    """Return how to reach the other side; through the board when the site knows no address."""
    if contact is None:
        words = _("The board knows who is on the other side and brings you together: %(board)s")
        return words % {"board": settings.CONTACT_EMAIL}
    if contact.name:
        return _("Write to %(name)s: %(address)s") % {"name": contact.name, "address": contact.email}
    return _("Write to %(address)s") % {"address": contact.email}


def _send(submission: Submission, subject: str, name: str, context: dict) -> None:
    greeting = _("Hello %(name)s,") % {"name": submission.name} if submission.name else _("Hello,")
    body = render_to_string(f"knowledge/matching/{name}_mail.txt", {**context, "greeting": greeting})
    send_message.enqueue(submission.email, subject[:180], body, settings.CONTACT_EMAIL)
