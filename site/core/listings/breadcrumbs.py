"""The way back: what stands above a page, a record or a view."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

LISTS = {"theme": ("Themes", "themes"), "place": ("Places", "places"), "organisation": ("Organisations", "organisations"),
         "person": ("People", "people")}  # fmt: skip


@dataclass
class Crumb:
    """A link above this page."""

    title: str | Promise
    url: str


def find_crumbs(subject, known=()) -> list[Crumb]:
    """Return the links above `subject`, home first.

    `known`: pages that were read already, such as those of the menu; one query when something above is not among them.
    """
    home = Crumb(_("Home"), "/en/" if (get_language() or "nl").startswith("en") else "/")
    if isinstance(subject, Page):
        if subject.depth is None or subject.depth <= 3:
            return [home]
        paths = [subject.path[: subject.steplen * depth] for depth in range(3, subject.depth)]
        pages = {page.path: page for page in known if page.path in paths}
        if len(pages) < len(paths):
            pages = {page.path: page for page in Page.objects.filter(path__in=paths)}
        above = [pages[path] for path in paths if path in pages]
        return [home, *(Crumb(page.title, page.url or "/") for page in above)]
    if subject and getattr(subject, "route", "") in LISTS:
        title, name = LISTS[subject.route]
        return [home, Crumb(_(title), reverse(name))]
    return [home]
