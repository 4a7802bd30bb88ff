"""Navigation of every page: menus, breadcrumbs and links between languages; `site` is the context processor."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models.querysets import is_public
from directory.localisation import language_of, locale_for


@dataclass
class Link:
    """A word of a menu."""

    title: str
    url: str
    current: bool = False
    find: bool = False  # leads to the search page


TRANSLATED_LISTS = ["themes", "places", "organisations", "people", "contact", "feeds"]


class SiteContext:
    """Menus of one request; one query, made only when a template asks."""

    def __init__(self, request):
        self.request = request
        self.url = settings.SITE_URL
        self.name = settings.WAGTAIL_SITE_NAME
        self._pages = None

    @property
    def pages(self) -> list:
        """Public pages directly below home that stand in a menu."""
        if self._pages is None:
            found = (
                Page.objects.live()
                .filter(is_public(), depth=3, locale=locale_for((translation.get_language() or "nl")[:2]))
                .order_by("path")
            )
            self._pages = list(found)
        return self._pages

    def _links(self, statements: bool, in_menu: bool) -> list[Link]:
        """Links to the pages that are statements, or to the others (lists of every kind)."""
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
        """The main menu: listings, places, search."""
        found = self._links(statements=False, in_menu=True)
        for title, name in ((_("Places"), "places"), (_("Search"), "search")):
            url = reverse(name)
            found.append(Link(title, url, self.request.path.startswith(url), find=name == "search"))
        return found

    @property
    def directory(self) -> list[Link]:
        """Lists that are not in the main menu, and entrances of the directory, for the footer."""
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
        """Statements and contact, for the footer."""
        return [
            *self._links(statements=True, in_menu=True),
            Link(_("Contact"), reverse("contact")),
            Link(_("Follow with a feed"), reverse("feeds")),
        ]

    @property
    def home(self) -> str:
        """Address of the home page in this language."""
        return "/" if (translation.get_language() or "nl")[:2] == "nl" else "/en/"


def site(request) -> dict:
    """Context processor: `site`, made when it is first used."""
    return {"site": SimpleLazyObject(lambda: SiteContext(request))}


def find_translations(subject, request) -> dict[str, str]:
    """Return {language: address} of a page or record in the languages in which it is public, its own included."""
    if subject is None:
        return {}
    if hasattr(subject, "get_url"):
        others = Page.objects.live().filter(is_public())
        found = {language_of(subject.locale_id): subject.get_url(request)}
        for other in others.filter(translation_key=subject.translation_key, alias_of=None).exclude(pk=subject.pk):
            found[language_of(other.locale_id)] = other.get_url(request)
        return {language: url for language, url in found.items() if url}
    records = type(subject).objects.filter(translation_key=subject.translation_key)
    return {language_of(record.locale_id): record.get_absolute_url() for record in records}


def translate_address(match) -> dict[str, str]:
    """Return {language: address} of a view that exists in every language."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                found[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            except NoReverseMatch:
                continue
    return found


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
    home = Crumb(_("Home"), "/en/" if (translation.get_language() or "nl").startswith("en") else "/")
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
