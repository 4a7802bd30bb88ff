"""Error views, in the language of the URL."""

import errno
import sys

from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

ADMIN = "/beheer/"
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _language(request) -> str:
    return "en" if request.path_info.startswith("/en/") else "nl"


def _page(request, name: str, status: int) -> HttpResponse:
    with translation.override(_language(request)):
        return render(request, name, {"is_error": True, "own_search": True}, status=status)


def not_found(request, exception=None) -> HttpResponse:
    """404: no page at this URL."""
    return _page(request, "404.html", 404)


def bad_request(request, exception=None) -> HttpResponse:
    """400; does not use the request, whose host may be invalid."""
    return HttpResponse("400 Bad Request", status=400, content_type="text/plain; charset=utf-8")


def forbidden(request, exception=None) -> HttpResponse:
    """403: no permission."""
    return _page(request, "403.html", 403)


def csrf_failure(request, reason="") -> HttpResponse:
    """403: a form of another site, or with an expired token."""
    return _page(request, "403.html", 403)


def server_error(request) -> HttpResponse:
    """500, or 507 when the disk is full; rendered without the database."""
    status, reason = (507, True) if is_disk_full(sys.exc_info()[1]) else (500, False)
    try:
        with translation.override(_language(request)):
            context = {"site_name": settings.WAGTAIL_SITE_NAME, "editing": request.path_info.startswith(ADMIN)}
            html = render_to_string(f"{status}.html", context)
            # Wagtail's multiple upload view shows only the status line of an error.
            reason = _("The disk is full: nothing was saved").encode("ascii", "ignore").decode() if reason else None
    except Exception:
        html, reason = f"<!doctype html><title>{status}</title><h1>{status}</h1>", None
    return HttpResponse(html, status=status, reason=reason)


def is_disk_full(error: BaseException | None) -> bool:
    """Return whether `error` or its cause is a full disk or quota."""
    for _step in range(10):
        if error is None:
            return False
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            return True
        if isinstance(error, OperationalError) and "disk is full" in str(error):  # SQLite
            return True
        if getattr(error, "sqlstate", "") == "53100":  # PostgreSQL
            return True
        error = error.__cause__ or error.__context__
    return False
