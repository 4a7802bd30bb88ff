"""Feed source for `core`: calendars and the podcast, linked from pages and listed on the feeds page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.extensions import FeedGroup, FeedLink
from directory.models import Theme
from talkshows.models import AgendaPage, EpisodePage, SeriesPage

CALENDAR, RSS = "text/calendar", "application/rss+xml"


def theme_link(theme: Theme) -> FeedLink:
    """Return the link to the calendar of a theme."""
    url = reverse("theme_calendar", args=[theme.slug])
    return FeedLink(_("Agenda: %(title)s") % {"title": theme.name}, url, CALENDAR)


class EventFeedSource:
    """Implements `core.extensions.FeedSource` for calendars and the podcast."""

    def links_for(self, subject):
        """Yield the FeedLinks of a page or record; no query."""
        if isinstance(subject, AgendaPage):
            yield FeedLink(_("Agenda"), reverse("agenda_calendar"), CALENDAR)
        elif isinstance(subject, Theme):
            yield theme_link(subject)
        if isinstance(subject, AgendaPage | SeriesPage | EpisodePage):
            yield FeedLink(_("Podcast: %(title)s") % {"title": _("the talks")}, reverse("podcast"), RSS)
        if isinstance(subject, SeriesPage | EpisodePage) and subject.calendar_url:
            yield FeedLink(_("Agenda: %(title)s") % {"title": subject.title}, subject.calendar_url, CALENDAR)

    def groups(self, locale_id: int):
        """Yield the FeedGroups of a language: the podcast, all events, per series, per theme."""
        series = SeriesPage.objects.readable().filter(locale_id=locale_id).defer("body").order_by("title")
        themes = Theme.objects.filter(locale_id=locale_id)
        intro = _(
            "A calendar program that subscribes keeps up by itself: new evenings come in, and what is cancelled is shown as cancelled."
        )
        talks = _("The recordings of talks, for a podcast program.")
        links = [
            FeedLink(_("Recordings of talks"), reverse("podcast"), RSS),
            FeedLink(_("How to listen"), reverse("listen"), "text/html"),
        ]
        yield FeedGroup(_("Podcast"), talks, links)
        yield FeedGroup(
            _("Calendars"), intro, [FeedLink(_("Everything with a date"), reverse("agenda_calendar"), CALENDAR)]
        )
        yield FeedGroup(
            _("Calendars per series"),
            "",
            [FeedLink(page.title, page.calendar_url, CALENDAR) for page in series if page.url],
        )
        yield FeedGroup(
            _("Calendars per theme"), "", [FeedLink(theme.name, theme_link(theme).url, CALENDAR) for theme in themes]
        )
