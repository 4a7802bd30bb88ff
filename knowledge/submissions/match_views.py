"""The owner of a card proposes a match with another card, from the private page."""

from django.http import HttpResponse

from knowledge.matching.find import find_fits
from knowledge.matching.proposals import ProposalError, propose
from knowledge.models import DemandPage, Submission
from knowledge.models.exchange import ExchangePage
from knowledge.submissions import links
from knowledge.submissions.owner_views import go_back, private_view


@private_view(links.OWN)
def propose_own(request, signed: str, submission: Submission) -> HttpResponse:
    """POST puts one's own card together with the public card `with`; its owner gets a link to answer."""
    own = submission.page.specific
    other = _find_other(own, request.POST.get("with", ""))
    if request.method != "POST" or other is None:
        return go_back(submission, "")
    is_demand = isinstance(own, DemandPage)
    try:
        propose(*((own, other) if is_demand else (other, own)), side="demand" if is_demand else "offer")
    except ProposalError:
        return go_back(submission, "not-proposed")
    return go_back(submission, "proposed")


def _find_other(own: ExchangePage, number: str) -> ExchangePage | None:
    """Return the public card with this number that fits one's own, or None; those that the private page shows are among them."""
    return next((fit.page for fit in find_fits(own, limit=None) if str(fit.page.pk) == number), None)
