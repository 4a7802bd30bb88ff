"""The worker draws what comes before somebody asks, and removes the files of what is not public any more."""

import pytest

from core.extensions import periodic_work
from talkshows.kit import store, upkeep
from talkshows.kit.drawing import DrawingError
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    upkeep._failed.clear()


def test_upcoming_kits_are_drawn_once_and_withdrawn_ones_removed(home, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        store,
        "draw_files",
        lambda facts, artworks: drawn.append(facts.language) or {one.name: b"x" for one in artworks},
    )
    event = factories.EpisodePageFactory()
    factories.EpisodePageFactory(parent=event.get_parent(), publish=False)
    assert upkeep.keep_kits in list(periodic_work)
    assert upkeep.keep_kits() == 2 and sorted(drawn) == ["en", "nl"]
    assert upkeep.keep_kits() == 0 and store.list_kept() == [str(event.translation_key)]
    event.unpublish()
    upkeep.keep_kits()
    assert store.list_kept() == []


def test_kit_that_cannot_be_drawn_is_reported_once(home, monkeypatch, caplog):
    def fail(facts, artworks):
        raise DrawingError("no")

    monkeypatch.setattr(store, "draw_files", fail)
    factories.EpisodePageFactory()
    assert (upkeep.keep_kits(), upkeep.keep_kits()) == (0, 0)
    assert sum("cannot be drawn" in record.message for record in caplog.records) == 2  # one for each language
