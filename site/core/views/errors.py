"""Pages for what went wrong, in the reader's language and with a way on."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation


def _language(request) -> str:
    return "en" if request.path_info.startswith("/en/") else "nl"


def _page(request, name: str, status: int) -> HttpResponse:
    with translation.override(_language(request)):
        return render(request, name, status=status)


def not_found(request, exception=None) -> HttpResponse:
    """Nothing stands at this address."""
    return _page(request, "404.html", 404)


def bad_request(request, exception=None) -> HttpResponse:
    """What came in cannot be read. Asks nothing of the request: its host may be forged."""
    return HttpResponse("400 Bad Request", status=400, content_type="text/plain; charset=utf-8")


def forbidden(request, exception=None) -> HttpResponse:
    """Not for this visitor."""
    return _page(request, "403.html", 403)


def csrf_failure(request, reason="") -> HttpResponse:
    """A form that did not come from this site, or that stood open too long."""
    return _page(request, "403.html", 403)


def server_error(request) -> HttpResponse:
    """Something broke. The page asks nothing of the database."""
    try:
        with translation.override(_language(request)):
            html = render_to_string("500.html", {"site_name": settings.WAGTAIL_SITE_NAME})
    except Exception:
        html = "<!doctype html><title>500</title><h1>500</h1>"
    return HttpResponse(html, status=500)
