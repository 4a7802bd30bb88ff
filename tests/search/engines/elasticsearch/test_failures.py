"""Elasticsearch behind a faulty proxy: search responds, publishing continues, no update is lost."""

import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.engines.base import EngineUnavailableError
from search.engines.versions import index_version
from search.indexing import outbox, rebuild
from search.indexing.writer import iterate_documents
from search.models import IndexUpdate
from search.tasks import drain_outbox, rebuild_other_indexes, repair_index
from tests.factories import CasePageFactory, OrganisationFactory, PersonFactory, PlaceFactory, ThemeFactory
from tests.publishing import publish
from tests.search.proxy import MODES

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
SILENT = [mode for mode in MODES if mode not in {"pass", "flaky"}]
QUICK = {"refuse", "503"}  # an engine that is gone, and one that says so; the storm of all others is heavy
PATIENCE = 1.0  # seconds, above what the page takes by itself


def each(modes: list[str]) -> list:
    """Return the modes as parameters of a test."""
    return [mode if mode in QUICK else pytest.param(mode, marks=pytest.mark.heavy) for mode in modes]


def find(client, word: str) -> tuple[list[int], bool]:
    """Return the entries on the results page, and whether it says that the engine is silent."""
    response = client.get("/zoeken/", {"q": word})
    assert response.status_code == 200
    html = response.content.decode()
    shown = [int(part.split('"')[0]) for part in html.split('data-entry="')[1:]]
    assert response.context["count"] == len(shown)
    return shown, "notice--error" in html


def publish_text(page, word: str) -> None:
    page.body = [("text", f"<h2>Kop</h2><p>Een zin over {word}.</p>")]
    publish(page)


def catch_up(work) -> None:
    """Let the time pass after which the worker tries again."""
    for _ in range(3):
        IndexUpdate.objects.update(due=timezone.now())
        drain_outbox.enqueue()
        work()


def verify() -> str:
    """Return what `search_status --verify` says; it exits when it has to mend."""
    output = StringIO()
    call_command("search_status", "--verify", stdout=output)
    return output.getvalue()


@pytest.fixture
def case(elastic_site, work):
    """A published case that stands in the index."""
    case = CasePageFactory()
    work()
    assert elastic_site.entries().keys() == {case.pk}
    return case


@pytest.mark.parametrize("mode", each(SILENT))
def test_search_answers_from_the_database_with_a_notice(case, client, proxy, mode):
    assert find(client, "goudsbloemen") == ([case.pk], False)
    begin = time.monotonic()
    find(client, "goudsbloemen")
    usual = time.monotonic() - begin
    proxy.mode = mode
    begin = time.monotonic()
    assert find(client, "goudsbloemen") == ([case.pk], True)
    assert time.monotonic() - begin < PATIENCE + usual


def test_silent_engine_is_not_asked_at_every_search(case, client, proxy):
    proxy.mode = "503"
    for _ in range(5):
        assert find(client, "goudsbloemen") == ([case.pk], True)
    assert proxy.count("503") == 1


def test_search_comes_back_by_itself(case, client, proxy, elastic_site):
    proxy.mode = "refuse"
    assert find(client, "goudsbloemen") == ([case.pk], True)
    proxy.mode = "pass"
    for _ in range(10):  # a node that is busy may be late again
        elastic_site.circuit._next_try = 0  # the wait is over
        found = find(client, "goudsbloemen")
        if not found[1]:
            break
    assert found == ([case.pk], False)


@pytest.mark.parametrize("mode", each(SILENT))
def test_publishing_waits_for_nothing(case, client, proxy, mode, django_capture_on_commit_callbacks):
    proxy.mode = mode
    begin = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        publish_text(case, "zeppelins")
    with django_capture_on_commit_callbacks(execute=True):
        case.unpublish()
    assert time.monotonic() - begin < PATIENCE * 2
    assert proxy.count(mode) == 0


@pytest.mark.parametrize("mode", each([*SILENT, "flaky"]))
def test_nothing_is_lost(case, client, proxy, work, elastic_site, mode):
    other, withdrawn, deleted = (CasePageFactory(title=f"Geval {n}", slug=f"geval-{n}") for n in range(3))
    work()
    proxy.mode = mode
    publish_text(other, "zeppelins")
    withdrawn.unpublish()
    deleted.delete()
    new = CasePageFactory(title="Nieuw geval", slug="nieuw-geval")
    drain_outbox.enqueue()
    work()
    assert set(find(client, "goudsbloemen")[0]) == {case.pk, new.pk}
    assert find(client, "zeppelins")[0] == [other.pk]
    proxy.mode = "pass"
    elastic_site.circuit.reset()
    catch_up(work)
    assert not IndexUpdate.objects.exists()
    assert elastic_site.entries().keys() == {case.pk, other.pk, new.pk}
    assert "mended" not in verify()
    assert find(client, "zeppelins") == ([other.pk], False)
    assert set(find(client, "goudsbloemen")[0]) == {case.pk, new.pk}


