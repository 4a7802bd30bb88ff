"""Choosing an entry: the window opens on the entries that can be chosen, not on the sections above them."""

from django.apps import apps
from wagtail.models import Page

from core.models import EntryPage
from directory.localisation import get_locale

NAMES = {"wagtailadmin_choose_page", "wagtailadmin_choose_page_child"}
SECTION = 3  # depth of the lists in which entries lie; above them nothing can be chosen


def show_entries(pages, request):
    """Return the entries of the kinds asked for, newest change first; `pages` where something else is asked or opened."""
    match = request.resolver_match
    wanted = request.GET.get("page_type", "")
    if match.url_name not in NAMES or not wanted:
        return pages
    kinds = [apps.get_model(name) for name in wanted.split(",")]  # Wagtail asked already whether they are pages
    opened = Page.objects.filter(pk=match.kwargs.get("parent_page_id")).select_related("locale").first()
    if not all(issubclass(kind, EntryPage) for kind in kinds) or (opened and opened.depth >= SECTION):
        return pages
    locale = opened.locale if opened and not opened.is_root() else get_locale(_asked_language(request))
    found = (
        Page.objects.type(*kinds)
        .filter(locale=locale)
        .prefetch_related("locale", "content_type")
        .defer_streamfields()
        .specific()
    )
    found = found.prefetch_workflow_states().annotate_site_root_state().annotate_approved_schedule()
    return found.order_by("-latest_revision_created_at", "pk")


def _asked_language(request) -> str:
    return "en" if request.GET.get("locale") == "en" else "nl"
