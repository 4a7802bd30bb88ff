"""Proposing a match and answering it. Nothing is coupled by the machine: both sides say yes, or nothing happens."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.matching.candidates import count_taken, read_card
from knowledge.matching.loop import start_match
from knowledge.matching.mails import ACCEPTANCE, PROPOSAL
from knowledge.matching.scoring import find_obstacle
from knowledge.matching.tasks import send_mail
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import ExchangePage
from knowledge.models.proposal import Proposal

SIDES = ("demand", "offer")


class ProposalError(Exception):
    """A match cannot be proposed or answered; the message says why, in the active language."""


def find_by_secret(secret: UUID) -> tuple[Proposal, str] | None:
    """Return the proposal and the side (`demand` or `offer`) that a secret belongs to, or None."""
    for side in SIDES:
        found = Proposal.objects.select_related("demand", "offer").filter(**{f"{side}_secret": secret}).first()
        if found:
            return found, side
    return None


def explain_obstacle(demand: DemandPage, offer: OfferPage) -> str:
    """Return why two cards cannot be put together now, or an empty string."""
    if not all(type(page).objects.readable().filter(pk=page.pk).exists() for page in (demand, offer)):
        return _("One of both is not public.")
    obstacle = find_obstacle(read_card(demand), read_card(offer, count_taken([offer])))
    return {
        "closed": _("One of both is not open any more."),
        "level": _("Another level is asked than is offered."),
        "period": _("The periods do not overlap."),
        "full": _("This offer has no room left."),
    }.get(obstacle or "", "")


@transaction.atomic
def propose(demand: DemandPage, offer: OfferPage, *, user=None, side: str | None = None) -> Proposal:
    """Put a public question and a public offer together, by the board or by one `side`, which says yes by that.

    A proposal of the same two that is over makes room, and its links are dead. Both sides get their link by mail, as far as
    the site knows an address. Raise ProposalError if it cannot be.
    """
    if obstacle := explain_obstacle(demand, offer):
        raise ProposalError(obstacle)
    same = Proposal.objects.filter(
        demand__translation_key=demand.translation_key, offer__translation_key=offer.translation_key
    )
    if not all(one.is_over for one in same):
        raise ProposalError(_("These two were put together before."))
    same.delete()
    answers = {f"{side}_answer": True} if side else {}
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(demand=demand, offer=offer, made_by=user, **answers)
    except IntegrityError:
        raise ProposalError(_("These two were put together before.")) from None
    for other in SIDES:
        if other != side:
            send_mail.enqueue(proposal.pk, other, PROPOSAL)
    return proposal


@transaction.atomic
def answer(proposal: Proposal, side: str, is_yes: bool) -> Proposal:
    """Store the answer of a side, and couple both cards when both said yes; raise ProposalError when it is too late."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.is_answerable:
        raise ProposalError(_("This cannot be answered any more."))
    if is_yes and (obstacle := explain_obstacle(proposal.demand, proposal.offer)):
        raise ProposalError(obstacle)
    setattr(proposal, f"{side}_answer", is_yes)
    proposal.answered_at = timezone.now()
    proposal.save(update_fields=[f"{side}_answer", "answered_at"])
    if proposal.is_accepted:
        start_match(proposal)
        for each in SIDES:
            send_mail.enqueue(proposal.pk, each, ACCEPTANCE)
    return proposal


def withdraw(proposal: Proposal) -> None:
    """Take a proposal back: its links are dead at once. One that both sides accepted stays."""
    _end(Q(pk=proposal.pk))


def withdraw_all(card: ExchangePage) -> None:
    """Take back every proposal with a card, in whichever language it was made; those that both sides accepted stay."""
    _end(Q(demand__translation_key=card.translation_key) | Q(offer__translation_key=card.translation_key))


def _end(chosen: Q) -> None:
    rows = Proposal.objects.filter(chosen, withdrawn_at__isnull=True)
    rows.exclude(demand_answer=True, offer_answer=True).update(withdrawn_at=timezone.now())
