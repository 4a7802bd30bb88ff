"""What a factory publishes is what Wagtail's first publication leaves."""

import json

import pytest
from django_tasks_db.models import DBTaskResult
from modelcluster.models import get_all_child_relations
from wagtail.models import PageLogEntry, ReferenceIndex

from tests import factories

OWN = {"id", "page_ptr", "path", "slug", "url_path", "translation_key", "title", "draft_title", "entrypage_ptr"}
STATE = {
    "live",
    "has_unpublished_changes",
    "pk",
    "last_published_at",
    "first_published_at",
    "latest_revision_created_at",
}
MOMENTS = {"last_published_at", "first_published_at", "latest_revision_created_at"}
FACTORIES = [
    factories.CasePageFactory, factories.DossierPageFactory, factories.EpisodePageFactory, factories.InterviewPageFactory,
    factories.StandardPageFactory,
]  # fmt: skip


def read(page) -> dict:
    """Return what the database and the queue hold of a page, without what each page has of its own."""
    revision, pk = page.latest_revision, str(page.pk)
    fields = {
        field.name: bool(value) if field.name in MOMENTS or field.is_relation else value
        for field in page._meta.concrete_fields
        for value in [field.value_from_object(page)]
        if field.name not in OWN
    }
    return {
        **{name: str(value) for name, value in fields.items() if name not in {"start", "end"}},
        "is of its revision": (page.live_revision_id == revision.pk, page.revisions.count()),
        "content": sorted(name for name in revision.content if name not in STATE),
        "log": list(PageLogEntry.objects.filter(page=page.pk).values_list("action", "content_changed").order_by("action")),
        "references": ReferenceIndex.objects.filter(object_id=pk).count(),
        "work": {task.task_path for task in DBTaskResult.objects.all() if pk in json.dumps(task.args_kwargs)},
        "rows": {
            relation.get_accessor_name(): getattr(page, relation.get_accessor_name()).count()
            for relation in get_all_child_relations(type(page))
        },
    }  # fmt: skip


@pytest.mark.parametrize("factory", FACTORIES)
def test_page_is_as_wagtail_leaves_it_after_its_first_publication(home, factory):
    values = {"themes": [factories.ThemeFactory()]} if factory is factories.CasePageFactory else {}
    factory(**values)  # and with it the listing
    quick, usual = factory(**values), factory(publish=False, **values)
    usual.latest_revision.publish()
    usual = factory.model.objects.get(pk=usual.pk)
    assert read(quick) == read(usual)
    if values:
        assert list(quick.themes.all()) == list(usual.themes.all()) == values["themes"]
        assert quick.latest_revision.content["themes"] == usual.latest_revision.content["themes"]
