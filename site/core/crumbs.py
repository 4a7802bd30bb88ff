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


def find_crumbs(subject) -> list[Crumb]:
    """Return the links above `subject`, home first; one query for a page, none else."""
    home = Crumb(_("Home"), "/en/" if (get_language() or "nl").startswith("en") else "/")
    if isinstance(subject, Page):
        if subject.depth is None or subject.depth <= 3:
            return [home]
        above = subject.get_ancestors().filter(depth__gt=2).order_by("path")
        return [home, *(Crumb(page.title, page.url or "/") for page in above)]
    if subject and getattr(subject, "route", "") in LISTS:
        title, name = LISTS[subject.route]
        return [home, Crumb(_(title), reverse(name))]
    return [home]
