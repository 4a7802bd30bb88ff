"""A form of the editing screens that arrives after its session or its right has ended: nothing typed is lost, and nothing is said to be saved.

Wagtail redirects it to the login, without what was typed; and signing in elsewhere gives a new token, with which the old
form is refused. Both answer with a page that holds what was sent, to send it once more. Who may not change the page any more, because
a step was decided or somebody is no longer a co-author, sees what was typed, to copy it. An autosave gets a sentence.
"""

import json
from collections.abc import Iterator
from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.admin_middleware import AdminMiddleware, is_admin
from core.views import errors
from editorial.autosave import refuse_autosave
from editorial.decision_words import describe_decision, find_decision
from editorial.editor_tabs import is_autosave
from media.public_use.refusals import in_language_of

HIDDEN_NAME = "password"  # a form with a field of such a name is not shown again
MAX_FIELDS = 10_000


class KeptFormMiddleware(AdminMiddleware):
    """Answers a form of somebody who is not signed in any more."""

    def respond(self, request):
        """Return the response of the view, or what was sent where it would be lost on the way to the login."""
        response = self.get_response(request)
        # The user last: who asks for it makes the answer differ by cookie.
        is_lost = response.status_code == 302 and may_keep(request) and not request.user.is_authenticated
        return keep_form(request, is_signed_in=False) if is_lost else response

    def check_view(self, request, kwargs):
        """Return what was typed into the form of a page that its sender may not change any more, before Wagtail leads elsewhere."""
        page = find_denied_page(request) if request.method == "POST" else None
        return None if page is None else show_typed(request, page)


def may_keep(request) -> bool:
    """Return whether a request is a form of the editing screens that may be shown again to who sent it."""
    match = request.resolver_match
    is_form = request.method == "POST" and is_admin(request)
    is_account = match is None or (match.url_name or "").startswith(("account_", "mfa_"))
    has_fields = any(name != "csrfmiddlewaretoken" for name in request.POST)
    return is_form and has_fields and not is_account and not any(HIDDEN_NAME in name.lower() for name in request.POST)


def keep_form(request, is_signed_in: bool) -> HttpResponse:
    """Return a page with the fields that were posted, to send them again; an autosave is told what to do."""
    with in_language_of(request.user) if is_signed_in else translation.override("nl"):
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


def find_denied_page(request) -> Page | None:
    """Return the page of a form that its sender may not change any more, None if it is no such form."""
    is_form = request.resolver_match.view_name == "wagtailadmin_pages:edit" and may_keep(request)
    if not is_form or not request.user.has_perm("wagtailadmin.access_admin"):
        return None
    page = Page.objects.filter(pk=request.resolver_match.kwargs.get("page_id", 0)).first()
    return page if page is not None and not page.permissions_for_user(request.user).can_edit() else None


def show_typed(request, page: Page) -> HttpResponse:
    """Return a page with what was typed, to copy it, and with what was decided about the page since the form was opened."""
    with in_language_of(request.user):
        why = _("You may not change this page any more. What you typed is not saved.")
        if is_autosave(request):
            return refuse_autosave(why)
        number = request.POST.get("loaded_revision_id", "")
        loaded = page.revisions.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
        decision = find_decision(page, loaded)
        # Others are not told what is decided about a draft.
        if decision is not None and request.user.pk in {decision.finished_by_id, page.owner_id}:
            why = describe_decision(decision, page, request.user)
        values = {"why": why, "texts": list(read_texts(request.POST))}
        return render(request, "editorial/typed_text.html", values, status=403)


def read_texts(posted) -> Iterator[str]:
    """Yield the texts of a form that somebody may have typed, without marks: sentences, and the lines of rich text."""
    for name, value in list(posted.items())[:MAX_FIELDS]:
        if name.startswith(("csrf", "loaded_", "overwrite_")):
            continue
        text = read_rich_text(value)
        if " " in text.strip():
            yield text


def read_rich_text(value: str) -> str:
    """Return the lines of a value of a rich-text field, any other value as it is."""
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "\n".join(str(block["text"]) for block in json.loads(value)["blocks"])
    return value


def csrf_failure(request, reason="") -> HttpResponse:
    """403: with what was sent, when it comes from a page of this site with a token of before signing in."""
    is_own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_own and may_keep(request):
        return keep_form(request, is_signed_in=request.user.is_authenticated)
    return errors.csrf_failure(request, reason)
