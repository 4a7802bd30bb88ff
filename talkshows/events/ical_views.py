"""Calendars of all events, of a theme, of a series and of one event: each its own address and `agenda.ics` behind it."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models.querysets import is_public
from directory.localisation import get_locale
from directory.models import Theme
from talkshows.captions.views import respond
from talkshows.events.ical import write_calendar
from talkshows.events.listing import AgendaListing
from talkshows.events.queries import find_events, to_calendar
from talkshows.models import AgendaPage, EpisodePage, SeriesPage

FILE = "agenda.ics"


def _calendar(request, name: str, events, file: str = FILE) -> HttpResponse:
    url = f"{settings.SITE_URL}{request.get_full_path()}"
    # Only the content makes the validator, no date: what is withdrawn makes a calendar older, never younger.
    return respond(request, write_calendar(name, events, url).decode(), "text/calendar", file)


@require_safe
def agenda_calendar(request):
    """Everything with a date in this language; takes the filters of the agenda."""
    listing = AgendaListing(request, get_locale().pk)
    return _calendar(request, f"{settings.WAGTAIL_SITE_NAME}: {listing.calendar_name}", to_calendar(listing.entries))


@require_safe
def theme_calendar(request, slug: str):
    """The events about a theme."""
    theme = get_object_or_404(Theme, locale=get_locale(), slug=slug)
    about = EpisodePage.objects.filter(themes__translation_key=theme.translation_key).values("pk")
    events = find_events(theme.locale_id).filter(pk__in=about)
    return _calendar(request, f"{settings.WAGTAIL_SITE_NAME}: {theme.name}", to_calendar(events))


@require_safe
def page_calendar(request, path: str):
    """The calendar of a series, or one event; an address that moved leads to the new one."""
    page = find_page(request, path)
    if page is None:
        redirect = get_redirect(request, Redirect.normalise_path(request.path.removesuffix(FILE)))
        if redirect is None or redirect.redirect_page is None or not redirect.link:
            raise Http404
        return HttpResponsePermanentRedirect(f"{redirect.link.rstrip('/')}/{FILE}")
    events = find_events(page.locale_id)
    if isinstance(page, SeriesPage):
        return _calendar(request, page.title, to_calendar(events.child_of(page)))
    if isinstance(page, AgendaPage):
        return agenda_calendar(request)
    if isinstance(page, EpisodePage) and (event := to_calendar(events.filter(pk=page.pk))):
        return _calendar(request, page.title, event, f"{page.slug}.ics")
    raise Http404


def find_page(request, path: str) -> Page | None:
    """Return the page at a path below the site's root in the active language, if everybody may read it now."""
    found = Page.route_for_request(request, path)
    if found is None or not Page.objects.live().filter(is_public(), pk=found[0].pk).exists():
        return None
    return found[0].specific
