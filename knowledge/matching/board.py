"""What the board sees of matching: open questions with what fits them, those without anything first, then the oldest."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from knowledge.matching.candidates import count_taken, read_card, read_geography, read_open
from knowledge.matching.find import Fit, match_card, show
from knowledge.models import DemandPage, OfferPage
from knowledge.models.proposal import Proposal

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
