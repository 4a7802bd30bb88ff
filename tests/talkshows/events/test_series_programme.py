"""A series is a programme: the next one first, then what is planned, then what was; one that is cancelled never leads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from talkshows.events.series_programme import arrange
from talkshows.models.episode import list_episodes
from tests import factories
from tests.recordings import recorded

pytestmark = pytest.mark.django_db


def add(series, number, days=None, **values):
    start = timezone.now() + timedelta(days=days) if days is not None else None
    fields = {
        "number": number,
        "start": start,
        "end": None,
        "title": f"Avond {number}",
        "slug": f"avond-{number}",
        **values,
    }
    return factories.EpisodePageFactory(parent=series, **fields)


@pytest.fixture
def series(home):
    series = factories.SeriesPageFactory()
    add(series, 1, **{**recorded(), "start": timezone.now() - timedelta(days=60)})
    add(series, 2, days=-30)
    add(series, 3, days=5, cancelled=True)
    add(series, 4, days=10)
    add(series, 5, days=20)
    add(series, 6)
    return series


def test_order(client, series):
    programme = arrange(list_episodes(series))
    assert programme.next.number == 4 and programme.total == 6
    assert [one.number for one in programme.planned] == [3, 5, 6] and [one.number for one in programme.past] == [1, 2]
    text = client.get(series.url).text.replace("\xa0", " ")
    places = [text.index(f'id="{name}"') for name in ("next", "planned", "past", "follow")]
    assert places == sorted(places) and text.count("agenda.ics") >= 1 and "/podcast/" in text
    assert text.index("Avond 4") < text.index("Avond 3")


def test_series_without_a_next_one(client, home):
    series = factories.SeriesPageFactory()
    assert "De eerste aflevering is nog niet aangekondigd." in client.get(series.url).text
    add(series, 1)
    text = client.get(series.url).text
    assert ">Gepland</h2>" in text and 'id="next"' not in text and 'id="past"' not in text
