"""Views that create an entry under the right parent, or as the next of a series."""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.entries.parents import find_parents
from core.entries.slugs import make_free_slug
from core.models import EntryPage
from directory.localisation import get_locale


def make_entry(request, kind: str):
    """Redirect to the add form of `kind`, under the parent page with most entries of that kind."""
    model = EntryPage.kinds().get(kind)
    if model is None or not model.is_creatable:
        raise Http404
    parents = find_parents(model, get_locale("nl"))
    for parent in parents:
        if parent.permissions_for_user(request.user).can_add_subpage():
            return redirect("wagtailadmin_pages:add", model._meta.app_label, model._meta.model_name, parent.pk)
    messages.warning(request, _("There is no list yet in which this kind can be made, or you may not add to it."))
    return redirect("wagtailadmin_home")


@require_http_methods(["GET", "POST"])
def make_next(request, pk: int):
    """Confirm, then copy an entry as the next one of its series and redirect to its edit form."""
    page = get_object_or_404(EntryPage, pk=pk).specific
    parent = page.get_parent()
    is_readable = (
        EntryPage.objects.readable().filter(pk=page.pk).exists()
    )  # not a private one: the copy is the editor's own
    allowed = is_readable or page.permissions_for_user(request.user).can_edit()
    if (
        not hasattr(page, "prepare_next")
        or not allowed
        or not parent.permissions_for_user(request.user).can_add_subpage()
    ):
        raise Http404
    if request.method == "GET":
        return render(request, "editorial/make_next.html", {"page": page, "title": get_next_title(page)})
    draft = copy_as_next(page, parent, request.user)
    messages.success(
        request, _("“%(title)s” is a draft now. Check the title, and fill in what is new.") % {"title": draft.title}
    )
    return redirect(reverse("wagtailadmin_pages:edit", args=[draft.pk]))


def get_next_title(page) -> str:
    """Return the title with its number incremented and without subtitle, or with a suffix if it has no number."""
    own = getattr(page, "session_number", None) or getattr(page, "number", None)
    found = re.search(rf"(?<!\d){own}(?!\d)", page.title) if own else None
    found = found or re.search(r"(?<!\d)\d{1,3}$", page.title)
    if found is None:
        return _("%(title)s (next)") % {"title": page.title}
    rest = page.title[found.end() :].partition(":")[0]
    return f"{page.title[: found.start()]}{int(found[0]) + 1}{rest}"


def copy_as_next(page, parent, user):
    """Return a draft copy of `page` under `parent`, prepared by its `prepare_next()`."""
    title = get_next_title(page)
    slug = make_free_slug(type(page)(title=title), parent)
    draft = page.copy(
        update_attrs={"title": title, "slug": slug, "featured": False, "owner": user}, copy_revisions=False,
        keep_live=False, user=user,
    )  # fmt: skip
    draft.prepare_next()
    draft.save_revision(user=user, clean=False)  # required fields may still be empty
    return draft
