"""What comes of an accepted match: both sides are matched, a city lab, and in the end the answer to the question."""

import re

from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator

from core.models import EntryPage
from core.plain_text import split_sentences, to_text
from knowledge.exchange.lifecycle import change_lifecycle
from knowledge.exchange.mentions import choose_language
from knowledge.models import CasePage, DemandPage, OfferPage
from knowledge.models.exchange import State
from knowledge.models.proposal import Proposal
from knowledge.stored_values import store_answer

ANSWER_LENGTH = 280  # characters; `answer` holds 300
_HEADING = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL | re.IGNORECASE)
TO_COME = (State.OPEN, State.MATCHED)


def start_match(proposal: Proposal) -> None:
    """Mark both cards of an accepted proposal: the question is matched, the offer as soon as it has no room left."""
    demand, offer = proposal.demand, proposal.offer
    change_lifecycle(demand, {"state": State.OPEN}, state=State.MATCHED)
    taken = sum(other.demand.students or 1 for other in _accepted(offer))
    if not offer.students or taken >= offer.students:
        change_lifecycle(offer, {"state": State.OPEN}, state=State.MATCHED)


def _accepted(offer: OfferPage):
    found = Proposal.objects.accepted().filter(offer__translation_key=offer.translation_key)
    return found.select_related("demand")


def follow_case(case: CasePage) -> None:
    """Bring the cards of a published city lab up to date: under way, or answered when its result is filled in."""
    proposals = Proposal.objects.accepted().filter(case__translation_key=case.translation_key)
    with transaction.atomic():
        for proposal in proposals.select_related("demand", "offer"):
            _follow_demand(proposal.demand, case)
            if not _has_room(proposal.offer):
                change_lifecycle(proposal.offer, {"state__in": TO_COME}, state=State.RUNNING)


def _has_room(offer: OfferPage) -> bool:
    taken = sum(other.demand.students or 1 for other in _accepted(offer))
    return bool(offer.students) and taken < offer.students


def _follow_demand(demand: DemandPage, case: CasePage) -> None:
    line = summarise(case.result)
    if not line:
        change_lifecycle(demand, {"state__in": TO_COME}, state=State.RUNNING)
        return
    if demand.state == State.ANSWERED and demand.answered_in_id:
        return  # somebody wrote the answer already
    change_lifecycle(demand, state=State.ANSWERED)
    for page in DemandPage.objects.filter(translation_key=demand.translation_key):
        store_answer(page, answered_in_id=case.pk)
        here = (
            CasePage.objects.readable().filter(translation_key=case.translation_key, locale_id=page.locale_id).first()
        )
        if here and not page.answer and (words := summarise(here.result)):
            store_answer(page, answer=words)


def summarise(result: str) -> str:
    """Return the first sentence or so of a result, as plain text; its headings are left out."""
    first, *others = split_sentences(to_text(_HEADING.sub("", result))) or [""]
    if first.endswith((":", ";", ",")) and others:
        first = f"{first} {others[0]}"
    is_ended = not first or first.rstrip("”’\"')]").endswith((".", "!", "?", "…"))
    return Truncator(first if is_ended else f"{first}.").chars(ANSWER_LENGTH)


def find_cards_of_case(case: CasePage) -> list[EntryPage]:
    """Return the public questions and offers that a city lab came of, in its language where they have one."""
    proposals = Proposal.objects.accepted().filter(case__translation_key=case.translation_key)
    keys = Q(translation_key__in=proposals.values("demand__translation_key"))
    keys |= Q(translation_key__in=proposals.values("offer__translation_key"))
    found = EntryPage.objects.readable().filter(keys).without_text().order_by("title", "pk")
    return choose_language(found, case.locale_id)
