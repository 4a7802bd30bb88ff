"""Middleware: files of failed requests, proxies, invalid input, headers, content security policy, who is let by, error pages, compression."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponseBadRequest
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.module_loading import import_string

from accounts.admin_middleware import ADMIN
from accounts.network import get_scheme
from config.error_pages import is_missing_field_error, report_not_publishable, report_protected
from config.upload_handlers import report_lost_files
from core.entries.gone_urls import find_gone_title
from core.entries.publishing import NotPublishableError
from core.machine_faults import BUSY, FULL
from media.uploads import rollback
from media.uploads.validation import NO_ROOM
from page_cache.entry import is_text

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
MAX_PATH = 2000


def stored_files(get_response):
    """Note what a request stores, to take it back when it fails, and delete at its end what it deletes (media.uploads.rollback)."""

    def middleware(request):
        if rollback.current.get() is not None:  # within another request, as that of a preview
            return get_response(request)
        records = rollback.Records()
        token = rollback.current.set(records)
        try:
            return get_response(request)
        finally:
            rollback.current.reset(token)
            if records.deletions:
                rollback.finish(records)

    return middleware


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


class EditingMiddleware:
    """The middleware of `EDITING_MIDDLEWARE`, as if it stood here in MIDDLEWARE; anonymous readers who read pass by it.

    All others go through it, whatever the address: who is signed in acts (accounts.acting), and a form may be that of somebody who signs in.
    """

    def __init__(self, get_response):
        self.get_response = self.first = get_response
        layers = []
        for path in reversed(settings.EDITING_MIDDLEWARE):
            layers.append(import_string(path)(self.first))
            self.first = convert_exception_to_response(layers[-1])
        # In Django's order: the outermost one sees a request first, and last what a view answers or raises.
        self.view_hooks = find_hooks(layers[::-1], "process_view")
        self.template_hooks = find_hooks(layers, "process_template_response")
        self.exception_hooks = find_hooks(layers, "process_exception")

    def __call__(self, request):
        """Return the response of the layers, or of the site to who reads."""
        return self.get_response(request) if is_reading(request) else self.first(request)

    def process_view(self, request, view, args, kwargs):
        """Return the first answer of a layer in place of the view, or None."""
        hooks = () if is_reading(request) else self.view_hooks
        return next((answer for hook in hooks if (answer := hook(request, view, args, kwargs)) is not None), None)

    def process_template_response(self, request, response):
        """Return what the layers make of a response that is not rendered yet."""
        for hook in () if is_reading(request) else self.template_hooks:
            response = hook(request, response)
        return response

    def process_exception(self, request, exception):
        """Return the first answer of a layer to an exception of a view, or None."""
        hooks = () if is_reading(request) else self.exception_hooks
        return next((answer for hook in hooks if (answer := hook(request, exception)) is not None), None)


def find_hooks(layers: list, name: str) -> list:
    """Return the methods of this name of the layers that have one."""
    return [getattr(layer, name) for layer in layers if hasattr(layer, name)]


def is_reading(request) -> bool:
    """Return whether a request reads a public page, and is of nobody who may be signed in."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.path_info.startswith(ADMIN)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
    )


class ErrorPagesMiddleware:
    """Error pages for withdrawn URLs, refused publications and incomplete forms.

    It is placed before the redirect middleware, so it handles the 404s that remain. Some Wagtail views read form fields
    without checking; an interrupted request or a script can omit them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return 410 instead of 404 for the URL of a withdrawn entry."""
        response = self.get_response(request)
        if response.status_code != 404 or request.path.startswith((ADMIN, "/-/", "/static/", "/media/")):
            return response
        title = find_gone_title(request)
        return response if title is None else render(request, "410.html", {"title": title}, status=410)

    def process_view(self, request, view, args, kwargs):
        """Answer as to a full disk when a file of an editor's form found no room."""
        if request.path_info.startswith(ADMIN):
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


def mark_no_room(response) -> None:
    """Give a form the status of a full disk when it says that its file found no room."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    errors = form.errors.as_data().values() if getattr(form, "is_bound", False) else ()
    if any(getattr(error, "code", "") == NO_ROOM for found in errors for error in found):
        response.status_code, response.reason_phrase = FULL.status, "Insufficient Storage"


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
