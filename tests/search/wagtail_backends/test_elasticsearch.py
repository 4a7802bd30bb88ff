"""Wagtail's search on Elasticsearch: results of a real node, database fallback, retried writes."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from config.settings.search import search_backends
from core.models import EntryPage
from knowledge.models import CasePage
from search.engines.circuit_breaker import CircuitBreaker
from search.wagtail_backends import elasticsearch as backend_module
from tests.factories import CasePageFactory, UserFactory

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


@pytest.fixture
def case(elastic_site, settings, monkeypatch, work):
    """A case that Wagtail's index has; Elasticsearch is the default backend."""
    monkeypatch.setattr(backend_module, "CIRCUIT", CircuitBreaker(wait=0.2, max_wait=0.4))
    settings.WAGTAILSEARCH_BACKENDS = search_backends(
        "elasticsearch", settings.DATABASES["default"], settings.ELASTICSEARCH
    )
    make_index(Page, EntryPage, CasePage)
    case = CasePageFactory(title="Tuin met zeppelin")
    work()
    return case


def make_index(*models) -> None:
    """Do what `update_index` does, for one index and few models: mapping all of them takes seconds."""
    backend = get_search_backend()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(models[0]))
    index = rebuilder.start()
    for model in models:
        index.add_model(model)
    rebuilder.finish()


def search(words: str) -> list[int]:
    get_search_backend().es.indices.refresh(index="*")
    return [page.pk for page in get_search_backend().search(words, Page.objects.filter(depth__gt=2))]


def titles(results) -> list[str]:
    return [page.title for page in results]


def do_later_work(work) -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work()


def test_page_is_found_saved_and_taken_out(case, work):
    assert search("zeppelin") == [case.pk]
    case.title = "Regenwater op het dak"
    case.save()
    work()
    assert (search("zeppelin"), search("regenwater")) == ([], [case.pk])
    case.delete()
    work()
    assert search("regenwater") == []


@pytest.mark.parametrize("mode", ["refuse", "silent", "503", "half"])
def test_silent_engine_is_answered_for_by_the_database(case, proxy, mode):
    pages = Page.objects.filter(depth__gt=2)
    proxy.mode = mode
    backend = get_search_backend()
    assert titles(backend.search("zeppelin", pages)) == [case.title]
    assert backend.search("zeppelin", pages).count() == 1
    assert titles(backend.autocomplete("zepp", pages)) == [case.title]
    assert titles(backend.search("zeppelin", pages)[:1]) == [case.title]


def test_what_could_not_be_written_is_brought_later(case, proxy, work):
    proxy.mode = "503"
    other = CasePageFactory(title="Zonnepanelen", slug="zonnepanelen")
    gone = case.pk
    case.delete()
    work()
    proxy.mode = "pass"
    do_later_work(work)
    backend_module.CIRCUIT.reset()
    assert (search("zonnepanelen"), search("zeppelin")) == ([other.pk], [])
    index = get_search_backend().get_index_for_model(Page)
    assert not get_search_backend().es.exists(index=index.name, id=str(gone))


def test_missing_index_is_made_by_the_worker(case, elastic_site, work):
    elastic_site.drop()
    case.title = "Regenwater op het dak"
    case.save()
    work()
    do_later_work(work)
    assert search("regenwater") == [case.pk]


def test_facet_is_not_cut_at_ten(case, work):
    for number in range(12):
        CasePageFactory(title=f"Kas {number}", slug=f"kas-{number}")
    work()
    get_search_backend().es.indices.refresh(index="*")
    found = get_search_backend().search("kas", Page.objects.all()).facet("owner_id")
    assert sum(found.values()) == 12


def test_editors_search_takes_any_text(case, client):
    client.force_login(UserFactory(is_superuser=True))
    for text in ['"', "(((", "AND OR", "*", "\\", "a" * 5000, "zoek:iets", "{}"]:
        assert client.get("/beheer/pages/search/", {"q": text}).status_code == 200, text
