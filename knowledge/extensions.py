"""Registrations in the extension points of `core`: questions and offers on cards, in feeds, in open work and by the clock."""

from django.utils.translation import gettext_lazy as _

from core.extensions import (
    FixedPage,
    card_relations,
    feed_sources,
    fixed_pages,
    listing_programmes,
    map_sources,
    open_work_finders,
    origin_finders,
    periodic_work,
)
from knowledge.exchange.clock import run_due
from knowledge.exchange.feeds import ExchangeFeedSource
from knowledge.exchange.programme import ExchangeProgramme
from knowledge.initiatives.map_source import InitiativeSource
from knowledge.matching.board import find_accepted
from knowledge.matching.subscription import FittingCards
from knowledge.submissions.origin import find_origin
from knowledge.submissions.waiting import find_closing, find_proposals
from subscriptions.kinds import kinds

card_relations.add("demandpage", "offerpage")
feed_sources.add(ExchangeFeedSource())
listing_programmes.add(ExchangeProgramme())
map_sources.add(InitiativeSource())
open_work_finders.add(find_proposals, find_accepted, find_closing)
origin_finders.add(find_origin)
periodic_work.add(run_due)
kinds.add(FittingCards())
fixed_pages.add(
    FixedPage("new_demand", _("Ask a question"), (_("bring in a question"),)),
    FixedPage("new_offer", _("Make an offer"), (_("offer an internship"),)),
    FixedPage("exchange_overview", _("Questions and offers in numbers")),
    FixedPage("initiatives", _("City labs and initiatives"), (_("overview of initiatives"),)),
)
