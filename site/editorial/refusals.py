"""Middleware: notes who acts, and answers a refused request with the reason.

Wagtail answers PermissionDenied with a redirect to its dashboard and one sentence for all cases, and a view between may
swallow it. The answer here is a page with the reason (403, or 409 for an outdated approval), or JSON for a script.
"""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.acting import RefusedError, acting
from editorial.approval import find_shown_revision, note_shown_revision


class RefusalMiddleware:
    """Lets the signed-in user act during a request, and answers with the refusal that ended it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the view, or the reason why it was refused."""
        with acting(request) as act:
            response = self.get_response(request)
        if response.status_code == 200 and getattr(request, "shown_revision", None) is not None:
            note_shown_revision(request.user, request.shown_revision)
        return report(request, act.refusals[0]) if act.refusals and _gave_up(response) else response

    def process_view(self, request, view, args, kwargs):
        """Find the revision that the view is about to show to an editor."""
        request.shown_revision = find_shown_revision(request)


def _gave_up(response) -> bool:
    """Return whether a view refused, or went on elsewhere as if nothing had happened; a form that stays says why."""
    return response.status_code == 403 or 300 <= response.status_code < 400


def report(request, refusal: RefusedError):
    """Return the reason as a page, as JSON for a script, or as a way to the page for a dialog of the dashboard."""
    list(messages.get_messages(request))  # the next page does not show them: Wagtail's says less
    if _is_dialog(request) and refusal.url:
        messages.error(request, refusal.message)
        return JsonResponse({"step": "success", "redirect": refusal.url})
    if "text/html" not in request.headers.get("Accept", "text/html") or _is_dialog(request):
        return JsonResponse({"success": False, "detail": refusal.message}, status=refusal.status)
    values = {"refusal": refusal, "back": refusal.url or reverse("wagtailadmin_home"), "messages": ()}
    return render(request, "editorial/refused.html", values, status=refusal.status)


def _is_dialog(request) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"
