"""Localised dates and times of events: “donderdag 21 mei 2026, 20.00 tot 21.30 uur”."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def format_date_range(start: datetime, end: datetime | None = None) -> str:
    """Return date and hours in local time and the active language; the end date only where it differs."""
    begins, ends = timezone.localtime(start), end and timezone.localtime(end)
    words = {"day": _day(begins), "from": _hour(begins), "to": ends and _hour(ends)}
    if ends is None:
        return _("%(day)s, %(from)s") % words
    if ends.date() == begins.date():
        return _("%(day)s, %(from)s to %(to)s") % words
    return _("%(day)s, %(from)s to %(last)s, %(to)s") % {**words, "last": _day(ends)}


def format_day(start: datetime) -> str:
    """Return the day on which an event begins, in local time and the active language."""
    return _day(timezone.localtime(start))


def format_hours(start: datetime, end: datetime | None = None) -> str:
    """Return the hours of an event; the end with its day where that is another one."""
    begins, ends = timezone.localtime(start), end and timezone.localtime(end)
    if ends is None:
        return pgettext("time", "%(hour)s") % {"hour": _hour(begins)}
    words = {"from": _hour(begins), "to": _hour(ends)}
    if ends.date() == begins.date():
        return _("%(from)s to %(to)s") % words
    return _("%(from)s to %(last)s, %(to)s") % {**words, "last": _day(ends)}


def format_end(end: datetime) -> str:
    """Return the end time, with its date unless that is today."""
    ends = timezone.localtime(end)
    return _hour(ends) if ends.date() == timezone.localdate() else f"{_day(ends)}, {_hour(ends)}"


def format_start_time(start: datetime) -> str:
    """Return the start time without its date."""
    return pgettext("time", "%(hour)s") % {"hour": _hour(timezone.localtime(start))}


def _day(moment: datetime) -> str:
    return date_format(moment, "l j F Y", use_l10n=False)


def _hour(moment: datetime) -> str:
    return date_format(moment, _("H:i"), use_l10n=False)
