"""Navigation of every page: menus (context processor `site`), breadcrumbs, and URLs in other languages."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models.querysets import BOOKKEEPING, is_published, readable_pages
from directory.localisation import language_of, locale_for
from page_cache.state import memo

LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
SITEMAP_VIEWS = [
    "themes", "places", "organisations", "people", "contact", "feeds", "whats_new", "map",
    "new_demand", "new_offer", "exchange_overview", "initiatives",
]  # fmt: skip
TRANSLATED_VIEWS = {
    *SITEMAP_VIEWS,
    "search",
    "save_search",
    "listen",
    "subscribe_weekly",
    "subscribe_reminder",
    "subscribe_fitting-cards",
    "confirm_subscription",
    "end_subscriptions",
    "end_subscription",
    "fill_demand",
    "fill_offer",
    "confirm_submission",
    "own_submission",
    "change_submission",
    "prolong_submission",
    "withdraw_submission",
    "answer_proposal",
}
# {route of a record: (title, URL name) of its list}
RECORD_LISTS = {
    "theme": ("Themes", "themes"),
    "place": ("Places", "places"),
    "organisation": ("Organisations", "organisations"),
    "person": ("People", "people"),
}


@dataclass
class Link:
    """A link of a menu."""

    title: str
    url: str
    current: bool = False
    is_search: bool = False


class MenuPage(NamedTuple):
    """A page of a menu, as every page that shows the menu needs it."""

    title: str
    url: str
    is_statement: bool
    in_menu: bool


class Menus(NamedTuple):
    """What every page of a language shows: pages for the main menu, and the footer's links to lists and of the site itself."""

    pages: list[MenuPage]
    directory: list[Link]
    about: list[Link]


def make_menu_page(page: Page, request) -> MenuPage:
    """Return what a menu says of a page."""
    url = page.get_url(request) or "/"
    return MenuPage(page.title, url, page.cached_content_type.model == "standardpage", page.show_in_menus)


def _get_locale():
    return locale_for((translation.get_language() or "nl")[:2])


class SiteContext:
    """Menus and site name for the templates of one request; no query while nothing changes."""

    def __init__(self, request):
        self.request = request
        self.url = settings.SITE_URL
        self.name = settings.WAGTAIL_SITE_NAME
        self._pages = None

    @property
    def pages(self) -> list[Page]:
        """Public pages directly below the home page."""
        if self._pages is None:
            locale = _get_locale()
            found = readable_pages().filter(depth=3, locale=locale).order_by("path")
            self._pages = [copy(page) for page in memo.get(("pages", locale.pk), lambda: list(found))]
        return self._pages

    @cached_property
    def menus(self) -> Menus:
        """What menus and footer say, the same on every page of a language."""
        return memo.get(("menus", _get_locale().pk, self.request.get_host()), self._make_menus)

    def _make_menus(self) -> Menus:
        pages = [make_menu_page(page, self.request) for page in self.pages]
        return Menus(pages, _make_directory(pages), _make_about(pages))

    @property
    def main(self) -> list[Link]:
        """Links of the main menu: listings, places, search."""
        here = self.request.path
        pages = _select(self.menus.pages, statements=False, in_menu=True)
        found = [Link(page.title, page.url, here.startswith(page.url)) for page in pages]
        for title, name in ((_("Places"), "places"), (_("Search"), "search")):
            url = reverse(name)
            found.append(Link(title, url, here.startswith(url), is_search=name == "search"))
        return found

    @property
    def directory(self) -> list[Link]:
        """Footer links to listings outside the main menu and to the lists of the directory."""
        return self.menus.directory

    @property
    def about(self) -> list[Link]:
        """Footer links to standard pages, contact and feeds."""
        return self.menus.about

    @property
    def home(self) -> str:
        """URL of the home page in the active language."""
        return "/" if (translation.get_language() or "nl")[:2] == "nl" else "/en/"


def _select(pages: list[MenuPage], statements: bool, in_menu: bool) -> list[MenuPage]:
    """Return the standard pages (`statements`) or the other pages, those in menus or those not."""
    return [page for page in pages if page.is_statement is statements and page.in_menu is in_menu]


def _make_directory(pages: list[MenuPage]) -> list[Link]:
    names = (
        (_("Themes"), "themes"),
        (_("Places"), "places"),
        (_("Map"), "map"),
        (_("Organisations"), "organisations"),
        (_("People"), "people"),
    )
    lists = [Link(page.title, page.url) for page in _select(pages, statements=False, in_menu=False)]
    return [*lists, *(Link(title, reverse(name)) for title, name in names)]


