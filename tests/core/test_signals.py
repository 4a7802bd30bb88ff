"""Receivers are connected to each kind of page that they are about, whoever adds one, and to no other model."""

import pytest
from django.apps import apps
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from core.models import EntryPage
from knowledge.models import ExchangePage
from talkshows.models import EpisodePage
from tests.receivers import names_of_receivers


@pytest.mark.parametrize(
    ("signal", "name", "base"),
    [
        (post_save, "core.restrict_new_version", Page),
        (pre_save, "core.store_version_before_correction", EntryPage),
        (pre_delete, "core.store_urls_before_deletion", EntryPage),
        (page_published, "knowledge.tell_owner", ExchangePage),
        (page_published, "talkshows.published", EpisodePage),
        (page_published, "talkshows.queue_reminders", EpisodePage),
        (page_unpublished, "talkshows.queue_reminders_of_unpublished", EpisodePage),
        (pre_save, "talkshows.saving", EpisodePage),
    ],
)
def test_every_kind_is_heard(signal, name, base):
    models = apps.get_models(include_auto_created=True)
    heard = {model for model in models if name in names_of_receivers(signal, model)}
    assert heard == {model for model in models if issubclass(model, base)}
    assert len(heard) > 1
