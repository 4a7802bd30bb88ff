"""Menus of the site, and the context processor `site` that gives them to templates."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models.querysets import is_public
from directory.localisation import locale_for


@dataclass
class Link:
    """A link of a menu."""

    title: str
    url: str
    current: bool = False
    is_search: bool = False


class SiteContext:
    """Menus and site name for the templates of one request; one query, on first use."""

    def __init__(self, request):
        self.request = request
        self.url = settings.SITE_URL
        self.name = settings.WAGTAIL_SITE_NAME
        self._pages = None

    @property
    def pages(self) -> list:
        """Public pages directly below the home page."""
        if self._pages is None:
            found = (
                Page.objects.live()
                .filter(is_public(), depth=3, locale=locale_for((translation.get_language() or "nl")[:2]))
                .order_by("path")
            )
            self._pages = list(found)
        return self._pages

    def _links(self, statements: bool, in_menu: bool) -> list[Link]:
        """Return links to the standard pages (`statements`) or to the other pages, those in menus or those not."""
        here = self.request.path
        links = []
        for page in self.pages:
            is_statement = page.cached_content_type.model == "standardpage"
            if is_statement is statements and page.show_in_menus is in_menu:
                url = page.get_url(self.request) or "/"
                links.append(Link(page.title, url, here.startswith(url)))
        return links

    @property
    def main(self) -> list[Link]:
        """Links of the main menu: listings, places, search."""
        found = self._links(statements=False, in_menu=True)
        for title, name in ((_("Places"), "places"), (_("Search"), "search")):
            url = reverse(name)
            found.append(Link(title, url, self.request.path.startswith(url), is_search=name == "search"))
        return found

    @property
    def directory(self) -> list[Link]:
        """Footer links to listings outside the main menu and to the lists of the directory."""
        names = (
            (_("Themes"), "themes"),
            (_("Places"), "places"),
            (_("Organisations"), "organisations"),
            (_("People"), "people"),
        )
        lists = self._links(statements=False, in_menu=False)
        return [*lists, *(Link(title, reverse(name)) for title, name in names)]

    @property
    def about(self) -> list[Link]:
        """Footer links to standard pages, contact and feeds."""
        return [
            *self._links(statements=True, in_menu=True),
            Link(_("Contact"), reverse("contact")),
            Link(_("Follow with a feed"), reverse("feeds")),
        ]

    @property
    def home(self) -> str:
        """URL of the home page in the active language."""
        return "/" if (translation.get_language() or "nl")[:2] == "nl" else "/en/"


def site(request) -> dict:
    """Context processor: adds `site`, a lazily created `SiteContext`."""
    return {"site": SimpleLazyObject(lambda: SiteContext(request))}
