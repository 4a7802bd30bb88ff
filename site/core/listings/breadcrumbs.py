"""Breadcrumbs of pages and of the directory's records."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

RECORD_LISTS = {"theme": ("Themes", "themes"), "place": ("Places", "places"), "organisation": ("Organisations", "organisations"),
         "person": ("People", "people")}  # fmt: skip


@dataclass
class Breadcrumb:
    """A link to an ancestor of a page."""

    title: str | Promise
    url: str


def get_breadcrumbs(subject, known=()) -> list[Breadcrumb]:
    """Return the links to the ancestors of a page or record, the home page first; for None only the home page.

    `known`: pages that were fetched before, such as those of the menu; one query when an ancestor is not among them.
    """
    home = Breadcrumb(_("Home"), "/en/" if (translation.get_language() or "nl").startswith("en") else "/")
    if isinstance(subject, Page):
        if subject.depth is None or subject.depth <= 3:
            return [home]
        paths = [subject.path[: subject.steplen * depth] for depth in range(3, subject.depth)]
        pages = {page.path: page for page in known if page.path in paths}
        if len(pages) < len(paths):
            pages = {page.path: page for page in Page.objects.filter(path__in=paths)}
        above = [pages[path] for path in paths if path in pages]
        return [home, *(Breadcrumb(page.title, page.url or "/") for page in above)]
    if subject and getattr(subject, "route", "") in RECORD_LISTS:
        title, name = RECORD_LISTS[subject.route]
        return [home, Breadcrumb(_(title), reverse(name))]
    return [home]
