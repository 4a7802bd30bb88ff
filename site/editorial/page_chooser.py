"""Filters the page chooser: it opens on the entries to choose instead of the page tree."""

from django.apps import apps
from wagtail.models import Page

from core.models import EntryPage
from directory.localisation import get_locale
from editorial.edit_grants import is_commenter

CHOOSER_URL_NAMES = {"wagtailadmin_choose_page", "wagtailadmin_choose_page_child"}
SECTION_DEPTH = 3  # depth of index pages; no entry lies above them


def filter_chooser_pages(pages, request):
    """Return the entries of the requested page types, latest revision first, else `pages`; a partner chooses no draft."""
    if is_commenter(request.user):
        pages = pages.filter(live=True)
    match = request.resolver_match
    page_types = request.GET.get("page_type", "")
    if match.url_name not in CHOOSER_URL_NAMES or not page_types:
        return pages
    kinds = [apps.get_model(name) for name in page_types.split(",")]  # validated by Wagtail
    opened = Page.objects.filter(pk=match.kwargs.get("parent_page_id")).select_related("locale").first()
    if not all(issubclass(kind, EntryPage) for kind in kinds) or (opened and opened.depth >= SECTION_DEPTH):
        return pages
    locale = opened.locale if opened and not opened.is_root() else get_locale(_get_requested_language(request))
    found = (
        Page.objects.type(*kinds)
        .filter(locale=locale)
        .prefetch_related("locale", "content_type")
        .defer_streamfields()
        .specific()
    )
    found = found.prefetch_workflow_states().annotate_site_root_state().annotate_approved_schedule()
    if is_commenter(request.user):
        found = found.filter(live=True)
    return found.order_by("-latest_revision_created_at", "pk")


def _get_requested_language(request) -> str:
    return "en" if request.GET.get("locale") == "en" else "nl"
