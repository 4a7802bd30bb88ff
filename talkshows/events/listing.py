"""The agenda listing: filters, upcoming events, and past events grouped by series."""

from collections.abc import Sequence

from django.db.models import Count, F, Max, Window
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.filters.database import DatabaseFilters
from core.listings.listing import PER_PAGE, Listing, fetch_in_order
from talkshows.events.queries import filter_upcoming, find_events, is_past
from talkshows.events.series_groups import PARENT_PATH, find_series_of

MAX_UPCOMING = 24  # limit of upcoming events; those without a date come last


class AgendaFilters(DatabaseFilters):
    """Filters of the agenda; `year` is the year of the start."""

    year_lookup = "episodepage__start__year"

    def count_all(self) -> list[tuple]:
        """Return (content type id, year or None, number of events) before filtering; one query."""
        events = self.entries.order_by().annotate(listed_year=ExtractYear("start"))
        rows = events.values_list("content_type_id", "listed_year")
        return list(rows.annotate(Count("pk", distinct=True)))


class AgendaListing(Listing):
    """Listing of events."""

    filters_class = AgendaFilters

    @cached_property
    def base(self):
        """All public events of the language, or the descendants of `below`."""
        events = find_events(self.locale_id)
        return events.below(self.below) if self.below is not None else events

    @property
    def is_filtered(self) -> bool:
        """Whether any filter has a value, including values that do not exist."""
        return any(self.chosen.values())

    @property
    def calendar_url(self) -> str:
        """URL of the calendar with the same filters."""
        query = self.get_url().partition("?")[2]
        return f"{reverse('agenda_calendar')}{'?' if query else ''}{query}"

    @property
    def calendar_name(self) -> str:
        """Title of that calendar."""
        chosen = ", ".join(str(chip["value"]) for chip in self.chips)
        return _("Agenda: %(title)s") % {"title": chosen} if chosen else _("Agenda")

    @cached_property
    def upcoming(self) -> list:
        """Upcoming and current events, nearest first; only on the first page."""
        if self.number > 1:
            return []
        first = self.keep_ids("upcoming", filter_upcoming(self.entries)[:MAX_UPCOMING])
        return fetch_in_order(find_events(self.locale_id).for_cards(), first)

    @cached_property
    def past(self):
        """Past events grouped by parent page, the most recent group and event first."""
        latest = Window(Max("start"), partition_by=F("above"))
        events = self.entries.filter(is_past()).annotate(above=PARENT_PATH).annotate(latest=latest)
        return events.order_by(F("latest").desc(nulls_last=True), "above", F("start").desc(nulls_last=True), "-pk")

    @cached_property
    def past_ids(self) -> Sequence[int]:
        """Ids of `past`, in its order; no query while nothing changes."""
        return self.keep_ids("past", self.past)

    @property
    def count_past(self) -> int:
        """Number of past events."""
        return len(self.past_ids)

    @cached_property
    def pages(self) -> int:
        """Number of pages of past events; at least 1."""
        return max(1, -(-self.count_past // PER_PAGE))

    @cached_property
    def groups(self) -> list[tuple]:
        """(series or None, events) pairs of this page of past events; None without a public series."""
        start = (self.number - 1) * PER_PAGE
        found = find_events(self.locale_id).annotate(above=PARENT_PATH)
        events = fetch_in_order(found.for_cards(), self.past_ids[start : start + PER_PAGE])
        series = find_series_of(event.above for event in events)
        groups: dict = {}
        for event in events:
            found = series.get(event.above)
            groups.setdefault(found and found.pk, (found, []))[1].append(event)
        return list(groups.values())
