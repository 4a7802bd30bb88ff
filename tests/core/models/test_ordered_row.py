"""Rows that an editor puts in order come in one order from every database."""

import pytest
from django.apps import apps
from wagtail.models import Orderable

from talkshows.models import EpisodePage
from tests import factories
from tests.recordings import recorded

ROWS = [model for model in apps.get_models() if issubclass(model, Orderable) and model.__module__.split(".")[0] in
        {"core", "knowledge", "publications", "talkshows", "editorial", "directory", "page_cache", "media", "search"}]  # fmt: skip


def test_rows_of_one_place_have_an_order():
    assert len(ROWS) >= 16
    assert not {model.__name__: model._meta.ordering for model in ROWS if model._meta.ordering[-1] != "pk"}


@pytest.mark.django_db
def test_a_changed_row_keeps_its_place(home):
    page = factories.EpisodePageFactory(**recorded())
    page.caption_tracks.get(language="nl").save()  # PostgreSQL writes a changed row behind the others
    assert [row.language for row in EpisodePage.objects.get(pk=page.pk).caption_tracks.all()] == ["nl", "en"]
