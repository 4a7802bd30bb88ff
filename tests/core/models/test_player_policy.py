"""A card that loads a player when it is asked for stands only where the policy allows the player."""

import pytest
from django.utils import timezone

from core.models import CollectedEntry, EarlierVersion
from tests import factories
from tests.publishing import publish
from tests.recordings import recorded

pytestmark = pytest.mark.django_db
VIDEO = ("video", {"title": "Avond", "url": "https://vimeo.com/76979871", "poster": None, "duration": ""})


def allows_players(response) -> bool:
    """Return whether a response lets its players load; without a card of a video it must not."""
    frames = next(
        part for part in response["Content-Security-Policy"].split(";") if part.strip().startswith("frame-src")
    )
    allowed = "https://player.vimeo.com" in frames.split()
    assert allowed is ("data-embed=" in response.text)
    return allowed


def test_page_of_text_with_a_video_loads_players(client, home):
    page = factories.StandardPageFactory(body=[VIDEO])
    assert allows_players(client.get(page.url))
    assert not allows_players(client.get(factories.StandardPageFactory().url))


def test_edition_on_paper_loads_the_players_of_its_entries(client, home):
    case, other = factories.CasePageFactory(body=[VIDEO]), factories.CasePageFactory()
    edition = factories.EditionPageFactory(collected=[CollectedEntry(target=case)])
    assert allows_players(client.get(f"{edition.url}print/"))
    assert not allows_players(client.get(edition.url))
    without = factories.EditionPageFactory(collected=[CollectedEntry(target=other)])
    assert not allows_players(client.get(f"{without.url}print/"))


def test_earlier_version_loads_its_players(client, home):
    page = factories.CasePageFactory(body=[VIDEO])
    page.body = factories.make_text("Zonder film.")
    page.corrections = [
        ("correction", {"date": timezone.localdate(), "was": "Een film.", "now": "Geen.", "keep": True})
    ]
    publish(page)
    assert allows_players(client.get(f"/versies/{EarlierVersion.objects.get(entry=page).pk}/"))
    assert not allows_players(client.get(page.url))


@pytest.mark.parametrize("with_video", [True, False])
def test_preview_of_a_draft_loads_its_players(home, with_video):
    body = [VIDEO] if with_video else factories.make_text("Zonder film.")
    for make in (factories.CasePageFactory, factories.StandardPageFactory, factories.EditionPageFactory):
        response = make(body=body).make_preview_request()
        assert allows_players(response) is with_video
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_preview_of_an_event_loads_the_player_of_its_recording(home):
    page = factories.EpisodePageFactory(**recorded(recording_url="https://vimeo.com/76979871"))
    assert allows_players(page.make_preview_request())
