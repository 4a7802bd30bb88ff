"""Views of iCalendar files: all events, a theme, a series, one event. Each URL is that of the page plus `agenda.ics`."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.views.page_files import find_public_page, redirect_moved_file
from directory.localisation import get_locale
from directory.models import Theme
from directory.references.addresses import follow_merged_address
from media.serving.responses import text_response
from talkshows.events.ical import render_calendar
from talkshows.events.listing import AgendaListing
from talkshows.events.queries import find_events, make_calendar_events
from talkshows.models import AgendaPage, EpisodePage, SeriesPage

FILE_NAME = "agenda.ics"


def _calendar_response(request, name: str, events, file: str = FILE_NAME) -> HttpResponse:
    url = f"{settings.SITE_URL}{request.get_full_path()}"
    # An ETag only: removing an event would make a Last-Modified date older.
    return text_response(request, render_calendar(name, events, url).decode(), "text/calendar", file)


@require_safe
def agenda_calendar(request):
    """Serve all events of the active language; accepts the filters of the agenda."""
    listing = AgendaListing(request, get_locale().pk)
    return _calendar_response(
        request, f"{settings.WAGTAIL_SITE_NAME}: {listing.calendar_name}", make_calendar_events(listing.entries)
    )


@require_safe
@follow_merged_address(Theme)
def theme_calendar(request, slug: str):
    """Serve the events of a theme."""
    theme = get_object_or_404(Theme, locale=get_locale(), slug=slug)
    about = EpisodePage.objects.filter(themes__translation_key=theme.translation_key).values("pk")
    events = find_events(theme.locale_id).filter(pk__in=about)
    return _calendar_response(request, f"{settings.WAGTAIL_SITE_NAME}: {theme.name}", make_calendar_events(events))


@require_safe
def page_calendar(request, path: str):
    """Serve the events of a series, the agenda or one event; redirect when the page has moved."""
    page = find_public_page(request, path)
    if page is None:
        return redirect_moved_file(request, FILE_NAME)
    events = find_events(page.locale_id)
    if isinstance(page, SeriesPage):
        return _calendar_response(request, page.title, make_calendar_events(events.child_of(page)))
    if isinstance(page, AgendaPage):
        return agenda_calendar(request)
    if isinstance(page, EpisodePage) and (event := make_calendar_events(events.filter(pk=page.pk))):
        return _calendar_response(request, page.title, event, f"{page.slug}.ics")
    raise Http404
