"""Views that end subscriptions: the link of a mail, and the form for who has no link that works; without cookies.

What a page says is what happened: a link with a broken signature ends nothing, and says so.
"""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.forms.language_switch import FORM_ID
from core.forms.protected import HONEYPOT, make_token, process_form
from subscriptions import forms, links, registration, tasks
from subscriptions.emails import name_subject


@csrf_exempt  # the signed link authorizes; GET changes nothing
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, signed: str) -> HttpResponse:
    """Show a subscription before it ends; POST, also a one-click one (RFC 8058), deletes it.

    404 when the link is none of ours: a mail program that unsubscribes by itself then knows that it did not.
    """
    try:
        subscription = links.find_signed(signed, links.END)
    except links.InvalidLinkError:
        return _render(request, "broken", status=404)
    if subscription is None:
        return _render(request, "unknown")
    name = name_subject(subscription)
    if request.method == "POST":
        subscription.delete()
        return _render(request, "ended", name=name)
    return _render(request, "ask", name=name)


@csrf_exempt  # core.forms.protected checks the origin of the form, without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_links(request) -> HttpResponse:
    """Ask for the address, and mail it links to end its mail; the answer is the same whether it is known or not."""
    if request.method != "POST":
        return _render(request, "sent" if request.GET.get("sent") == "1" else "request")
    form, refusal, done, status = process_form(request, forms.EndLinksForm, _queue_links)
    if done:
        return HttpResponseRedirect(f"{request.path}?sent=1", status=303)
    return _render(request, "request", status=status, form=form, refusal=refusal)


def _queue_links(data: dict) -> None:
    subscription = registration.find_for_links(data["email"])
    # A task in any case, so that the time of the answer does not tell whether the address is known.
    tasks.send_end_links.enqueue(str(subscription.pk if subscription else uuid.uuid4()))


def _render(request, state: str, status: int = 200, form=None, **context) -> HttpResponse:
    action = reverse("end_subscriptions")
    context |= {
        "state": state,
        "form": form or forms.EndLinksForm(),
        "reader_form": FORM_ID if state == "request" else "",
        "action": action,
        "token": make_token(action),
        "honeypot": HONEYPOT,
        "noindex": True,
    }
    return render(request, "subscriptions/end.html", context, status=status)
