"""What `config.middleware.ErrorPagesMiddleware` answers to exceptions that an editor can resolve."""

from html import unescape

from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts.admin_middleware import ADMIN
from core.entries.publishing import NotPublishableError
from core.views.errors import is_script

# Wagtail views that raise KeyError or AttributeError for a missing form field.
UNCHECKED_FIELD_VIEWS = {"wagtailadmin_choose_page_external_link", "wagtailredirects:process_import"}
BULK_ACTION = "wagtail_bulk_action"
MAX_NAMED = 10  # users of an object that a refusal names
CHOOSERS = "wagtailsnippetchoosers_"  # prefix; their `create` view does so without a form


def report_not_publishable(request, error: NotPublishableError):
    """Redirect the editor to the edit view with the reasons; the transaction was rolled back.

    What the view said before is not true any more, so it is taken back too.
    """
    list(messages.get_messages(request))  # iterating removes them
    for reason in error.reasons:
        messages.error(request, reason)
    url = reverse("wagtailadmin_pages:edit", args=[error.page.pk])
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(
            {"success": False, "errors": [unescape(strip_tags(reason)) for reason in error.reasons], "redirect": url},
            status=422,
        )
    return redirect(url)


def report_protected(request, error: ProtectedError | RestrictedError):
    """Return 409 with what still uses an object that a view tried to delete; whatever view it is."""
    users = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", ())
    names = ", ".join(sorted({f"“{user}”" for user in users})[:MAX_NAMED])
    text = _("This is still in use by %(names)s, so it was not deleted.") % {"names": names}
    if is_script(request):
        return JsonResponse({"success": False, "error_message": text, "detail": text}, status=409)
    return render(request, "in_use.html", {"text": text}, status=409)


def is_missing_field_error(request, exception) -> bool:
    """Return whether a view of the admin failed because a form field was missing."""
    match = request.resolver_match
    if match is not None and match.view_name == BULK_ACTION and isinstance(exception, ValueError | OverflowError):
        return True  # a number of an object that is none
    if not request.path_info.startswith(ADMIN) or not isinstance(exception, KeyError | AttributeError):
        return False
    is_unchecked = request.method == "POST" and match is not None and (
        match.view_name in UNCHECKED_FIELD_VIEWS or (match.view_name.startswith(CHOOSERS) and match.url_name == "create")
    )  # fmt: skip
    return isinstance(exception, MultiValueDictKeyError) or is_unchecked
