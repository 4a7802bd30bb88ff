"""Creates the proposed matches of the example content, with the answers of both sides."""

from datetime import timedelta

from django.utils import timezone

from demo.source import key_for, read
from knowledge.models import CasePage, DemandPage, OfferPage, Proposal


def load_matches() -> int:
    """Create the missing matches between cards that exist in the first language; return their number."""
    made = 0
    for row in read("matches")["match"]:
        demand, offer = _find(DemandPage, row["demand"]), _find(OfferPage, row["offer"])
        if demand is None or offer is None:
            continue
        values = {
            "demand_answer": row.get("demand_answer"),
            "offer_answer": row.get("offer_answer"),
            "case": _find(CasePage, row["case"]) if "case" in row else None,
            "made_at": timezone.now() - timedelta(days=row["days_ago"]),
        }
        made += Proposal.objects.get_or_create(demand=demand, offer=offer, defaults=values)[1]
    return made


def _find(model, slug: str):
    found = model.objects.filter(translation_key=key_for("entries", slug), locale__language_code="nl")
    return found.first()
