"""The outbox: written in the transaction, delivered after it, kept while an engine is unavailable; no leaks between."""

import pytest
from django.db import transaction
from django.utils import timezone

from search.engines.registry import database_engine
from search.engines.versions import index_version
from search.indexing import outbox, repair, writer
from search.indexing.status import analysis_version, report
from search.indexing.writer import store_entry
from search.models import IndexedEntry, IndexState, IndexUpdate, SearchPassage
from search.query.executor import search
from search.query.parser import parse_query
from tests.factories import CasePageFactory

pytestmark = pytest.mark.django_db


def entries(text: str) -> list[int]:
    return search(parse_query(text, "nl")).entry_ids


def test_published_entry_is_found_right_after_the_commit(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = CasePageFactory()
        assert entries("goudsbloemen") == []
        assert IndexUpdate.objects.filter(entry_id=case.pk).exists()
    assert entries("goudsbloemen") == [case.pk]
    assert not IndexUpdate.objects.exists()


def test_rolled_back_publication_leaves_no_note(home):
    with pytest.raises(RuntimeError), transaction.atomic():
        CasePageFactory()
        raise RuntimeError
    assert not IndexUpdate.objects.exists()


def test_large_entry_is_left_to_the_worker(home, work, django_capture_on_commit_callbacks):
    body = [("text", "".join(f"<h2>Kop {n}</h2><p>tekst</p>" for n in range(outbox.MAX_IMMEDIATE_PASSAGES + 5)))]
    with django_capture_on_commit_callbacks(execute=True):
        case = CasePageFactory(body=body)
    assert entries("tekst") == []
    work()
    assert entries("tekst") == [case.pk]


def test_an_entry_has_no_more_passages_than_there_are_ids(home, work, monkeypatch):
    first, second = (CasePageFactory(body=[("text", "".join(f"<h2>Kop {n}</h2>" for n in range(9)))]) for _ in "ab")
    monkeypatch.setattr(writer, "PASSAGES_PER_ENTRY", 4)
    numbers = {case.pk: [passage.pk for passage in writer.make_passages(case, 1)] for case in (first, second)}
    assert numbers == {case.pk: [case.pk * 4 + order for order in range(4)] for case in (first, second)}


@pytest.mark.parametrize("way", ["unpublish", "expire", "restrict", "delete", "sql"])
def test_withdrawn_entry_is_gone_before_anything_is_drained(home, work, way):
    case = CasePageFactory()
    work()
    assert entries("goudsbloemen") == [case.pk]
    if way == "unpublish":
        case.unpublish()
    elif way == "expire":
        type(case).objects.filter(pk=case.pk).update(expire_at=timezone.now())
    elif way == "restrict":
        case.view_restrictions.create(restriction_type="login")
    elif way == "delete":
        case.delete()
    else:
        type(case).objects.filter(pk=case.pk).update(live=False)
    found = search(parse_query("goudsbloemen", "nl"))
    assert (found.entry_ids, found.scores) == ([], {})


def test_older_version_never_overwrites_a_newer_one(home, work):
    case = CasePageFactory()
    work()
    version = IndexedEntry.objects.get(pk=case.pk).version
    case.unpublish()
    work()
    case.refresh_from_db()
    type(case).objects.filter(pk=case.pk).update(live=True)
    store_entry(case.pk, version)
    assert not SearchPassage.objects.exists()


def test_what_fails_waits_and_is_tried_again(home, work, monkeypatch):
    case = CasePageFactory()
    monkeypatch.setattr(outbox, "store_entry", lambda *arguments: 1 / 0)
    outbox.drain()
    waiting = IndexUpdate.objects.get(entry_id=case.pk)
    assert (waiting.tries, waiting.error[:17]) == (1, "ZeroDivisionError")
    assert waiting.due > timezone.now()
    monkeypatch.undo()
    IndexUpdate.objects.update(due=timezone.now())
    outbox.drain()
    assert entries("goudsbloemen") == [case.pk]


def test_index_that_lost_something_is_told_and_mended(home, work):
    case = CasePageFactory()
    work()
    assert (report()["stale"], report()["gone"]) == ([], [])
    database_engine().write(case.pk, IndexedEntry.objects.get(pk=case.pk).version, [])
    assert report()["stale"] == [case.pk]
    assert repair.repair() == 1
    assert entries("goudsbloemen") == [case.pk]
    assert repair.repair() == 0


def test_index_of_another_version_is_told_and_rebuilt(home, work):
    case = CasePageFactory()
    work()
    IndexState.objects.update(version="old")
    SearchPassage.objects.update(text="wat een vorige versie las")
    assert "to be rebuilt" in analysis_version()
    repair.repair()
    assert analysis_version() == index_version()
    assert entries("goudsbloemen") == [case.pk]
