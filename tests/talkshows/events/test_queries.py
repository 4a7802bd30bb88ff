"""Episodes and gatherings: their state follows from their data, and the agenda puts them in order."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from talkshows.events.queries import find_events, find_upcoming, is_past
from talkshows.models.episode import list_episodes
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def find_past(locale_id):
    """Return what was, the last first."""
    return find_events(locale_id).filter(is_past()).order_by("-start")


VIDEO = "https://vimeo.com/76979871"


@pytest.mark.parametrize(
    ("begin", "end", "more", "state"),
    [(24, 26, {}, "announced"), (None, None, {}, "announced"), (-1, 1, {}, "live"), (-3, -1, {}, "past"), (-1, None, {}, "live"), (-3, None, {}, "past"),
     (-3, -1, {"recording_url": VIDEO}, "recorded"), (24, 26, {"cancelled": True}, "cancelled"),
     (-3, -1, {"recording_url": VIDEO, "cancelled": True}, "cancelled")],
)  # fmt: skip
def test_state_follows_from_the_data(home, begin, end, more, state):
    now = timezone.now()
    moments = {
        name: now + hours * HOUR if hours is not None else None for name, hours in (("start", begin), ("end", end))
    }
    assert factories.EpisodePageFactory(publish=False, **moments, **more).state == state


@pytest.mark.parametrize(
    ("values", "field"),
    [({"start": None}, "start"), ({"end": "start"}, "end"), ({"recording_url": "https://video.example/1"}, "recording_url"),
     ({"recording_url": "https://www.youtube.com/"}, "recording_url")],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(home, values, field):
    episode = factories.EpisodePageFactory()
    for name, value in values.items():
        setattr(episode, name, episode.start if value == "start" else value)
    with pytest.raises(ValidationError) as refused:
        episode.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_agenda_has_the_nearest_first_and_the_last_past_first(home):
    now = timezone.now()
    times = {"ver": 48, "straks": 2, "net": -2, "lang": -48}
    pages = {
        name: factories.GatheringPageFactory(title=name, start=now + at * HOUR, end=now + (at + 1) * HOUR)
        for name, at in times.items()
    }
    factories.GatheringPageFactory(title="ooit", start=None, end=None)
    factories.GatheringPageFactory(title="concept", publish=False)
    locale = pages["ver"].locale_id
    assert [page.title for page in find_upcoming(locale)] == ["straks", "ver", "ooit"]
    assert [page.title for page in find_past(locale)] == ["net", "lang"]


def test_series_lists_its_public_episodes_by_number(home):
    series = factories.SeriesPageFactory()
    for number in (3, 1, 2):
        factories.EpisodePageFactory(parent=series, number=number)
    factories.EpisodePageFactory(parent=series, number=4, publish=False)
    assert [episode.number for episode in list_episodes(series)] == [1, 2, 3]


def test_next_episode_keeps_place_and_drops_day_and_recording(home):
    episode = factories.EpisodePageFactory(
        publish=False, number=4, recording_url=VIDEO, cancelled_reason="Ziek", cancelled=True
    )
    episode.prepare_next()
    assert (episode.number, episode.start, episode.end, episode.recording_url, episode.cancelled) == (
        5,
        None,
        None,
        "",
        False,
    )
    assert episode.venue == "Buurthuis"
