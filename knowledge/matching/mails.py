"""Mails of matching, in plain text and in the language of who brought the card in. Without an address there is no mail."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from characters.cleaning import clean, clean_line
from knowledge.models import Submission
from knowledge.models.proposal import Proposal

PROPOSAL, ACCEPTANCE = "proposal", "acceptance"
SUBJECTS = {
    PROPOSAL: gettext_lazy("Does this fit? %(title)s"),
    ACCEPTANCE: gettext_lazy("You both said yes: %(title)s"),
}


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


def write(proposal: Proposal, side: str, name: str) -> EmailMessage | None:
    """Return the mail `name` to a side, a key of SUBJECTS; None without an address, or when it says nothing true any more."""
    if (submission := find_submission(getattr(proposal, side))) is None or not _still_holds(proposal, side, name):
        return None
    with translation.override(submission.language):
        other = getattr(proposal, other_side(side))
        context = {"own": getattr(proposal, side), "other": other, "other_url": other.full_url, "side": side,
                   "greeting": _greet(submission.name)}  # fmt: skip
        if name == PROPOSAL:
            context["url"] = make_answer_url(proposal, side, submission.language)
            context["both_have_mail"] = find_submission(other) is not None
        else:
            context["how_to_reach"] = _tell_how(find_submission(other))
        subject = clean_line(SUBJECTS[name] % {"title": other.title})[:180]
        body = clean(render_to_string(f"knowledge/matching/{name}_mail.txt", context))
    sender, reply_to = settings.DEFAULT_FROM_EMAIL, [settings.CONTACT_EMAIL]
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, sender, [submission.email], reply_to=reply_to, headers=headers)


def _still_holds(proposal: Proposal, side: str, name: str) -> bool:
    if name == PROPOSAL:
        return proposal.is_answerable and proposal.is_public and getattr(proposal, f"{side}_answer") is None
    return proposal.is_accepted


def _greet(name: str) -> str:
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def _tell_how(contact: Submission | None) -> str:
    """Return how to reach the other side; through the board when the site knows no address."""
    if contact is None:
        words = _("The board knows who is on the other side and brings you together: %(board)s")
        return words % {"board": settings.CONTACT_EMAIL}
    if contact.name:
        return _("Write to %(name)s: %(address)s") % {"name": contact.name, "address": contact.email}
    return _("Write to %(address)s") % {"address": contact.email}
