"""Middleware: proxies, invalid input, response headers, content security policy, error pages, and compression of texts."""

from html import unescape

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponseBadRequest, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.html import strip_tags
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from accounts.admin_middleware import ADMIN, AdminMiddleware
from accounts.network import get_scheme
from config.upload_handlers import report_lost_files
from core.entries.gone_urls import find_gone_title
from core.entries.publishing import NotPublishableError
from core.machine_faults import BUSY, FULL
from core.views.errors import is_script
from media.uploads.validation import NO_ROOM
from page_cache.entry import is_text

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
MAX_PATH = 2000
# Wagtail views that raise KeyError or AttributeError for a missing form field.
UNCHECKED_FIELD_VIEWS = {"wagtailadmin_choose_page_external_link", "wagtailredirects:process_import"}
BULK_ACTION = "wagtail_bulk_action"
MAX_NAMED = 10  # users of an object that a refusal names
CHOOSERS = "wagtailsnippetchoosers_"  # prefix; their `create` view does so without a form


def trusted_proxy(get_response):
    """Apply X-Forwarded-Proto when it was set by a trusted proxy."""

    def middleware(request):
        if forwarded := request.META.get("HTTP_X_FORWARDED_PROTO", ""):
            scheme = get_scheme(request.scheme, forwarded, request.META.get("REMOTE_ADDR", ""))
            request.META["wsgi.url_scheme"] = request.environ["wsgi.url_scheme"] = scheme
        return get_response(request)

    return middleware


def refuse_hostile_input(get_response):
    """Return 400 for paths with NUL characters or of excessive length, and drop cookies with NUL characters."""

    def middleware(request):
        if "\x00" in request.path_info or len(request.path_info) > MAX_PATH:
            return HttpResponseBadRequest("400 Bad Request", content_type="text/plain; charset=utf-8")
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return middleware


def response_headers(get_response):
    """Correct and add response headers that no library sets for every response."""

    def middleware(request):
        response = get_response(request)
        if response.get("Content-Encoding") == "None":  # Wagtail's sendfile sets the text
            del response["Content-Encoding"]
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.status_code == 503:
            response.setdefault("Retry-After", str(BUSY.retry_after))
        if request.path_info.startswith(ADMIN):
            response.setdefault("Cache-Control", "no-store, private")
        elif response.status_code == 200 and request.method in {"GET", "HEAD"}:
            response.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


class LoopbackSecurityMiddleware(SecurityMiddleware):
    """Django's security middleware, with plain HTTP for loopback hosts."""

    def process_request(self, request):
        """Redirect other hosts to HTTPS."""
        if request.get_host().rsplit(":", 1)[0].lower() in LOOPBACK:
            return None
        return super().process_request(request)


class SiteCSPMiddleware(CSPMiddleware):
    """Public policy everywhere but in the admin, which has its own; previews may be framed by the admin."""

    def get_policy_parts(self, request, response, report_only=False):
        """Return the parts of the policy for this response."""
        parts = super().get_policy_parts(request, response, report_only)
        if getattr(request, "is_preview", False):  # Wagtail's internal request within that of the editor
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        elif request.path_info.startswith(ADMIN):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CSP}
        return parts


class ErrorPagesMiddleware(AdminMiddleware):
    """Error pages for withdrawn URLs, refused publications and incomplete forms.

    It is placed before the redirect middleware, so it handles the 404s that remain. Some Wagtail views read form fields
    without checking; an interrupted request or a script can omit them.
    """

    def __call__(self, request):
        """Return 410 instead of 404 for the URL of a withdrawn entry."""
        response = self.get_response(request)
        if response.status_code != 404 or request.path.startswith((ADMIN, "/-/", "/static/", "/media/")):
            return response
        title = find_gone_title(request)
        return response if title is None else render(request, "410.html", {"title": title}, status=410)

    def check_view(self, request, kwargs: dict):
        """Answer as to a full disk when a file of an editor's form found no room."""
        report_lost_files(request)

    def process_template_response(self, request, response):
        """Return a form whose file found no room with the status that says so."""
        mark_no_room(response)
        return response

    def process_exception(self, request, exception):
        """Return an error page for exceptions that an editor can resolve, else None."""
        if isinstance(exception, NotPublishableError):
            return report_not_publishable(request, exception)
        if isinstance(exception, ProtectedError | RestrictedError):
            return report_protected(request, exception)
        return render(request, "broken_form.html", status=400) if is_missing_field_error(request, exception) else None


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


def mark_no_room(response) -> None:
    """Give a form the status of a full disk when it says that its file found no room."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    errors = form.errors.as_data().values() if getattr(form, "is_bound", False) else ()
    if any(getattr(error, "code", "") == NO_ROOM for found in errors for error in found):
        response.status_code, response.reason_phrase = FULL.status, "Insufficient Storage"


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


class TextCompressionMiddleware(GZipMiddleware):
    """Django's compression, for whole texts alone."""

    def process_response(self, request, response):
        """Compress a text; leave parts of files and other kinds as they are."""
        if response.status_code == 304:
            return match_weak_etag(request, response)
        if response.status_code == 206 or response.has_header("Content-Range") or response.has_header("Accept-Ranges"):
            return response
        if not is_text(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)


def match_weak_etag(request, response):
    """Give “not modified” the tag and the Vary of the compressed text that the browser has."""
    etag = response.get("ETag", "")
    if f"W/{etag}" in parse_etags(request.headers.get("If-None-Match", "")):
        response["ETag"] = f"W/{etag}"
        patch_vary_headers(response, ("Accept-Encoding",))
    return response
