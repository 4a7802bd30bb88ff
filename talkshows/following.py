"""Which calendars readers can follow, and on which pages they are announced."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.following import CALENDAR, RSS, Followed, Group
from directory.models import Theme
from talkshows.models import AgendaPage, EpisodePage, SeriesPage


def announce(subject):
    """Yield the calendars of a page or record."""
    if isinstance(subject, AgendaPage):
        yield Followed(_("Agenda"), reverse("agenda_calendar"), CALENDAR)
    elif isinstance(subject, Theme):
        yield of_theme(subject)
    if isinstance(subject, AgendaPage | SeriesPage | EpisodePage):
        yield Followed(_("Podcast: %(title)s") % {"title": _("the talks")}, reverse("podcast"), RSS)
    if isinstance(subject, SeriesPage | EpisodePage) and subject.calendar_url:
        yield Followed(_("Agenda: %(title)s") % {"title": subject.title}, subject.calendar_url, CALENDAR)


def of_theme(theme: Theme) -> Followed:
    """Return the calendar of a theme."""
    url = reverse("theme_calendar", args=[theme.slug])
    return Followed(_("Agenda: %(title)s") % {"title": theme.name}, url, CALENDAR)


def list_calendars(locale_id: int):
    """Yield all calendars of a language: of everything, per series, per theme."""
    series = SeriesPage.objects.readable().filter(locale_id=locale_id).defer("body").order_by("title")
    themes = Theme.objects.filter(locale_id=locale_id)
    intro = _(
        "A calendar program that subscribes keeps up by itself: new evenings come in, and what is cancelled is shown as cancelled."
    )
    talks = _("The recordings of talks, for a podcast program.")
    yield Group(_("Podcast"), talks, [Followed(_("Recordings of talks"), reverse("podcast"), RSS)])
    yield Group(_("Calendars"), intro, [Followed(_("Everything with a date"), reverse("agenda_calendar"), CALENDAR)])
    yield Group(
        _("Calendars per series"),
        "",
        [Followed(page.title, page.calendar_url, CALENDAR) for page in series if page.url],
    )
    yield Group(_("Calendars per theme"), "", [Followed(theme.name, of_theme(theme).url, CALENDAR) for theme in themes])
