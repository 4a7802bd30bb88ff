"""Files behind the address of a page: calendars, chapters, citations."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models.querysets import readable_pages
from core.views.pages import serve


def find_public_page(request, path: str) -> Page | None:
    """Return the specific page at a path, or None unless it is live and public."""
    found = Page.route_for_request(request, path)
    if found is None or not readable_pages().filter(pk=found[0].pk).exists():
        return None
    return found[0].specific


def serve_other(request, path: str, name: str) -> HttpResponse:
    """Serve what an address that is reserved behind some pages is elsewhere: a page of that name, else a page that moved."""
    try:
        return serve(request, f"{path}{name}")
    except Http404:
        return redirect_moved_file(request, name)


def redirect_moved_file(request, name: str) -> HttpResponsePermanentRedirect:
    """Redirect to the file `name` behind the new address of a page that moved; raise Http404 where none did."""
    redirect = get_redirect(request, Redirect.normalise_path(request.path.removesuffix(name)))
    if redirect is None or redirect.redirect_page is None or not redirect.link:
        raise Http404
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return HttpResponsePermanentRedirect(f"{redirect.link.rstrip('/')}/{name}{query}")
