"""A month as weeks of days, and the months beside it."""

import calendar
from datetime import date

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 2000, 2100


def read_month(text: str) -> date:
    """Return the first day of a month written as `2026-11`; this month for anything else."""
    try:
        year, month = (int(part) for part in text.split("-"))
        if FIRST_YEAR <= year <= LAST_YEAR:
            return date(year, month, 1)
    except ValueError:
        pass
    return timezone.localdate().replace(day=1)


def get_weeks(month: date) -> list[list[date]]:
    """Return the weeks that hold a day of the month, from Monday to Sunday."""
    return calendar.Calendar().monthdatescalendar(month.year, month.month)


def move(month: date, number: int) -> date:
    """Return the first day of a month before (negative) or after this one."""
    total = month.year * 12 + month.month - 1 + number
    return date(total // 12, total % 12 + 1, 1)
