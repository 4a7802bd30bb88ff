"""Days as data: an evening that begins at half past midnight is on that day, whatever the day is in UTC."""

from datetime import date, datetime

from django.utils.timezone import localtime


def write_day(day: date | datetime | None) -> str:
    """Return a day in the time zone of the site as YYYY-MM-DD, empty when it is not known."""
    if isinstance(day, datetime):
        day = localtime(day).date()
    return day.isoformat() if day else ""
