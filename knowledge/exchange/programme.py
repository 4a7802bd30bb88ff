"""The order of the list of questions and offers: what is open, what is being worked on, what is over."""

from django.db.models import Case, CharField, DateField, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.exchange import State

OPEN, BUSY, OVER = range(3)


class ExchangeProgramme:
    """Open cards first, the newest of each part at the top; a card whose last day has passed is over."""

    kinds = frozenset({"demand", "offer"})
    headings = {OPEN: _("Open now"), BUSY: _("Matched or under way"), OVER: _("Answered or closed")}

    def arrange(self, entries):
        """Return a queryset of entries in this order, each with its `part`."""
        last_day = Coalesce("demandpage__open_until", "offerpage__open_until", output_field=DateField())
        rows = entries.annotate(
            exchange_state=Coalesce("demandpage__state", "offerpage__state", output_field=CharField()),
            last_day=last_day,
        )
        part = Case(
            When(exchange_state__in=[State.MATCHED, State.RUNNING], then=Value(BUSY)),
            When(
                Q(exchange_state=State.OPEN) & (Q(last_day=None) | Q(last_day__gte=timezone.localdate())),
                then=Value(OPEN),
            ),
            default=Value(OVER),
            output_field=IntegerField(),
        )
        return rows.annotate(part=part).order_by("part", F("display_date").desc(), "-pk")

    def group(self, part, entries):
        """Return one group without a heading of its own."""
        return [(None, entries)]
