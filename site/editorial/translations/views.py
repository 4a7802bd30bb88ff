"""The screen with the table of pages and languages."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET
from wagtail.models import Locale

from editorial.edit_grants import TRANSLATIONS
from editorial.translations.table import list_pages, make_rows

SUBMIT = "wagtail_localize.submit_translation"
PER_PAGE = 50


def may_see_table(user) -> bool:
    """Return whether a user has to do with translations."""
    return user.has_perm(SUBMIT) or user.has_perm(TRANSLATIONS)


@require_GET
def translation_table(request):
    """Show how each page stands in each language."""
    if not may_see_table(request.user):
        raise PermissionDenied
    is_missing = request.GET.get("staat") == "ontbreekt"
    pages = Paginator(list_pages(is_missing), PER_PAGE).get_page(request.GET.get("p"))
    locales = list(Locale.objects.order_by("pk"))
    values = {
        "rows": make_rows(pages, locales, request.user.has_perm(SUBMIT)), "locales": locales, "page_obj": pages,
        "is_missing": is_missing,
    }  # fmt: skip
    return render(request, "editorial/translation_table.html", values)
