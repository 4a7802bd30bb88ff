"""Views of the forms in steps: without account, cookie or script. The address of a form that is being filled is its secret."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.rate_limits import Source
from core.forms.language_switch import FORM_ID
from core.forms.protected import HONEYPOT, FormRefusedError, make_token, process_form, process_step
from knowledge.models import SubmissionForm
from knowledge.submissions import drafts, links
from knowledge.submissions.forms import ContactDetails
from knowledge.submissions.steps import KINDS, SubmissionKind, bind, is_complete, read_posted, read_values
from knowledge.submissions.summary import describe
from knowledge.submissions.wheel import find_fitting, find_like

FIRST_CHECKED = 2  # the step at which the wheel check lies open; after it, it is folded


@csrf_exempt  # core.forms.protected checks the origin of the form, without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request, kind: str) -> HttpResponse:
    """Show the first step; a valid one begins a form under a secret address, and leads to its second step."""
    chosen, made = KINDS[kind], []
    step = chosen.steps[0]
    if request.method != "POST":
        if sent := request.GET.get("sent"):
            return _render(request, chosen, 0, "sent", sent_to=links.find_sent(sent))
        return _render(request, chosen, 1, "step", form=step.form())

    def act(_values):
        made.append(drafts.begin(chosen, _read_language(), step.name, read_posted(step, request.POST)))

    form, refusal, done, status = process_step(request, step.form, act, drafts.BEGUN_FORMS)
    if not done:
        return _render(request, chosen, 1, "step", status=status, form=form, refusal=refusal)
    if not made:  # a robot, which is told nothing
        return HttpResponseRedirect(f"{request.path}?sent=1", status=303)
    return _redirect(chosen, made[0], 2)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request, kind: str, key, number: int) -> HttpResponse:
    """Show and keep a step of a form; the last one shows the whole, and sends it."""
    chosen = KINDS[kind]
    draft = drafts.find_form(chosen, key)
    if draft is None:
        return _render(request, chosen, 0, "gone", status=410)
    if not 1 <= number <= chosen.last:
        raise Http404
    if number == chosen.last:
        return _look_and_send(request, chosen, draft)
    step = chosen.steps[number - 1]
    if request.method != "POST":
        kept = draft.data.get(step.name)
        return _render(request, chosen, number, "step", draft, form=bind(step, kept) if kept else step.form())

    def act(_values):
        language = _read_language() if number == 1 else ""  # the question itself, or the offer
        if not drafts.keep(draft, step.name, read_posted(step, request.POST), language):
            raise FormRefusedError(429, _("This form was saved very often. Please begin a new one."))

    form, refusal, done, status = process_step(request, step.form, act)
    if not done:
        return _render(request, chosen, number, "step", draft, status, form=form, refusal=refusal)
    return _redirect(chosen, draft, chosen.last if is_complete(chosen, draft.data) else number + 1)


def _look_and_send(request, chosen: SubmissionKind, draft: SubmissionForm) -> HttpResponse:
    values, wrong = read_values(chosen, draft.data)
    if wrong is not None:  # a step was left out, or a record is gone
        return _redirect(chosen, draft, wrong)
    form, refusal, status, made = ContactDetails(), None, 200, []
    if request.method == "POST":
        source = Source.of_request(request)
        form, refusal, done, status = process_form(
            request,
            ContactDetails,
            lambda data: made.append(drafts.send(draft, data["email"], data["name"], source)),
        )
        if done:
            sent = links.sign(made[0], links.SENT) if made and made[0] else "1"
            return HttpResponseRedirect(f"{reverse(chosen.url)}?sent={sent}", status=303)
    rows = describe(chosen, values)
    return _render(request, chosen, chosen.last, "look", draft, status, form=form, refusal=refusal, rows=rows)


def _redirect(chosen: SubmissionKind, draft: SubmissionForm, number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"fill_{chosen.kind}", args=[draft.pk, number]), status=303)


def _render(request, chosen, number, state, draft=None, status=200, **context) -> HttpResponse:
    similar, fitting = [], []
    if draft is not None and number > 1:
        typed = draft.data.get("text", {})
        text = " ".join(" ".join(typed.get(name, [])) for name in ("title", "question", "lead"))
        similar = find_like(text, draft.language)
        fitting = find_fitting(chosen.kind, text, draft.language, [one.entry.translation_key for one in similar])
    context |= {
        "kind": chosen,
        "state": state,
        "reader_form": FORM_ID if state in {"step", "look"} else "",
        "number": number,
        "steps": [(at, step.title, _step_url(chosen, draft, at)) for at, step in enumerate(chosen.steps, start=1)],
        "similar": similar,
        "fitting": fitting,
        "is_folded": number > FIRST_CHECKED or context.get("refusal") is not None,
        "before": _step_url(chosen, draft, number - 1) if number > 1 else "",
        "token": make_token(request.path),
        "honeypot": HONEYPOT,
        "noindex": number != 1 or draft is not None,
    }
    return render(request, "knowledge/submission_form.html", context, status=status)


def _read_language() -> str:
    """Return the language of the page, which is that of the words that are typed into it."""
    return translation.get_language()[:2]


def _step_url(chosen: SubmissionKind, draft: SubmissionForm | None, number: int) -> str:
    return reverse(f"fill_{chosen.kind}", args=[draft.pk, number]) if draft is not None else ""
