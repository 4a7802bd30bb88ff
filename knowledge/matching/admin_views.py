"""Screens of the board: put a question and an offer together, and make the draft of a city lab of an accepted match."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from knowledge.matching.board import list_accepted, list_open, may_match
from knowledge.matching.case_draft import NoListError, find_list, make_case
from knowledge.matching.proposals import ProposalError, propose, withdraw
from knowledge.models import DemandPage, OfferPage
from knowledge.models.proposal import Proposal


def _require(user) -> None:
    if not may_match(user):
        raise PermissionDenied


@require_GET
def overview(request):
    """List open questions with what fits them, and accepted matches."""
    _require(request.user)
    page, rows = list_open(request.GET.get("p", 1))
    context = {"page": page, "rows": rows, "accepted": list_accepted(), "owners": find_owners()}
    context["site_url"] = settings.SITE_URL
    return render(request, "knowledge/matching/overview.html", context)


def find_owners():
    """Return the users who can own a draft."""
    users = get_user_model().objects.filter(is_active=True, groups__isnull=False)
    return users.distinct().order_by("first_name", "last_name", "pk")


@require_POST
def propose_match(request, demand: int, offer: int):
    """Put a question and an offer together; both sides get their link."""
    _require(request.user)
    demand_page, offer_page = get_object_or_404(DemandPage, pk=demand), get_object_or_404(OfferPage, pk=offer)
    try:
        proposal = propose(demand_page, offer_page, user=request.user)
    except ProposalError as error:
        messages.error(request, str(error))
        return redirect("matching")
    messages.success(request, _("Proposed. Both sides can answer by their link."))
    return redirect(f"{reverse('matching')}#proposal-{proposal.pk}")


@require_POST
def withdraw_match(request, pk: int):
    """Take a proposal back; its links are dead at once."""
    _require(request.user)
    withdraw(get_object_or_404(Proposal, pk=pk))
    messages.success(request, _("Taken back. The links no longer work."))
    return redirect("matching")


@require_POST
def make_city_lab(request, pk: int):
    """Make the draft of a city lab of an accepted match, for the chosen owner, and open it."""
    _require(request.user)
    proposal = get_object_or_404(Proposal.objects.accepted().select_related("demand", "offer"), pk=pk)
    if proposal.case_id:
        return redirect("wagtailadmin_pages:edit", proposal.case_id)
    owner = find_owners().filter(pk=_read_number(request.POST.get("owner"))).first() or request.user
    try:
        if not find_list(proposal.demand).permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        case = make_case(proposal, owner)
    except NoListError as error:
        messages.error(request, str(error))
        return redirect("matching")
    messages.success(request, _("The draft is made. Fill in what only you know, and send it to the board."))
    return redirect("wagtailadmin_pages:edit", case.pk)


def _read_number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
