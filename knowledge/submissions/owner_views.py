"""Views of the links in mails: confirmation, and the private page of who brought something in.

The signed link authorizes; GET changes nothing, so that a mail program that follows links does not either.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.forms.language_switch import FORM_ID
from core.forms.protected import HONEYPOT, make_token, process_form
from knowledge.exchange.lifecycle import find_prolonged_day, prolong
from knowledge.matching.find import Fit, find_fits
from knowledge.matching.weights import SHOWN
from knowledge.models import DemandPage, Submission
from knowledge.models.exchange import ExchangePage
from knowledge.models.proposal import Proposal
from knowledge.submissions import links, proposals, tasks
from knowledge.submissions.change_form import make_change_form
from knowledge.submissions.shown_values import FIELD, is_signed, sign
from knowledge.submissions.steps import KINDS, read_values
from knowledge.submissions.summary import describe


def private_view(purpose: str) -> Callable:
    """Return a decorator: the view gets the submission of its link; other links are answered with what is wrong with them."""

    def decorate(view):
        @csrf_exempt  # the link itself is the secret that a form of another site cannot know
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def checked(request, signed: str) -> HttpResponse:
            try:
                submission = links.find_signed(signed, purpose)
            except links.InvalidLinkError:
                return render_own(request, "broken", status=404)
            except links.GoneLinkError:
                return render_own(request, "gone", status=410)
            return view(request, signed, submission)

        return checked

    return decorate


def render_own(request, state: str, status: int = 200, **context) -> HttpResponse:
    """Return the private page in a state."""
    return render(request, "knowledge/submission_own.html", {"state": state, "noindex": True, **context}, status=status)


@private_view(links.CONFIRM)
def confirm(request, signed: str, submission: Submission) -> HttpResponse:
    """Ask for confirmation; POST makes the proposal, and mails the private link."""
    if submission.page_id is None and request.method == "POST":
        try:
            _confirm(submission)
        except proposals.UnreadableSubmissionError:
            submission.delete()
            return render_own(request, "gone", status=410)
        submission.refresh_from_db()
    if submission.page_id is None:
        kind = KINDS[submission.kind]
        with translation.override(submission.language):
            values, _wrong = read_values(kind, submission.data)
            rows = describe(kind, values)
        return render_own(
            request, "ask", submission=submission, kind=kind.kind, rows=rows, title=values.get("title", "")
        )
    return render_own(
        request, "confirmed", own=_url("own_submission", submission), page=submission.page.specific, kind=submission.kind,
        days=settings.BOARD_READS_WITHIN,
    )  # fmt: skip


@transaction.atomic
def _confirm(submission: Submission) -> None:
    """Make the proposal of a submission once, and queue the mail with the private link."""
    if Submission.objects.filter(pk=submission.pk, confirmed_at=None).update(confirmed_at=timezone.now()):
        proposals.make_proposal(submission)
        tasks.send_mail.enqueue(str(submission.key), "received")


@private_view(links.OWN)
def own(request, signed: str, submission: Submission) -> HttpResponse:
    """Show how one's own card stands, and what can be done with it."""
    page, kind = submission.page.specific, KINDS[submission.kind]
    return render_own(
        request, "own", page=page, kind=kind.kind, rows=describe(kind, proposals.read_text(kind, page)), submission=submission, done=request.GET.get("done", ""),
        prolonged_day=find_prolonged_day(page, submission), fits=_find_new_fits(page) if page.live else [],
        urls={name: _url(f"{name}_submission", submission) for name in ("change", "prolong", "withdraw", "propose")},
    )  # fmt: skip


def _find_new_fits(page: ExchangePage) -> list[Fit]:
    """Return the best of what fits a card and was not put together with it before."""
    side, other = ("demand", "offer") if isinstance(page, DemandPage) else ("offer", "demand")
    together = Proposal.objects.filter(**{f"{side}__translation_key": page.translation_key}).select_related(other)
    known = {getattr(one, other).translation_key for one in together if not one.is_over}
    return [fit for fit in find_fits(page, limit=None) if fit.page.translation_key not in known][:SHOWN]


@private_view(links.OWN)
def prolong_own(request, signed: str, submission: Submission) -> HttpResponse:
    """Ask whether a card is still current; POST lets it stand open longer."""
    page = submission.page.specific
    day = find_prolonged_day(page, submission)
    if request.method == "POST" and day is not None:
        done = prolong(page, submission) is not None
        return go_back(submission, "prolonged" if done else "")
    return render_own(
        request, "not-prolonged" if day is None else "prolong", page=page, kind=submission.kind, day=day,
        back=_url("own_submission", submission), change=_url("change_submission", submission),
    )  # fmt: skip


@private_view(links.OWN)
def withdraw_own(request, signed: str, submission: Submission) -> HttpResponse:
    """Ask whether a card shall go; POST takes it away with all that was kept of its owner."""
    page = submission.page.specific
    if request.method != "POST":
        return render_own(request, "withdraw", page=page, kind=submission.kind, back=_url("own_submission", submission))
    proposals.withdraw(submission)
    return render_own(request, "withdrawn", title=page.title, kind=submission.kind)


@private_view(links.OWN)
def change_own(request, signed: str, submission: Submission) -> HttpResponse:
    """Show the text of one's own card; POST keeps a change for the board."""
    kind, page = KINDS[submission.kind], submission.page.specific
    form_class, values, shown = make_change_form(kind), proposals.read_text(kind, page), request.POST.get(FIELD, "")
    if request.method != "POST":
        form, refusal, status = form_class(initial=values), None, 200
    else:
        form, refusal, done, status = process_form(
            request, form_class, lambda data: proposals.change_text(submission, data, shown)
        )
        if done:
            return go_back(submission, "changed")
    return render_own(
        request, "change", status, form=form, refusal=refusal, page=page, reader_form=FORM_ID, token=make_token(request.path),
        honeypot=HONEYPOT, back=_url("own_submission", submission), kind=kind.kind,
        shown=shown if is_signed(shown) else sign(values),
        title=_("Change your question") if kind.kind == "demand" else _("Change your offer"),
    )  # fmt: skip


def _url(name: str, submission: Submission) -> str:
    return reverse(name, args=[links.sign(submission, links.OWN)])


def go_back(submission: Submission, done: str) -> HttpResponse:
    """Redirect to the private page, which says what was done."""
    return HttpResponseRedirect(f"{_url('own_submission', submission)}?done={done}", status=303)
