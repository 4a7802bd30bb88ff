"""A form of the editing screens that arrives after its session has ended: nothing typed is lost, and nothing is said to be saved.

Wagtail redirects it to the login, without what was typed; and signing in elsewhere gives a new token, with which the old
form is refused. Both answer with a page that holds what was sent, to send it once more. An autosave gets a sentence.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from core.views import errors
from editorial.autosave import refuse_autosave
from editorial.editor_tabs import is_autosave

HIDDEN_NAME = "password"  # a form with a field of such a name is not shown again
MAX_FIELDS = 10_000


class KeptFormMiddleware:
    """Answers a form of somebody who is not signed in any more."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the view, or what was sent where it would be lost on the way to the login."""
        response = self.get_response(request)
        # The user last: who asks for it makes the answer differ by cookie.
        is_lost = response.status_code == 302 and may_keep(request) and not request.user.is_authenticated
        return keep_form(request, is_signed_in=False) if is_lost else response


def may_keep(request) -> bool:
    """Return whether a request is a form of the editing screens that may be shown again to who sent it."""
    match = request.resolver_match
    is_form = request.method == "POST" and request.path_info.startswith(errors.ADMIN)
    is_account = match is None or (match.url_name or "").startswith(("account_", "mfa_"))
    has_fields = any(name != "csrfmiddlewaretoken" for name in request.POST)
    return is_form and has_fields and not is_account and not any(HIDDEN_NAME in name.lower() for name in request.POST)


def keep_form(request, is_signed_in: bool) -> HttpResponse:
    """Return a page with the fields that were posted, to send them again; an autosave is told what to do."""
    with translation.override("nl"):
        if is_autosave(request) or request.headers.get("x-requested-with") == "XMLHttpRequest":
            return refuse_autosave(_("You are not signed in any more. Sign in in another window; then save here."))
        fields = [
            (name, value)
            for name, values in list(request.POST.lists())[:MAX_FIELDS]
            if name != "csrfmiddlewaretoken"
            for value in values
        ]
        values = {"fields": fields, "has_upload": bool(request.FILES), "is_signed_in": is_signed_in}
        return render(request, "editorial/kept_form.html", values, status=403)


def csrf_failure(request, reason="") -> HttpResponse:
    """403: with what was sent, when it comes from a page of this site with a token of before signing in."""
    is_own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_own and may_keep(request):
        return keep_form(request, is_signed_in=request.user.is_authenticated)
    return errors.csrf_failure(request, reason)
