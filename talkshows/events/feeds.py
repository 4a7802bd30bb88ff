"""Calendars and the podcast as feed sources: announced on pages, listed on the page of feeds."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.extensions import FeedGroup, FeedLink
from directory.models import Theme
from talkshows.models import AgendaPage, EpisodePage, SeriesPage

CALENDAR, RSS = "text/calendar", "application/rss+xml"


def of_theme(theme: Theme) -> FeedLink:
    """Return the calendar of a theme."""
    url = reverse("theme_calendar", args=[theme.slug])
    return FeedLink(_("Agenda: %(title)s") % {"title": theme.name}, url, CALENDAR)


class EventFeedSource:
    """The feeds of events: calendars of everything, of a series and of a theme, and the podcast."""

    def links_for(self, subject):
        """Yield the calendars of a page or record, without a query."""
        if isinstance(subject, AgendaPage):
            yield FeedLink(_("Agenda"), reverse("agenda_calendar"), CALENDAR)
        elif isinstance(subject, Theme):
            yield of_theme(subject)
        if isinstance(subject, AgendaPage | SeriesPage | EpisodePage):
            yield FeedLink(_("Podcast: %(title)s") % {"title": _("the talks")}, reverse("podcast"), RSS)
        if isinstance(subject, SeriesPage | EpisodePage) and subject.calendar_url:
            yield FeedLink(_("Agenda: %(title)s") % {"title": subject.title}, subject.calendar_url, CALENDAR)

    def groups(self, locale_id: int):
        """Yield all calendars of a language: of everything, per series, per theme."""
        series = SeriesPage.objects.readable().filter(locale_id=locale_id).defer("body").order_by("title")
        themes = Theme.objects.filter(locale_id=locale_id)
        intro = _(
            "A calendar program that subscribes keeps up by itself: new evenings come in, and what is cancelled is shown as cancelled."
        )
        talks = _("The recordings of talks, for a podcast program.")
        yield FeedGroup(_("Podcast"), talks, [FeedLink(_("Recordings of talks"), reverse("podcast"), RSS)])
        yield FeedGroup(
            _("Calendars"), intro, [FeedLink(_("Everything with a date"), reverse("agenda_calendar"), CALENDAR)]
        )
        yield FeedGroup(
            _("Calendars per series"),
            "",
            [FeedLink(page.title, page.calendar_url, CALENDAR) for page in series if page.url],
        )
        yield FeedGroup(
            _("Calendars per theme"), "", [FeedLink(theme.name, of_theme(theme).url, CALENDAR) for theme in themes]
        )
