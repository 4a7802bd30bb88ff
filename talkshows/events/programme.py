"""The programme of a listing of events: what comes, the series, what was, and last what is cancelled."""

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from talkshows.events.queries import is_past

COMING, SERIES, PAST, CANCELLED = range(4)


class EventProgramme:
    """The next event first, those without a date after the dated ones; past events with the latest first."""

    kinds = frozenset({"series", "episode", "gathering"})
    headings = {
        COMING: _("Coming up"),
        SERIES: _("All series"),
        PAST: _("Been, and to watch again"),
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
        return entries.annotate(part=part).order_by(
            "part",
            coming.asc(nulls_last=True),
            F("episodepage__start").desc(nulls_last=True),
            "episodepage__number",
            "title",
            "pk",
        )
