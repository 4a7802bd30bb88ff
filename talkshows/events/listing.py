"""The agenda as a list: the filters of every list, then what comes, then what was, series by series."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Max, Window
from django.db.models.functions import ExtractYear, Length, Substr
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.filters.database import DatabaseFilters
from core.listings.listing import PER_PAGE, Listing
from core.models import EntryPage
from core.models.querysets import is_public
from talkshows.events.queries import find_events, is_over, order_upcoming

COMING = 24  # more than anybody plans; what has no date yet comes last


class AgendaFilters(DatabaseFilters):
    """The filters of the agenda; `year` is the year in which an event is held."""

    year_lookup = "episodepage__start__year__in"

    @cached_property
    def counts(self) -> list[tuple]:
        """(content type, year or None, number of events) before the reader's choices; one query."""
        events = self.entries.order_by().annotate(listed_year=ExtractYear("start"))
        rows = events.values_list("content_type_id", "listed_year")
        return list(rows.annotate(Count("pk", distinct=True)))


class AgendaListing(Listing):
    """Events with the reader's filters."""

    filters_class = AgendaFilters

    @cached_property
    def base(self):
        """All public events of the language, or those that lie below a page."""
        events = find_events(self.locale_id)
        return events.descendant_of(self.below) if self.below is not None else events

    @property
    def is_filtered(self) -> bool:
        """Whether the reader asked for less than everything, also by a value that does not exist."""
        return any(self.chosen.values())

    @property
    def calendar_url(self) -> str:
        """Address of the calendar with the same filters."""
        query = self.get_url().partition("?")[2]
        return f"{reverse('agenda_calendar')}{'?' if query else ''}{query}"

    @property
    def calendar_name(self) -> str:
        """What that calendar holds, in words."""
        chosen = ", ".join(str(chip["value"]) for chip in self.chips)
        return _("Agenda: %(title)s") % {"title": chosen} if chosen else _("Agenda")

    @cached_property
    def coming(self) -> list:
        """What is still to come or going on, the nearest first; on the first page only."""
        return list(order_upcoming(self.entries).for_cards()[:COMING]) if self.number == 1 else []

    @cached_property
    def past(self):
        """What was: series by series, the series of the last event first, in each the last event first."""
        above = Substr("path", 1, Length("path") - EntryPage.steplen)
        latest = Window(Max("start"), partition_by=F("above"))
        events = self.entries.filter(is_over()).annotate(above=above).annotate(latest=latest)
        return events.order_by(F("latest").desc(nulls_last=True), "above", F("start").desc(nulls_last=True), "-pk")

    @cached_property
    def count_past(self) -> int:
        """How many events were."""
        return self.entries.filter(is_over()).order_by().count()

    @cached_property
    def pages(self) -> int:
        """How many pages the past has; at least 1."""
        return max(1, -(-self.count_past // PER_PAGE))

    @cached_property
    def groups(self) -> list[tuple]:
        """(series or None, its events) of this page of the past; what belongs to no public series has None."""
        start = (self.number - 1) * PER_PAGE
        events = list(self.past.for_cards()[start : start + PER_PAGE])
        pages = Page.objects.live().filter(is_public(), path__in={event.above for event in events})
        series_type = ContentType.objects.get_for_model(_series())
        series = {page.path: page for page in pages if page.content_type_id == series_type.pk}
        groups: dict = {}
        for event in events:
            found = series.get(event.above)
            groups.setdefault(found and found.pk, (found, []))[1].append(event)
        return list(groups.values())


def _series():
    from talkshows.models.series import SeriesPage  # noqa: PLC0415 -- models use this

    return SeriesPage
