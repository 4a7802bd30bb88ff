"""What every request and response goes through, before and after Django's own middleware."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpResponseBadRequest
from django.middleware.security import SecurityMiddleware

from accounts.network import is_ours

ADMIN = "/beheer/"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
MAX_PATH = 2000


def trusted_proxy(get_response):
    """Believe X-Forwarded-Proto from our own proxies, and from nobody else."""

    def middleware(request):
        if is_ours(request.META.get("REMOTE_ADDR", "")):
            proto = request.META.get("HTTP_X_FORWARDED_PROTO", "").split(",")[-1].strip().lower()
            if proto in {"http", "https"}:
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


def response_rules(get_response):
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