def test_withdrawn_entry_is_gone_though_the_engine_still_has_it(case, client, elastic_site):
    case.unpublish()
    assert elastic_site.entries().keys() == {case.pk}
    assert find(client, "goudsbloemen") == ([], False)


def test_withdrawn_entry_is_gone_though_the_engine_is_down(case, client, proxy):
    proxy.mode = "silent"
    case.unpublish()
    assert find(client, "goudsbloemen") == ([], True)


@pytest.mark.parametrize("mode", each(["refuse", "503", "429", "cut", "half"]))
def test_broken_rebuild_leaves_the_old_index(case, client, proxy, elastic_site, mode):
    before = elastic_site.entries()

    def entries():
        proxy.mode = mode
        yield from iterate_documents()

    with pytest.raises(EngineUnavailableError):
        elastic_site.rebuild(entries())
    proxy.mode = "pass"
    elastic_site.circuit.reset()
    assert find(client, "goudsbloemen") == ([case.pk], False)
    assert elastic_site.entries() == before
    rebuild.rebuild_all()
    assert len(elastic_site.connection.client.indices.get(index=f"{elastic_site.prefix}passages_*")) == 2
    assert elastic_site.entries().keys() == before.keys()
    assert "mended" not in verify()


def test_rebuild_while_the_engine_is_silent_is_left_to_the_worker(case, client, proxy, work, elastic_site):
    def names() -> set:
        return set(elastic_site.connection.client.indices.get(index=f"{elastic_site.prefix}passages_*"))

    before = names()
    proxy.mode = "silent"
    with pytest.raises(CommandError, match=r"^the index of the database is rebuilt, the other one by the worker"):
        call_command("rebuild_search", stdout=(said := StringIO()))
    assert said.getvalue().endswith(" of 1 entries\n") and find(client, "goudsbloemen") == ([case.pk], True)
    waiting = DBTaskResult.objects.filter(task_path=rebuild_other_indexes.module_path, status="READY")
    for mode in ("silent", "pass"):
        proxy.mode = mode
        elastic_site.circuit.reset()
        assert waiting.update(run_after=timezone.now()) == 1
        work()
        assert waiting.exists() is (mode == "silent")
    assert not names() & before
    assert elastic_site.entries().keys() == {case.pk}


def test_entries_that_are_made_while_the_engine_is_silent(case, proxy, work, elastic_site):
    for make in (ThemeFactory, PlaceFactory, OrganisationFactory, PersonFactory):
        make()
    proxy.mode = "silent"
    with pytest.raises(CommandError, match="by the worker when its engine answers again"):
        call_command("generate_entries", count=1, stdout=(said := StringIO()))
    assert said.getvalue() == "1 entries made.\n"
    proxy.mode = "pass"
    elastic_site.circuit.reset()
    DBTaskResult.objects.update(run_after=timezone.now())
    work()
    assert len(elastic_site.entries()) == 2


def test_rebuild_that_is_taken_in_parts_is_repeated_until_it_is_whole(case, client, proxy, work, elastic_site):
    others = [CasePageFactory(title=f"Geval {n}", slug=f"geval-{n}") for n in range(4)]
    work()

    def entries():
        proxy.mode = "partial"
        yield from iterate_documents()

    elastic_site.rebuild(entries())
    proxy.mode = "pass"
    assert elastic_site.entries().keys() == {case.pk, *(other.pk for other in others)}
    assert "mended" not in verify()


def test_publishing_during_a_rebuild_is_kept(case, client, work, elastic_site):
    other = CasePageFactory(title="Ander geval", slug="ander-geval")
    work()

    def entries():
        publish_text(case, "zeppelins")
        other.unpublish()
        outbox.drain()
        yield from ()

    elastic_site.rebuild(entries())
    work()
    assert find(client, "zeppelins") == ([case.pk], False)
    assert "mended" not in verify()
    assert elastic_site.entries().keys() == {case.pk}


def test_engine_that_comes_back_empty_is_filled_again(case, client, proxy, work, elastic_site):
    elastic_site.drop()
    publish_text(case, "zeppelins")
    drain_outbox.enqueue()
    work()
    repair_index.enqueue()  # what the failed delivery planned, twenty seconds later
    work()
    assert elastic_site.version() == index_version()
    elastic_site.circuit.reset()
    assert find(client, "zeppelins") == ([case.pk], False)
    catch_up(work)
    assert "mended" not in verify()


def test_silent_engine_at_the_workers_start_is_looked_for_again(case, proxy, work):
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- apps first

    proxy.mode = "refuse"
    repair_index.enqueue()
    work()
    planned = DBTaskResult.objects.filter(task_path=repair_index.module_path, status="READY")
    assert [task.run_after is not None for task in planned] == [True]
    proxy.mode = "pass"


def test_ready_says_which_engine_answers(case, client, proxy, elastic_site):
    assert client.get("/-/ready").json()["index"] == "answers"
    proxy.mode = "refuse"
    response = client.get("/-/ready")
    assert (response.status_code, "elasticsearch does not" in response.json()["index"]) == (200, True)
