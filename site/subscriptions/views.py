"""Views of subscriptions: the form and its confirmation; without cookies. Their end: `subscriptions.end_views`."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.rate_limits import Source
from core.forms.language_switch import FORM_ID
from core.forms.protected import HONEYPOT, make_token, process_form
from subscriptions import forms, links, registration, tasks
from subscriptions.kinds import Kind, get_kind

# The page that a confirmation link leads to says first what came of it.
HEADINGS = {
    "ask": gettext_lazy("Confirm that we may mail you"),
    "done": gettext_lazy("That is settled"),
    "broken": gettext_lazy("This link does not work"),
    "gone": gettext_lazy("This link does not work any more"),
}


@csrf_exempt  # core.forms.protected checks the origin of the form, without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request, kind: str, **kwargs) -> HttpResponse:
    """Show and process the form of a kind; the response is the same whether the address is known or not."""
    kind = get_kind(kind)
    subject = kind.read_subject(request, **kwargs)
    if subject is None:
        return HttpResponseRedirect(reverse(kind.chosen_at))
    offer = kind.make_offer(subject)
    if offer is None:
        return _render(request, kind, {"state": "over"}, status=410)
    action, form, refusal, status = kind.get_url(subject), forms.SubscriptionForm(), None, 200
    if request.method == "POST":
        form, refusal, done, status = process_form(
            request, forms.SubscriptionForm, lambda data: _keep(request, kind, subject, data["email"])
        )
        if done:
            return HttpResponseRedirect(f"{action}{'&' if '?' in action else '?'}sent=1", status=303)
    context = {
        "state": "sent" if request.GET.get("sent") == "1" else "ask",
        "reader_form": "" if request.GET.get("sent") == "1" else FORM_ID,
        "offer": offer,
        "form": form,
        "refusal": refusal,
        "action": action,
        "token": make_token(request.path),
        "honeypot": HONEYPOT,
    }
    return _render(request, kind, context, status)


def _render(request, kind: Kind, context: dict, status: int = 200) -> HttpResponse:
    title = _("Look in your mail") if context["state"] == "sent" else kind.title
    context |= {"title": title, "noindex": True}
    return render(request, "subscriptions/subscribe.html", context, status=status)


def _keep(request, kind: Kind, subject: str, email: str) -> None:
    language, source = translation.get_language()[:2], Source.of_request(request)
    subscription = registration.subscribe(kind, subject, email, language, source)
    if subscription is not None:
        tasks.send_confirmation.enqueue(str(subscription.pk))


@csrf_exempt  # the signed link authorizes; GET changes nothing
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, signed: str) -> HttpResponse:
    """Show a subscription for confirmation; POST confirms it."""
    try:
        subscription = links.find_signed(signed, links.CONFIRM)
    except links.InvalidLinkError:
        return _render_confirmation(request, "broken", status=404)
    kind = get_kind(subscription.kind) if subscription else None
    offer = kind.make_offer(subscription.subject) if kind else None
    if offer is None:
        return _render_confirmation(request, "gone", status=404)
    if request.method == "POST":
        registration.confirm(subscription)
    return _render_confirmation(request, "done" if subscription.confirmed_at else "ask", offer=offer)


def _render_confirmation(request, state: str, status: int = 200, **context) -> HttpResponse:
    context |= {"state": state, "title": HEADINGS[state], "noindex": True}
    return render(request, "subscriptions/confirm.html", context, status=status)
