"""Events for the calendar of the board: public ones on the date that readers see, and drafts on the date they would get."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.extensions import CalendarDate
from directory.localisation import get_locale
from talkshows.models.episode import EpisodePage

EVENT = "event"  # the kind of date, in the calendar and in the address of its form


def find_calendar_dates(first: date, last: date) -> Iterator[CalendarDate]:
    """Yield the dates of events of the first language; translations have those of their source."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last, time.max))
    events = EpisodePage.objects.filter(locale=get_locale("nl"), alias_of=None).defer("body")
    for event in events.filter(live=True, start__range=(begin, end)):
        yield _describe(event, event.start, event.title, event.cancelled, is_public=True)
    for event in events.filter(has_unpublished_changes=True, latest_revision__isnull=False).select_related(
        "latest_revision"
    ):
        content = event.latest_revision.content
        start = datetime.fromisoformat(content["start"]) if content.get("start") else None
        if start is not None and begin <= start <= end and not (event.live and start == event.start):
            title = _("%(title)s (draft)") % {"title": event.get_admin_display_title()}
            yield _describe(event, start, title, bool(content.get("cancelled")))


def _describe(
    event: EpisodePage, start: datetime, title: str, is_cancelled: bool, is_public: bool = False
) -> CalendarDate:
    label = _("cancelled: %(title)s") % {"title": title} if is_cancelled else title
    url = reverse("change_date", args=[event.pk, EVENT])
    return CalendarDate(EVENT, start, event, label, url, label if is_public else "")
