"""Rebuilding the index: what is written during one, or has versions of another database, is never lost."""

import pytest

from search.indexing import outbox, rebuild
from search.models import IndexedEntry, IndexUpdate, SearchPassage
from search.query.executor import search
from search.query.parser import parse_query
from tests.factories import CasePageFactory

pytestmark = pytest.mark.django_db
AHEAD = 1_000_000  # a version that no update of a test's database has


def entries(text: str) -> list[int]:
    return search(parse_query(text, "nl")).entry_ids


def test_versions_of_another_database_refuse_no_change_after_a_rebuild(home, work):
    case = CasePageFactory()
    work()
    for model in (SearchPassage, IndexedEntry):
        model.objects.update(version=AHEAD)
    rebuild.rebuild_all()
    assert entries("goudsbloemen") == [case.pk]
    case.unpublish()
    work()
    assert not SearchPassage.objects.exists()
    assert IndexedEntry.objects.get(pk=case.pk).version > AHEAD


def test_rebuild_leaves_no_update_and_keeps_versions_of_its_own(home, work):
    CasePageFactory()
    work()
    before = dict(IndexedEntry.objects.values_list("pk", "version"))
    rebuild.rebuild_all()
    assert dict(IndexedEntry.objects.values_list("pk", "version")) == before
    assert not IndexUpdate.objects.exists()
    outbox.add([1])
    assert IndexUpdate.objects.get().pk <= max(before.values()) + 2
