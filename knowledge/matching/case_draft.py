"""Makes the draft of a city lab of what both cards of an accepted match know."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.entries.parents import find_parents
from core.entries.slugs import make_free_slug
from core.models import Partnership, RelatedEntry
from knowledge.matching.candidates import read_card
from knowledge.matching.scoring import find_overlap
from knowledge.models import CasePage, Course, DemandPage, OfferPage
from knowledge.models.proposal import Proposal


class NoListError(Exception):
    """The site has no list of city labs in the language of the question; the message says so."""


def find_list(demand: DemandPage) -> Page:
    """Return the list of city labs in the language of a question; raise NoListError."""
    for page in find_parents(CasePage, demand.locale):
        return page.specific
    raise NoListError(_("This site has no list of city labs in the language of the question."))


@transaction.atomic
def make_case(proposal: Proposal, owner) -> CasePage:
    """Return a new draft, owned by `owner`: question, owner, partners, places, period, course and students of both cards."""
    demand, offer = proposal.demand, proposal.offer
    start, end = find_overlap(read_card(demand), read_card(offer)) or (None, None)
    case = CasePage(
        title=demand.title, lead=demand.lead, question=demand.question, question_owner=demand.asked_by,
        phase=CasePage.Phase.STARTING, students=min(filter(None, (demand.students, offer.students)), default=None),
        start=start if demand.start or offer.start else None, end=end if demand.end or offer.end else None,
        example_note=demand.example_note, locale=demand.locale, owner=owner, live=False, has_unpublished_changes=True,
    )  # fmt: skip
    parent = find_list(demand)
    case.slug = make_free_slug(case, parent)
    case.partnerships = _merge_partners(demand, offer)
    case.courses = [
        Course(
            name=offer.title, programme=offer.programme[:200], semester=offer.semester[:60], ec=offer.ec or demand.ec
        )
    ]
    case.related_entries = [RelatedEntry(target_id=page.pk) for page in (demand, offer)]
    parent.add_child(instance=case)
    case.themes.set({*demand.themes.all(), *offer.themes.all()})
    case.places.set(demand.places.all() or offer.places.all())
    case.save_revision(user=owner, log_action=True)
    Proposal.objects.filter(pk=proposal.pk).update(case=case)
    return case


def _merge_partners(*cards: DemandPage | OfferPage) -> list[Partnership]:
    rows = {(row.organisation_id, row.role): row for card in cards for row in card.partnerships.all()}
    return [Partnership(organisation_id=organisation, role=role) for organisation, role in rows]
