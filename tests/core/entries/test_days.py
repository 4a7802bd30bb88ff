"""A day as data is that of the site, not that of UTC."""

from datetime import UTC, date, datetime

import pytest

from core.entries.days import write_day


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (None, ""),
        (date(2031, 7, 9), "2031-07-09"),
        (datetime(2031, 7, 8, 22, 30, tzinfo=UTC), "2031-07-09"),
        (datetime(2031, 1, 8, 22, 30, tzinfo=UTC), "2031-01-08"),
        (date(987, 1, 2), "0987-01-02"),
    ],
)
def test_day_is_that_of_the_site(day, text):
    assert write_day(day) == text
