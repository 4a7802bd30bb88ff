"""The line on the home page: the series with the nearest evening, as a few stops around it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.listings.upcoming import find_upcoming
from talkshows.events.timeline import STOPS, find_timeline
from talkshows.models.episode import DEFAULT_DURATION, EpisodePage
from tests import factories

pytestmark = pytest.mark.django_db


def evening(series, number, days, **values):
    """Return an episode that starts in `days` days."""
    start = timezone.now() + timedelta(days=days) if days is not None else None
    return factories.EpisodePageFactory(parent=series, number=number, start=start, end=None, **values)


def test_nothing_without_a_series(home):
    factories.GatheringPageFactory(start=timezone.now() + timedelta(days=1))
    assert find_timeline(home.locale_id) is None


def test_stops_around_the_nearest_evening(home):
    other = factories.SeriesPageFactory(title="Later")
    evening(other, 1, 90)
    series = factories.SeriesPageFactory(title="Nu")
    evenings = [evening(series, number + 1, 10 * (number - 3) + 5) for number in range(7)]
    line = find_timeline(home.locale_id)
    assert (line.title, line.url, line.current) == ("Nu", series.url, evenings[3].pk)
    assert [stop.number for stop in line.stops] == [2, 3, 4, 5, 6]
    assert len(line.stops) == STOPS


def test_evening_of_today_without_an_end_is_the_next_as_long_as_it_lasts(home):
    series = factories.SeriesPageFactory()
    running, after = evening(series, 1, -0.5 / 24), evening(series, 2, 9)
    assert find_timeline(home.locale_id).current == running.pk
    EpisodePage.objects.filter(pk=running.pk).update(start=timezone.now() - DEFAULT_DURATION)
    assert find_timeline(home.locale_id).current == after.pk


def test_cancelled_evening_is_a_stop_but_not_the_next(home):
    series = factories.SeriesPageFactory()
    evening(series, 1, 2, cancelled=True)
    second = evening(series, 2, 9)
    line = find_timeline(home.locale_id)
    assert (line.current, [stop.number for stop in line.stops]) == (second.pk, [1, 2])


def test_last_evening_when_nothing_comes(home):
    series = factories.SeriesPageFactory(title="Voorbij")
    evening(series, 1, -9)
    evening(series, 2, None)
    line = find_timeline(home.locale_id)
    assert (line.title, line.current, [stop.number for stop in line.stops]) == ("Voorbij", None, [1, 2])


def test_draft_and_private_evenings_are_no_stops(home):
    series = factories.SeriesPageFactory()
    evening(series, 1, 3, publish=False, title="Pimpernel")
    shown = evening(series, 2, 9)
    line = find_timeline(home.locale_id)
    assert [stop.pk for stop in line.stops] == [shown.pk]


def test_home_says_the_next_evening_on_the_line_and_leaves_no_gap_in_the_agenda(home, client):
    series = factories.SeriesPageFactory(title="Stadsreeks")
    nearest = evening(series, 1, 3, title="Kweepeer")
    gathering = factories.GatheringPageFactory(title="Mispel", start=timezone.now() + timedelta(days=5))
    assert [entry.pk for entry in find_upcoming(home.locale_id)] == [nearest.pk, gathering.pk]
    text = client.get("/").text
    line, agenda = text.index("Stadsreeks</h2>"), text.index('id="coming"')
    stops = text[line : text.index("</section>", line)]
    assert 'aria-current="true"' in stops
    assert "Kweepeer" in stops
    told = text[agenda : text.index("</section>", agenda)]
    assert told.index("Kweepeer") < told.index("Mispel")
    assert agenda < text.index('id="new"') < line
    assert "Kweepeer" not in text[text.index('id="new"') : line]  # what lies ahead is no news of the knowledge
