"""What the board sees of matching: open questions with what fits them, those without anything first, then the oldest."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext

from core.extensions import OpenWork
from knowledge.matching.candidates import count_taken, read_card, read_geography, read_open
from knowledge.matching.find import Fit, match_card, show
from knowledge.models import DemandPage, OfferPage
from knowledge.models.proposal import Proposal

PERMISSION = "knowledge.add_proposal"
PER_PAGE = 20
FITS = 3


@dataclass
class Row:
    """An open question, the proposals for it, and what fits it besides."""

    demand: DemandPage
    proposals: list[Proposal]
    fits: list[Fit] = field(default_factory=list)


def list_open(number: str | int) -> tuple[Page, list[Row]]:
    """Return a page of the open questions with its rows."""
    proposals = defaultdict(list)
    for proposal in Proposal.objects.filter(withdrawn_at=None).select_related("demand", "offer"):
        if not proposal.is_over:
            proposals[proposal.demand.translation_key].append(proposal)
    demands = read_open(DemandPage)
    demands.sort(key=lambda page: (_has_hope(proposals[page.translation_key]), page.first_published_at, page.pk))
    page = Paginator(demands, PER_PAGE).get_page(number)
    offers = read_open(OfferPage)
    taken, geography = count_taken(offers), read_geography()
    cards = [read_card(offer, taken) for offer in offers]
    rows = []
    for demand in page:
        own = proposals[demand.translation_key]
        known = {proposal.offer.translation_key for proposal in own}
        others = [card for card in cards if card.key not in known]
        matches = match_card(read_card(demand), others, geography, demand)[:FITS]
        rows.append(Row(demand, own, show(matches, offers, is_demand=True)))
    return page, rows


def _has_hope(proposals: list[Proposal]) -> bool:
    return any(proposal.is_answerable or proposal.is_accepted for proposal in proposals)


def list_accepted() -> list[Proposal]:
    """Return the proposals to which both sides said yes, those without a city lab first."""
    found = Proposal.objects.accepted().select_related("demand", "offer", "case")
    return sorted(found, key=lambda proposal: (proposal.case_id is not None, -proposal.pk))


def may_match(user) -> bool:
    """Return whether a user may put questions and offers together."""
    return user.is_active and user.has_perm(PERMISSION)


def find_accepted(user) -> list[OpenWork]:
    """Return the matches to which both sides said yes and that nobody writes a city lab of yet, for the list of open work."""
    if not may_match(user):
        return []
    note = gettext("both sides said yes: make the city lab’s draft")
    waiting = Proposal.objects.accepted().filter(case=None).select_related("demand").order_by("answered_at", "pk")
    return [
        OpenWork(one.demand, note, f"{reverse('matching')}#proposal-{one.pk}", occasion=str(one.pk))
        for one in waiting[:PER_PAGE]
    ]
