"""The worker draws what comes before somebody asks, and removes the files of what is not public any more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.extensions import periodic_work
from talkshows.kit import store, upkeep
from talkshows.kit.facts import collect_facts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_upcoming_kits_are_drawn_once_and_withdrawn_ones_removed(home):
    keep_kits = upkeep.Upkeep()
    event = factories.EpisodePageFactory()
    factories.EpisodePageFactory(parent=event.get_parent(), publish=False)
    assert upkeep.keep_kits in list(periodic_work)
    assert keep_kits() == 2  # one for each language
    assert all(store.has_files(collect_facts(event, language)) for language in ("nl", "en"))
    with CaptureQueriesContext(connection) as queries:
        assert keep_kits() == 0
    assert len(queries) <= 1 and store.list_kept() == [str(event.translation_key)]
    event.unpublish()
    keep_kits()
    assert store.list_kept() == []


def test_kit_that_cannot_be_drawn_is_reported_once(home, monkeypatch, caplog, tmp_path):
    monkeypatch.setattr("talkshows.kit.drawing.WORKER", tmp_path / "missing.py")
    factories.EpisodePageFactory()
    keep_kits = upkeep.Upkeep()
    assert (keep_kits(), keep_kits()) == (0, 0)
    assert sum("cannot be drawn" in record.message for record in caplog.records) == 2  # one for each language
