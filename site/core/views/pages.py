"""The view that serves pages: Wagtail's, with one query instead of three to find the home page of the language."""

from copy import copy

from django.http import Http404
from wagtail.models import Site
from wagtail.views import serve as serve_page

from core.models import HomePage
from core.models.querysets import is_published
from directory.localisation import get_locale
from page_cache.state import memo


def serve(request, path: str):
    """Serve the page at a path; without a `HomePage` in the language, Wagtail routes it."""
    site = find_site(request)
    home = site and find_home(site)
    if home:
        home.locale, home.is_known_published = get_locale(), True
        try:
            found = home.route(request, [part for part in path.split("/") if part])
        except Http404:
            found = None
        request._wagtail_route_for_request = found  # Wagtail's cache of the route
    return serve_page(request, path)


def find_site(request) -> Site | None:
    """Return the site of a request's host, and leave it where Wagtail looks for it; no query while nothing changes."""
    host = (request.get_host(), request.get_port())
    site = copy(memo.get(("site", *host), lambda: Site.find_for_request(request)))
    request._wagtail_site = site
    return site


def find_home(site: Site) -> HomePage | None:
    """Return the home page in the active language, for this request alone; no query while nothing changes."""
    locale, key = get_locale(), site.root_page.translation_key
    published = HomePage.objects.filter(is_published(), translation_key=key, locale=locale)
    return copy(memo.get(("home", key, locale.pk), published.first))
