"""Days as data and as HTML: an evening that begins at half past midnight is on that day, whatever the day is in UTC."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language


def find_day(day: date | datetime) -> date:
    """Return a day in the time zone of the site."""
    return localtime(day).date() if isinstance(day, datetime) else day


def write_day(day: date | datetime | None) -> str:
    """Return a day in the time zone of the site as YYYY-MM-DD, empty when it is not known."""
    return find_day(day).isoformat() if day else ""


def show_day(day: date | datetime | None) -> str:
    """Return a day in the time zone of the site as `<time>`, written out in the active language; empty when it is not known."""
    return make_time(day, get_language()) if day else ""


@lru_cache(2048)
def make_time(day: date | datetime, _language: str) -> str:
    """Return a day as `<time>`, written out in the active language, which is that of `_language`."""
    own = find_day(day)
    return format_html('<time datetime="{}">{}</time>', own.isoformat(), date_format(own, "j F Y"))
