"""The view that serves pages: Wagtail's, with one query instead of three to find the home page of the language."""

from django.http import Http404
from wagtail.models import Site
from wagtail.views import serve as serve_page

from core.models import HomePage
from core.models.querysets import is_published
from directory.localisation import get_locale


def serve(request, path: str):
    """Serve the page at a path; without a `HomePage` in the language, Wagtail routes it."""
    site = Site.find_for_request(request)
    home = site and HomePage.objects.filter(
        is_published(), translation_key=site.root_page.translation_key, locale=get_locale()
    ).first()  # fmt: skip
    if home:
        home.locale, home.is_known_published = get_locale(), True
        try:
            found = home.route(request, [part for part in path.split("/") if part])
        except Http404:
            found = None
        request._wagtail_route_for_request = found  # Wagtail's cache of the route
    return serve_page(request, path)
