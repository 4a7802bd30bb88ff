"""The password of a private page: its form, in place of Wagtail's, which our pattern of pages hides."""

import hashlib
import hmac
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page, PageViewRestriction

from accounts.network import client_address
from core.forms.page_password import PagePasswordForm
from core.forms.protected import FormRefusedError, check_origin

WINDOW, MAX_TRIES = 300, 5  # seconds; wrong passwords of one client for one restriction
TEMPLATE = "core/password_page.html"


@csrf_exempt  # the origin is checked without a cookie: only the right password sets one
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authenticate_with_password(request, page_view_restriction_id: int, page_id: int):
    """Ask for the password of a page; the right one opens a session and leads to the page."""
    restriction, page = find_restriction(page_view_restriction_id, page_id)
    if request.method != "POST":
        return render_form(request, PagePasswordForm(restriction, initial={"return_url": page.get_url(request)}))
    form = PagePasswordForm(restriction, data=request.POST)
    try:
        check_origin(request)
        count_try(request, restriction)
    except FormRefusedError as refusal:
        return render_form(request, form, refusal)
    if not form.is_valid():
        refusal = FormRefusedError(403, _("That is not the password of this page. Try again."))
        return render_form(request, form, refusal)
    cache.delete(get_throttle_key(request, restriction))
    restriction.mark_as_passed(request)
    address = form.cleaned_data["return_url"]
    is_own = url_has_allowed_host_and_scheme(address, request.get_host(), request.is_secure())
    return HttpResponseRedirect(address if is_own else page.get_url(request) or "/", status=303)


def find_restriction(restriction_id: int, page_id: int) -> tuple[PageViewRestriction, Page]:
    """Return a restriction with a password and a page that it is about, or raise Http404."""
    if max(restriction_id, page_id) >= 2**63:
        raise Http404
    restriction = get_object_or_404(
        PageViewRestriction, pk=restriction_id, restriction_type=PageViewRestriction.PASSWORD
    )
    page = get_object_or_404(Page.objects.live(), pk=page_id)
    if not page.get_view_restrictions().filter(pk=restriction.pk).exists():
        raise Http404
    return restriction, page


def render_form(request, form, refusal: FormRefusedError | None = None, action: str = ""):
    """Return the form as a page that names nothing of the private one."""
    context = {"form": form, "refusal": refusal, "action_url": action or request.path, "noindex": True}
    response = TemplateResponse(request, TEMPLATE, context, status=refusal.status if refusal else 200)
    if refusal and refusal.status == 429:
        response["Retry-After"] = str(WINDOW)
    return response


def get_throttle_key(request, restriction: PageViewRestriction) -> str:
    """Return the key under which the tries of a client are counted; it is not to be read back to an address."""
    address = client_address(request)
    try:
        ip = ipaddress.ip_address(address)
        if ip.version == 6:  # a client has a network of addresses
            address = str(ipaddress.ip_network((ip, 64), strict=False))
    except ValueError:
        pass
    text = f"page-password {restriction.pk} {address}"
    return "page-password-" + hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


def count_try(request, restriction: PageViewRestriction) -> None:
    """Count a try; raise FormRefusedError (429) for one too many, whatever its password."""
    key, now = get_throttle_key(request, restriction), time.time()
    tries = [moment for moment in cache.get(key, []) if moment > now - WINDOW]
    if len(tries) >= MAX_TRIES:
        raise FormRefusedError(429, _("That was wrong too often. Wait five minutes, then try again."))
    cache.set(key, [*tries, now], WINDOW)
