"""Error views, in the language of the URL."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from accounts.admin_middleware import is_admin
from core.machine_faults import MachineFault, find_fault
from core.views.too_large import describe_limit
from core.views.typed_again import find_typed
from media.public_use.refusals import in_language_of


def _language(request) -> str:
    return "en" if request.path_info.startswith("/en/") else "nl"


def _page(request, name: str, status: int) -> HttpResponse:
    with translation.override(_language(request)):
        return render(request, name, {"is_error": True, "own_search": True}, status=status)


def not_found(request, exception=None) -> HttpResponse:
    """404: no page at this URL."""
    return _page(request, "404.html", 404)


def bad_request(request, exception=None) -> HttpResponse:
    """400, or 413 on an editing screen; else does not use the request, whose host may be invalid."""
    if isinstance(exception, RequestDataTooBig) and is_admin(request):
        with in_language_of(request.user) if request.user.is_authenticated else translation.override("nl"):
            return machine_fault(request, describe_limit(request))
    return HttpResponse("400 Bad Request", status=400, content_type="text/plain; charset=utf-8")


def forbidden(request, exception=None) -> HttpResponse:
    """403: no permission."""
    return _page(request, "403.html", 403)


def csrf_failure(request, reason="") -> HttpResponse:
    """403: a form of another site, or with an expired token."""
    return _page(request, "403.html", 403)


def server_error(request) -> HttpResponse:
    """500, or the answer to a fault of the machine: 507 or 503; rendered without the database."""
    fault = find_fault(sys.exc_info()[1])
    try:
        with translation.override(_language(request)):
            if fault is not None:
                return machine_fault(request, fault)
            context = {"site_name": settings.WAGTAIL_SITE_NAME, "editing": is_admin(request)}
            return HttpResponse(render_to_string("500.html", context), status=500)
    except Exception:
        status = fault.status if fault else 500
        return HttpResponse(f"<!doctype html><title>{status}</title><h1>{status}</h1>", status=status)


def machine_fault(request, fault: MachineFault) -> HttpResponse:
    """Return a page with what was sent and a button to send it again; JSON for a script, such as an autosave."""
    text = f"{fault.message}. {fault.advice}"
    if is_script(request):
        # Wagtail's autosave shows the message of this code beside the form, and goes on saving.
        data = {"success": False, "error_code": "validation_error", "error_message": text, "detail": text}
        response = JsonResponse(data, status=fault.status, json_dumps_params={"ensure_ascii": False})
    else:
        typed = find_typed(request)
        context = {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "fault": fault,
            "typed": typed,
            "action": request.get_full_path(),
            "csrf_token": get_token(request) if typed else "",
        }
        response = HttpResponse(render_to_string("machine_fault.html", context), status=fault.status)
    # Wagtail's multiple upload view shows only the status line of an error.
    response.reason_phrase = str(fault.status_line).encode("ascii", "ignore").decode()
    response["Cache-Control"] = "no-store"
    if fault.retry_after:
        response["Retry-After"] = str(fault.retry_after)
    return response


def is_script(request) -> bool:
    """Return whether a script sent the request, which takes no page as an answer."""
    return request.headers.get("x-requested-with") == "XMLHttpRequest" or not request.accepts("text/html")
