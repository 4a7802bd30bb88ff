"""The page where one side of a proposed match says yes or no, by its secret link."""

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.forms.protected import HONEYPOT, FormRefusedError, ProtectedForm, make_token, process_form
from knowledge.matching.find import explain_pair
from knowledge.matching.mails import find_submission, other_side
from knowledge.matching.proposals import ProposalError, answer, find_by_secret


class AnswerForm(ProtectedForm):
    """Yes or no; the two buttons of the page send it."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


@csrf_exempt  # core.forms.protected checks the origin without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_proposal(request, secret):
    """Show both cards with the reasons, and take the answer of one side; 410 for one that cannot be answered, or whose card is gone."""
    found = find_by_secret(secret)
    if found is None:
        raise Http404
    proposal, side = found
    is_waiting = proposal.is_answerable and proposal.is_public
    refusal, status = None, 200 if is_waiting or proposal.is_accepted else 410
    if request.method == "POST":
        _form, refusal, done, status = process_form(
            request, AnswerForm, lambda data: _take(proposal, side, data["answer"])
        )
        if done:
            return HttpResponseRedirect(f"{request.path}?answered=1", status=303)
    own, other = getattr(proposal, side), getattr(proposal, other_side(side))
    own_has_mail = find_submission(own) is not None
    context = {
        "proposal": proposal,
        "is_waiting": is_waiting,
        "own": own,
        "other": other,
        "own_answer": getattr(proposal, f"{side}_answer"),
        "reasons": explain_pair(proposal.demand, proposal.offer) if is_waiting else [],
        "own_has_mail": own_has_mail,
        "both_have_mail": own_has_mail and find_submission(other) is not None,
        "answered": request.GET.get("answered") == "1",
        "refusal": refusal,
        "token": make_token(request.path),
        "honeypot": HONEYPOT,
        "noindex": True,
    }
    return render(request, "knowledge/matching/answer.html", context, status=status)


def _take(proposal, side: str, chosen: str) -> None:
    try:
        answer(proposal, side, chosen == "yes")
    except ProposalError as error:
        raise FormRefusedError(409, str(error)) from None
