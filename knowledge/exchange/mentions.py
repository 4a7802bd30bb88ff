"""Where a question or offer is taken up: the city labs that came of it, the dossiers with its versions, the yearly plans."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from core.models import EntryPage
from knowledge.models import AgreementAction, AgreementPage, CasePage, DemandPage, DossierPage
from knowledge.models.exchange import ExchangePage
from knowledge.models.proposal import Proposal


@dataclass
class Mentions:
    """Public entries by kind, in the language of the card where they have one."""

    cases: list[EntryPage] = field(default_factory=list)
    dossiers: list[EntryPage] = field(default_factory=list)
    agreements: list[EntryPage] = field(default_factory=list)


LISTS = {CasePage: "cases", DossierPage: "dossiers", AgreementPage: "agreements"}


def find_mentions(page: ExchangePage) -> Mentions:
    """Return where a card is taken up; one query."""
    key = page.translation_key
    side = "demand" if isinstance(page, DemandPage) else "offer"
    accepted = Proposal.objects.accepted().filter(**{f"{side}__translation_key": key}).exclude(case=None)
    actions = AgreementAction.objects.filter(card__translation_key=key)
    wanted = Q(translation_key__in=accepted.values("case__translation_key")) | Q(pk__in=actions.values("page_id"))
    if side == "demand":
        wanted |= Q(pk__in=DossierPage.objects.filter(demand__translation_key=key).values("pk"))
    entries = EntryPage.objects.readable().filter(wanted).without_text().order_by("-first_published_at", "pk")
    found = Mentions()
    for entry in choose_language(entries, page.locale_id):
        getattr(found, LISTS[entry.specific_class]).append(entry)
    return found


def choose_language(entries: Iterable[EntryPage], locale_id: int) -> list[EntryPage]:
    """Return each of the entries once, in the language if it is among them; only what is given, which is public."""
    found: dict = {}
    for entry in entries:
        if entry.translation_key not in found or entry.locale_id == locale_id:
            found[entry.translation_key] = entry
    return list(found.values())