def _make_about(pages: list[MenuPage]) -> list[Link]:
    return [
        *(Link(page.title, page.url) for page in _select(pages, statements=True, in_menu=True)),
        Link(_("Contact"), reverse("contact")),
        Link(_("What is new"), reverse("whats_new")),
        Link(_("Follow with a feed"), reverse("feeds")),
    ]


def site(request) -> dict:
    """Context processor: adds `site`, a lazily created `SiteContext`."""
    return {"site": SimpleLazyObject(lambda: SiteContext(request))}


@dataclass
class Breadcrumb:
    """A link to an ancestor of a page."""

    title: str | Promise
    url: str


def get_breadcrumbs(subject, known=()) -> list[Breadcrumb]:
    """Return the links to the ancestors of a page or record, the home page first; for None only the home page.

    An ancestor that is not published is left out.
    `known`: pages that were fetched before, such as those of the menu; one query when an ancestor is not among them.
    """
    home = Breadcrumb(_("Home"), "/en/" if (translation.get_language() or "nl").startswith("en") else "/")
    if isinstance(subject, Page):
        if subject.depth is None or subject.depth <= 3:
            return [home]
        paths = [subject.path[: subject.steplen * depth] for depth in range(3, subject.depth)]
        pages = {page.path: page for page in known if page.path in paths}
        if len(pages) < len(paths):
            pages = {page.path: page for page in Page.objects.filter(is_published(), path__in=paths)}
        above = [pages[path] for path in paths if path in pages]
        return [home, *(Breadcrumb(page.title, page.url or "/") for page in above)]
    if subject and getattr(subject, "route", "") in RECORD_LISTS:
        title, name = RECORD_LISTS[subject.route]
        return [home, Breadcrumb(_(title), reverse(name))]
    return [home]


def find_translations(subject, request) -> dict[str, str]:
    """Return {language: URL} of a page or record for each language in which it is public, its own included."""
    if subject is None:
        return {}
    if hasattr(subject, "get_url"):
        own, name = subject.get_url(request), ("translations", subject.translation_key, subject.pk)
        others = memo.get(name, lambda: _find_other_pages(subject, request))
        return {**({language_of(subject.locale_id): own} if own else {}), **others}
    records = type(subject).objects.filter(translation_key=subject.translation_key)
    return {language_of(record.locale_id): record.get_absolute_url() for record in records}


def _find_other_pages(page: Page, request) -> dict[str, str]:
    others = readable_pages().filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    others = others.defer(*BOOKKEEPING)
    found = {language_of(other.locale_id): other.get_url(request) for other in others}
    return {language: url for language, url in found.items() if url}


def translate_view_url(match) -> dict[str, str]:
    """Return {language: URL} of the view of a resolver match, for each language that has a URL for it."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                found[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            except NoReverseMatch:
                continue
    return found


def language_links(context) -> dict:
    """Return the URLs of the current page in other languages.

    Keys: `alternates` ({language: absolute URL}), `canonical`, and `other` (code, name, URL or empty, and the id of the
    form that is taken along). A view that knows the URLs gives them as `language_urls`.
    """
    request = context.get("request")
    current = (translation.get_language() or "nl")[:2]
    other = "en" if current == "nl" else "nl"
    found: dict[str, str] = {}
    subject = context.get("page") or context.get("record")
    if "language_urls" in context:
        found = context["language_urls"]
    elif request is not None:
        match = request.resolver_match
        if match and match.view_name in TRANSLATED_VIEWS:  # also where it speaks of a page
            found = translate_view_url(match)
        elif isinstance(subject, Page) and not subject.pk:
            found = {}
        elif subject is not None:
            found = find_translations(subject, request)
    absolute = {
        code: url if url.startswith("http") else f"{settings.SITE_URL}{url}" for code, url in sorted(found.items())
    }
    link = {"code": other, "name": LANGUAGE_NAMES[other], "url": found.get(other, ""), "form": ""}
    if link["url"] and context.get("reader_form"):
        query = request.META.get("QUERY_STRING", "")
        link |= {"form": context["reader_form"], "url": f"{link['url']}?{query}" if query else link["url"]}
    return {
        "alternates": absolute if len(absolute) > 1 else {},
        "canonical": absolute.get(current, ""),
        "other": link,
    }


NEIGHBOURS = 2  # pages shown on each side of the current one


def make_pager(current: int, pages: int, get_url: Callable[[int], str]) -> list[dict]:
    """Return first, last and the pages around the current one: number, url, current, and rel ("prev", "next" or "")."""
    around = sorted({1, pages, *range(max(1, current - NEIGHBOURS), min(pages, current + NEIGHBOURS) + 1)})
    rels = {current - 1: "prev", current + 1: "next"}
    return [
        {"number": number, "url": get_url(number), "current": number == current, "rel": rels.get(number, "")}
        for number in around
    ]
