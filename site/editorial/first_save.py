"""The first save of a new page: one form makes one page, however its autosave and its button pass each other."""

import json

from django.db import transaction
from django.http import JsonResponse
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import COMMENTS_RELATION_NAME, Page

from editorial.autosave import refuse_action, refuse_late
from editorial.edit_conflicts import is_judged, mark_judged, run_view, save_or_refuse, undo_refused
from editorial.editor_tabs import find_tab, is_autosave, is_late, record_save
from editorial.review.form_buttons import read_button, save_or_keep, save_taken_over


class CreatedPageEditView(EditView):
    """Saves the form of a new page over the page that its own autosave has made meanwhile."""

    def get_object(self):
        """Return the page without rows: the form does not know the ids of those that the autosave made."""
        page = super().get_object()
        for relation in page._meta.related_objects:
            if isinstance(relation.field, ParentalKey) and relation.get_accessor_name() != COMMENTS_RELATION_NAME:
                getattr(page, relation.get_accessor_name()).set([])
        return page


def guard_creation(request, parent, page_class):
    """Create a page, or save the one that the same form has made; `before_create_page` hook that runs first."""
    if request.method != "POST" or is_judged(request):
        return None
    if refusal := refuse_action(request):
        return refusal
    read_button(request)
    return save_or_keep(request, lambda: save_new(request, parent, page_class))


def save_new(request, parent, page_class):
    """Save the form of a new page, with the row of its parent locked until that is done."""
    with transaction.atomic():
        Page.objects.select_for_update(no_key=True).get(pk=parent.pk)
        tab = find_tab(request, created_page=True)
        if is_late(request, tab):
            return refuse_late(request)
        if tab is not None and not tab.used_button and type(tab.page.specific_deferred) is page_class:
            return save_taken_over(request, tab.page, lambda: continue_page(request, tab.page))
        mark_judged(request)
        response = run_view(request)
        undo_refused()
        return response


def continue_page(request, page):
    """Save the form over `page`; an autosave is told the address of the page, as by its first save."""
    response = save_or_refuse(request, page, lambda request: CreatedPageEditView.as_view()(request, page.pk))
    if not is_autosave(request) or response.status_code != 200:
        return response
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return JsonResponse({**json.loads(response.content), "url": url, "hydrate_url": f"{url}?_w_hydrate_create_view=1"})


def record_creation(request, page) -> None:
    """Keep which form made a page; `after_create_page` hook."""
    record_save(request, page.pk, None, created=True)
