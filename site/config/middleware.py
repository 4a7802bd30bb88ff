"""Middleware: proxies, hostile input, headers, the content security policy, and errors that become pages."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBadRequest, JsonResponse
from django.middleware.security import SecurityMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from accounts.network import is_trusted_proxy
from core.entries.gone_urls import find_gone_title
from core.entries.publishing import NotPublishableError

ADMIN = "/beheer/"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
MAX_PATH = 2000
# Wagtail's views that stumble over a missing field in another way; each was found by the permission matrix.
UNCHECKED_FIELD_VIEWS = {"wagtailadmin_choose_page_external_link", "wagtailredirects:process_import"}
CHOOSERS = "wagtailsnippetchoosers_"  # `create` without a form to create with


def trusted_proxy(get_response):
    """Believe X-Forwarded-Proto from our own proxies, and from nobody else."""

    def middleware(request):
        proto = request.META.get("HTTP_X_FORWARDED_PROTO", "").split(",")[-1].strip().lower()
        if proto in {"http", "https"} and is_trusted_proxy(request.META.get("REMOTE_ADDR", "")):
            request.META["wsgi.url_scheme"] = request.environ["wsgi.url_scheme"] = proto
        return get_response(request)

    return middleware


def refuse_hostile_input(get_response):
    """Answer 400 to what no browser sends and no database stores: NUL and endless paths."""

    def middleware(request):
        if "\x00" in request.path_info or len(request.path_info) > MAX_PATH:
            return HttpResponseBadRequest("400 Bad Request", content_type="text/plain; charset=utf-8")
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return middleware


def response_headers(get_response):
    """Mend and add headers that no library sets for every response."""

    def middleware(request):
        response = get_response(request)
        if response.get("Content-Encoding") == "None":  # Wagtail's sendfile writes the word
            del response["Content-Encoding"]
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(ADMIN):
            response.setdefault("Cache-Control", "no-store, private")
        elif response.status_code == 200 and request.method in {"GET", "HEAD"}:
            response.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


class LoopbackSecurityMiddleware(SecurityMiddleware):
    """Django's security headers; plain http only on this machine itself."""

    def process_request(self, request):
        """Send everybody else to https."""
        if request.get_host().rsplit(":", 1)[0].lower() in LOOPBACK:
            return None
        return super().process_request(request)


class SiteCSPMiddleware(CSPMiddleware):
    """The readers' policy everywhere, the editors' policy on the editing screens; a preview may stand in an editor's frame."""

    def get_policy_parts(self, request, response, report_only=False):
        """Return the policy of this response."""
        parts = super().get_policy_parts(request, response, report_only)
        if getattr(request, "is_preview", False):  # Wagtail's own request inside the one of the editor
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        elif request.path.startswith(ADMIN) and not getattr(response, "reader_policy", False):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CSP}
        return parts


class ErrorPagesMiddleware:
    """Answers errors that are no faults of ours with a page that helps on.

    It stands before the redirects, so that a withdrawn address is asked for after them. Wagtail reads fields that its own
    forms always send without asking whether they are there; a connection that breaks or a script can leave them out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer 410 instead of 404 where an entry was withdrawn."""
        response = self.get_response(request)
        if response.status_code != 404 or request.path.startswith((ADMIN, "/-/", "/static/", "/media/")):
            return response
        title = find_gone_title(request)
        return response if title is None else render(request, "410.html", {"title": title}, status=410)

    def process_exception(self, request, exception):
        """Return the answer to an exception that an editor can do something about, else None."""
        if isinstance(exception, NotPublishableError):
            return report_not_publishable(request, exception)
        return render(request, "broken_form.html", status=400) if is_missing_field_error(request, exception) else None


def report_not_publishable(request, error: NotPublishableError):
    """Lead the editor to the page with the reasons; the transaction of the publication was undone, nothing is lost."""
    for reason in error.reasons:
        messages.error(request, reason)
    url = reverse("wagtailadmin_pages:edit", args=[error.page.pk])
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"success": False, "errors": error.reasons, "redirect": url}, status=422)
    return redirect(url)


def is_missing_field_error(request, exception) -> bool:
    """Return whether a view of the editing screens failed because its form came in without a field."""
    if not request.path.startswith(ADMIN) or not isinstance(exception, KeyError | AttributeError):
        return False
    match = request.resolver_match
    stumbles = request.method == "POST" and match is not None and (
        match.view_name in UNCHECKED_FIELD_VIEWS or (match.view_name.startswith(CHOOSERS) and match.url_name == "create")
    )  # fmt: skip
    return isinstance(exception, MultiValueDictKeyError) or stumbles
