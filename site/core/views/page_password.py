"""The password of a private page: its form, in place of Wagtail's, which our pattern of pages hides."""

from datetime import timedelta

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page, PageViewRestriction

from accounts.rate_limits import RateLimit, Source, digest_subject
from core.forms.page_password import PagePasswordForm
from core.forms.protected import FormRefusedError, check_origin

WINDOW, MAX_TRIES = 300, 5  # seconds; wrong passwords of one network for one restriction
PAGE_PASSWORDS = RateLimit("page-password", timedelta(seconds=WINDOW), per_subject=MAX_TRIES)
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
    PAGE_PASSWORDS.forget(Source.of_request(request), digest_subject(f"page {restriction.pk}"))
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


def count_try(request, restriction: PageViewRestriction) -> None:
    """Count a try; raise FormRefusedError (429) for one too many, whatever its password."""
    if PAGE_PASSWORDS.consume(Source.of_request(request), digest_subject(f"page {restriction.pk}")):
        raise FormRefusedError(429, _("That was wrong too often. Wait five minutes, then try again."))
