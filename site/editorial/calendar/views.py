"""The calendar of the board, as a month and as a list; both work without script and can be linked to."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import page_permission_policy

from editorial.calendar.kinds import Kind
from editorial.calendar.months import get_weeks, move, read_month
from editorial.calendar.sources import find_dates, get_day, get_hour
from editorial.workflow_state import find_waiting
from media.page_dates import is_published

LISTED_DAYS = 92  # of the list, from the first day of the month on


@require_GET
def show_calendar(request: HttpRequest) -> HttpResponse:
    """Show a month (`maand=2026-11`), or with `vorm=lijst` three months as a list; `soort` limits the kinds of date."""
    month, kinds = read_month(request.GET.get("maand", "")), read_kinds(request.GET.getlist("soort"))
    is_list = request.GET.get("vorm") == "lijst"
    weeks = get_weeks(month)
    first, last = (month, month + timedelta(days=LISTED_DAYS)) if is_list else (weeks[0][0], weeks[-1][-1])
    found = [one for one in find_dates(first, last) if one.kind in kinds]
    rows = [_make_row(one) for one in keep_seen(found, request)]
    title = _("Calendar")
    context = {
        "month": month, "is_list": is_list, "days": _group(rows), "weeks": _fill(weeks, month, rows),
        "kinds": [(kind.value, kind.label, kind.value in kinds) for kind in Kind],
        "weekdays": [date_format(day, "l") for day in weeks[0]],
        "earlier": _link(move(month, -1), is_list, kinds), "later": _link(move(month, 1), is_list, kinds),
        "now": _link(timezone.localdate(), is_list, kinds), "other_form": _link(month, not is_list, kinds),
        "page_title": title, "header_title": title, "header_icon": "calendar-alt", "breadcrumbs_items": [],
    }  # fmt: skip
    return TemplateResponse(request, "editorial/calendar.html", context)


def keep_seen(dates: list, request: HttpRequest) -> list:
    """Return what the user reads on the site, in its words, and all dates of the pages that the user may edit.

    Who writes pages finds all titles in the tree of pages too; who does not may edit what waits for their decision.
    """
    if page_permission_policy.user_has_permission(request.user, "change"):
        return dates
    own = {step.page.pk for step in find_waiting(request.user)}
    read = _find_read(request, {one.page.pk for one in dates} - own)
    shown = [one if one.page.pk in own else replace(one, label=one.public_label) for one in dates]
    return [one for one in shown if one.label and one.page.pk in own | read]


def _find_read(request: HttpRequest, pks: set[int]) -> set[int]:
    """Return the ids of the pages that are published now and that no view restriction keeps from the user."""
    closed = tuple(
        restriction.page.path
        for restriction in PageViewRestriction.objects.select_related("page")
        if not restriction.accept_request(request)
    )
    published = Page.objects.filter(is_published(), pk__in=pks).values_list("pk", "path")
    return {pk for pk, path in published if not path.startswith(closed)}


def read_kinds(values: list[str]) -> list[str]:
    """Return the kinds of date that are asked for; all of them without a known one."""
    known = [value for value in values if value in Kind.values]
    return known or list(Kind.values)


def _make_row(one) -> dict:
    edit = reverse("wagtailadmin_pages:edit", args=[one.page.pk])
    return {
        "day": get_day(one), "hour": get_hour(one), "kind": one.kind, "kind_label": Kind(one.kind).label, "label": one.label,
        "url": edit, "change": one.url if one.url != edit else "",
    }  # fmt: skip


def _group(rows: list[dict]) -> list[dict]:
    """Return the rows of each day that has any."""
    days: dict[date, list[dict]] = {}
    for row in rows:
        days.setdefault(row["day"], []).append(row)
    return [{"day": day, "rows": found} for day, found in days.items()]


def _fill(weeks: list[list[date]], month: date, rows: list[dict]) -> list[list[dict]]:
    """Return the weeks with the rows of each day."""
    found = {group["day"]: group["rows"] for group in _group(rows)}
    today = timezone.localdate()
    return [
        [
            {"day": day, "rows": found.get(day, []), "is_other": day.month != month.month, "is_today": day == today}
            for day in week
        ]
        for week in weeks
    ]


def _link(month: date, is_list: bool, kinds: list[str]) -> str:
    values = [("maand", f"{month:%Y-%m}"), *([("vorm", "lijst")] if is_list else [])]
    if len(kinds) < len(Kind.values):
        values += [("soort", kind) for kind in kinds]
    return f"?{urlencode(values)}"
