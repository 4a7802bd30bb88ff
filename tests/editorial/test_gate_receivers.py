"""The gate is at every model: each page, row of a page and record is guarded as it is saved and deleted, whoever adds one."""

import pytest
from django.apps import apps
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from modelcluster.models import get_all_child_relations
from wagtail.models import Comment, Page, PageViewRestriction, Revision, TaskState
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from directory.models.record import Record
from tests.receivers import names_of_receivers

MODELS = apps.get_models(include_auto_created=True)


def kinds_of(base) -> set:
    """Return all installed models that inherit from `base`, proxies too."""
    return {model for model in MODELS if issubclass(model, base)}


def find_rows() -> set:
    """Return the models of rows of pages, by the relations of the pages; comments are the editors' own."""
    related = {relation.related_model for page in kinds_of(Page) for relation in get_all_child_relations(page)}
    return {model for model in MODELS if issubclass(model, tuple(related))} - kinds_of(Comment)


@pytest.mark.parametrize(
    ("name", "models", "least"),
    [("page", kinds_of(Page), 20), ("row", find_rows(), 12), ("record", kinds_of(Record), 4)],
)
def test_every_model_is_guarded(name, models, least):
    saved = {model for model in MODELS if f"editorial.gate.{name}" in names_of_receivers(pre_save, model)}
    deleted = {model for model in MODELS if f"editorial.gate.{name}_deleted" in names_of_receivers(pre_delete, model)}
    assert saved == deleted == models
    assert len(models) >= least


@pytest.mark.parametrize("name", ["editorial.approval", "editorial.return_reason"])
def test_decisions_of_every_kind_of_step_are_heard(name):
    assert {model for model in MODELS if name in names_of_receivers(pre_save, model)} == kinds_of(TaskState) != set()


def test_choices_versions_restrictions_and_translations_are_guarded():
    choices = {model for model in MODELS if model._meta.auto_created}
    assert all("editorial.gate.choices" in names_of_receivers(m2m_changed, model) for model in choices)
    for signal, model, name in (
        (pre_save, Revision, "gate.schedule"),
        (pre_save, Revision, "lock.revision"),
        (pre_save, PageViewRestriction, "gate.restriction"),
        (pre_delete, PageViewRestriction, "gate.restriction_deleted"),
        *((signal, StringTranslation, "lock.string") for signal in (pre_save, pre_delete)),
        *((signal, SegmentOverride, "lock.override") for signal in (pre_save, pre_delete)),
        *((signal, Translation, "lock.translation") for signal in (pre_save, pre_delete)),
    ):
        assert f"editorial.{name}" in names_of_receivers(signal, model)
