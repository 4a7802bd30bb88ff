"""The programme of a listing of events: what comes, the series, what was by series, and last what is cancelled."""

from itertools import groupby

from django.db.models import Case, F, IntegerField, Max, Q, Value, When, Window
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from talkshows.events.queries import is_past
from talkshows.events.series_groups import PARENT_PATH, find_series_of

COMING, SERIES, PAST, CANCELLED = range(4)


class EventProgramme:
    """The next event first, those without a date after the dated ones; past events by series, the latest of each first."""

    kinds = frozenset({"series", "episode", "gathering"})
    headings = {
        COMING: _("Coming up"),
        SERIES: _("All series"),
        PAST: pgettext_lazy("heading", "Past"),
        CANCELLED: _("Cancelled"),
    }

    see_also = ("listen", _("Rather listen? Every talk as a podcast"))

    def arrange(self, entries):
        """Return a queryset of entries in this order, each with its `part`."""
        part = Case(
            When(episodepage__isnull=True, then=Value(SERIES)),
            When(episodepage__cancelled=True, then=Value(CANCELLED)),
            When(is_past("episodepage__"), then=Value(PAST)),
            default=Value(COMING),
            output_field=IntegerField(),
        )
        coming = Case(When(Q(part=COMING), then=F("episodepage__start")))
        past = Case(When(Q(part=PAST), then=F("episodepage__start")))
        entries = entries.annotate(part=part, above=PARENT_PATH)
        return entries.annotate(
            series_path=Case(When(Q(part=PAST), then=F("above"))),
            latest=Window(Max(past), partition_by=[F("part"), F("above")]),
        ).order_by(
            "part",
            coming.asc(nulls_last=True),
            Case(When(Q(part=PAST), then=F("latest"))).desc(nulls_last=True),
            "series_path",
            F("episodepage__start").desc(nulls_last=True),
            "episodepage__number",
            "title",
            "pk",
        )

    def group(self, part, entries):
        """Return past events by series, where they are of several; the others in one group."""
        groups = [(path, list(found)) for path, found in groupby(entries, key=lambda entry: entry.above)]
        if part != PAST or len(groups) < 2:
            return [(None, entries)]
        series = find_series_of(path for path, _found in groups)
        return [(series.get(path), found) for path, found in groups]
