"""The bar above the editor of a translation; its buttons are forms of their own.

wagtail-localize's script saves each text by itself, so the bar is read again after a save (`static/js/translation_bar.js`).
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from editorial.review.bar import make_bar
from editorial.review.take_over import REASON_FIELD
from editorial.translations.editor import describe_translation


def make_translation_context(request, page_id: int) -> dict:
    """Return what the template of the bar needs for a translation, as the database has it now."""
    page = Page.objects.get(pk=page_id).specific  # with its own permissions: those of the editor are none
    bar = make_bar(request.user, page)
    return {
        "bar": bar,
        "page": page,
        "request": request,
        "form_id": "",
        "reason": REASON_FIELD,
        "translated": describe_translation(request.user, page, bar),
        "bar_url": reverse("translation_bar", args=[page.pk]),
    }


@never_cache
@require_safe
def translation_bar(request, page_id: int):
    """Return the bar of a translation as HTML, for who may edit it."""
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=min(page_id, 2**63 - 1))
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    context = make_translation_context(request, page.pk)
    if context["translated"] is None:
        raise Http404
    return render(request, "editorial/board_bar.html", context)
