"""When an event is, in words: “donderdag 21 mei 2026, 20.00 tot 21.30 uur”."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def describe_when(start: datetime, end: datetime | None = None) -> str:
    """Return the day and the hours by the city's clock, in the active language; the end's day only where it differs."""
    begins, ends = timezone.localtime(start), end and timezone.localtime(end)
    words = {"day": _day(begins), "from": _hour(begins), "to": ends and _hour(ends)}
    if ends is None:
        return _("%(day)s, %(from)s") % words
    if ends.date() == begins.date():
        return _("%(day)s, %(from)s to %(to)s") % words
    return _("%(day)s, %(from)s to %(last)s, %(to)s") % {**words, "last": _day(ends)}


def describe_end(end: datetime) -> str:
    """Return until which hour it goes on; with the day where that is not today."""
    ends = timezone.localtime(end)
    return _hour(ends) if ends.date() == timezone.localdate() else f"{_day(ends)}, {_hour(ends)}"


def describe_hour(start: datetime) -> str:
    """Return the hour at which it starts, as it stands alone."""
    return pgettext("time", "%(hour)s") % {"hour": _hour(timezone.localtime(start))}


def _day(moment: datetime) -> str:
    return date_format(moment, "l j F Y", use_l10n=False)


def _hour(moment: datetime) -> str:
    return date_format(moment, _("H:i"), use_l10n=False)
