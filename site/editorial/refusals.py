"""Middleware: notes who acts, and answers a refused request with the reason.

Wagtail answers PermissionDenied with a redirect to its dashboard and one sentence for all cases, and a view between may
swallow it. The answer here is a page with the reason (403, or 409 for an outdated approval), or JSON for a script.
"""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.acting import RefusedError, acting
from accounts.admin_middleware import AdminMiddleware
from editorial.approval import find_shown_revision, note_shown_revision
from media.public_use.refusals import in_language_of


class RefusalMiddleware(AdminMiddleware):
    """Lets the signed-in user act during a request, and answers with the refusal that ended it."""

    def __call__(self, request):
        """Return the response of the view, or the reason why it was refused."""
        with acting(request) as act:
            response = self.get_response(request)
        if response.status_code == 405 and _is_followed(request):
            return explain_button(request, response)
        if response.status_code == 200 and getattr(request, "shown_revision", None) is not None:
            note_shown_revision(request.user, request.shown_revision)
        return report(request, act.refusals[0]) if act.refusals and _gave_up(response) else response

    def check_view(self, request, kwargs: dict):
        """Find the revision that the view is about to show to an editor."""
        request.shown_revision = find_shown_revision(request)


def _gave_up(response) -> bool:
    """Return whether a view refused, or went on elsewhere as if nothing had happened; a form that stays says why."""
    return response.status_code == 403 or 300 <= response.status_code < 400


def _is_followed(request) -> bool:
    """Return whether an editor opened an address of the editing screens in a browser, as after logging in again."""
    is_page = request.method == "GET" and "text/html" in request.headers.get("Accept", "") and not _is_dialog(request)
    is_admin = request.path.startswith(reverse("wagtailadmin_home"))
    return is_page and is_admin and request.user.has_perm("wagtailadmin.access_admin")


def explain_button(request, response):
    """Return a page with a way back in place of an empty answer: the address is that of a button."""
    with in_language_of(request.user):
        text = _(
            "This is the address of a button. Nothing was carried out: open the page again and press the button there."
        )
        values = {"refusal": {"message": text}, "back": reverse("wagtailadmin_home"), "messages": ()}
        page = render(request, "editorial/refused.html", values, status=405)
    page["Allow"] = response.get("Allow", "")
    return page


def report(request, refusal: RefusedError):
    """Return the reason as a page, as JSON for a script, or as a way to the page for a dialog of the dashboard."""
    list(messages.get_messages(request))  # the next page does not show them: Wagtail's says less
    if _is_dialog(request) and refusal.url:
        messages.error(request, refusal.message)
        return JsonResponse({"step": "success", "redirect": refusal.url})
    if "text/html" not in request.headers.get("Accept", "text/html") or _is_dialog(request):
        return JsonResponse({"success": False, "detail": refusal.message}, status=refusal.status)
    values = {"refusal": refusal, "back": refusal.url or reverse("wagtailadmin_home"), "messages": ()}
    with in_language_of(request.user):  # that of the view has ended
        return render(request, "editorial/refused.html", values, status=refusal.status)


def _is_dialog(request) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"
