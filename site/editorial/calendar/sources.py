"""The dates of the board itself: publications and withdrawals that are planned, steps that are due, entries to look at again."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.entries.days import find_day
from core.extensions import CalendarDate, calendar_sources
from editorial.calendar.kinds import Kind
from editorial.review_dates import find_review_dates
from editorial.step_names import name_task
from editorial.waiting import find_due_steps


def find_dates(first: date, last: date) -> list[CalendarDate]:
    """Return all dates from `first` to `last`, in order."""
    found = [one for find in calendar_sources for one in find(first, last)]
    return sorted(found, key=lambda one: (get_day(one), get_hour(one), one.label))


def get_day(one: CalendarDate) -> date:
    """Return the local day of a date."""
    return find_day(one.moment)


def get_hour(one: CalendarDate) -> str:
    """Return the local time of a date, or an empty text for a whole day."""
    return f"{timezone.localtime(one.moment):%H:%M}" if isinstance(one.moment, datetime) else ""


def change_url(page, kind: str) -> str:
    """Return the address of the small form."""
    return reverse("change_date", args=[page.pk, kind])


def between(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments at which a span of local days begins and ends."""
    return timezone.make_aware(datetime.combine(first, time.min)), timezone.make_aware(datetime.combine(last, time.max))


def find_planned(first: date, last: date) -> Iterator[CalendarDate]:
    """Yield the planned publications; what is planned for a public page is not on the site yet."""
    planned = Revision.page_revisions.filter(approved_go_live_at__range=between(first, last))
    moments = dict(planned.order_by("-approved_go_live_at").values_list("object_id", "approved_go_live_at"))
    for page in Page.objects.filter(pk__in=[int(pk) for pk in moments]):
        if moment := moments.get(str(page.pk)):
            yield CalendarDate(
                Kind.PLANNED, moment, page, page.get_admin_display_title(), change_url(page, Kind.PLANNED)
            )


def find_withdrawals(first: date, last: date) -> Iterator[CalendarDate]:
    """Yield the pages that go off the site."""
    for page in Page.objects.filter(live=True, expire_at__range=between(first, last)):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield CalendarDate(Kind.WITHDRAWAL, page.expire_at, page, page.get_admin_display_title(), url, page.title)


def find_due(first: date, last: date) -> Iterator[CalendarDate]:
    """Yield the steps of the workflow that are to be decided; each is about a version that is not on the site."""
    for state, page, day in find_due_steps(last):
        if day >= first:
            label = _("%(title)s: %(task)s") % {
                "title": page.get_admin_display_title(),
                "task": name_task(state.task.name),
            }
            yield CalendarDate(Kind.DUE, day, page, label, change_url(page, Kind.DUE))


def find_reviews(first: date, last: date) -> Iterator[CalendarDate]:
    """Yield the entries to look at again."""
    for entry, day in find_review_dates(first, last):
        url = change_url(entry, Kind.REVIEW)
        yield CalendarDate(Kind.REVIEW, day, entry, entry.get_admin_display_title(), url, entry.title)
