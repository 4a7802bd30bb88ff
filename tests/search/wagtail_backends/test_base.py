"""Wagtail's search API on this installation's backend: passages by our engine, admin search without stock faults."""

import pytest
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText

from search.models import SearchPassage
from tests.background import do_work
from tests.factories import CasePageFactory, ReportPageFactory, SiteImageFactory, make_text

pytestmark = pytest.mark.django_db
TYPED = ['"', '11"schijf', "'", "a\x00b", "\ud800", "AND OR NOT", "NEAR(", "*", "-", "\\", "a* b", "x" * 3000, '"een "goed" idee"', "& | !"]  # fmt: skip


@pytest.fixture(scope="module")
def cases(module_db):
    """Two cases and a report in the index, one case withdrawn."""
    body = make_text("Samen zaaiden zij goudsbloemen.")
    made = [CasePageFactory(title=title, body=body) for title in ("Lampen aan de laan", "Tuinen")] + [
        ReportPageFactory()
    ]
    made.append(CasePageFactory(title="Weg ermee"))
    do_work()
    made[-1].unpublish()
    do_work()
    return made


def search(query, queryset=SearchPassage, **options):
    return get_search_backend().search(query, queryset, **options)


def test_passages_are_found_through_wagtails_api(cases):
    found = search("goudsbloem", SearchPassage)
    assert {passage.entry_id for passage in found} == {cases[0].pk, cases[1].pk}
    assert found.count() == len(found) == len(list(found[:1])) + len(list(found[1:]))
    assert found[0] == next(iter(found))
    assert all("goudsbloemen" in passage.text for passage in found)


def test_queryset_filters_and_facets_count_what_is_left(cases):
    only = SearchPassage.objects.filter(entry_id=cases[0].pk)
    assert {passage.entry_id for passage in search("goudsbloemen", only)} == {cases[0].pk}
    assert search("goudsbloemen").facet("entry_id") == {cases[0].pk: 1, cases[1].pk: 1}


def test_operators_and_queries_mean_what_wagtail_says(cases):
    assert search("lampen goudsbloemen", operator="and").count() == 1
    assert search(Phrase("lampen goudsbloemen")).count() == 1
    both = And([PlainText("goudsbloemen"), PlainText("lampen", operator="and")])
    assert {passage.entry_id for passage in search(both)} == {cases[0].pk}
    either = Or([PlainText("lampen", operator="and"), PlainText("tuinen", operator="and")])
    assert {cases[0].pk, cases[1].pk} <= {passage.entry_id for passage in search(either)}
    without = And([PlainText("goudsbloemen"), Not(PlainText("lampen", operator="and"))])
    assert {passage.entry_id for passage in search(without)} == {cases[1].pk}
    assert not search("goudsbloemen", fields=["title"]).count()


def test_update_index_rebuilds_and_loses_nothing(cases):
    before = sorted(passage.pk for passage in search("goudsbloemen"))
    call_command("update_index", verbosity=0)
    assert sorted(passage.pk for passage in search("goudsbloemen")) == before
    assert {page.pk for page in search("lampen", Page.objects.all())} >= {cases[0].pk}


@pytest.mark.parametrize("typed", TYPED)
def test_admin_search_takes_any_text(cases, typed):
    for queryset in (Page.objects.all(), get_image_model().objects.all(), SearchPassage.objects.all()):
        for ask in (search, get_search_backend().autocomplete):
            found = ask(typed, queryset)
            assert found.count() == len(list(found)) >= 0


def test_admin_search_finds_orders_and_slices(cases):
    call_command("update_index", verbosity=0)
    pages = search("lampen", Page.objects.all())
    assert pages[0].pk == cases[0].pk
    assert pages.count() == len(list(pages))
    assert list(pages[:1]) + list(pages[1:]) == list(pages)
    live = search("ermee", Page.objects.filter(live=True))
    assert (live.count(), search("ermee", Page.objects.all()).count()) == (0, 1)
    assert [page.pk for page in get_search_backend().autocomplete("lamp", Page.objects.all())] == [cases[0].pk]
    assert [page.pk for page in search("lampen", Page.objects.order_by("-title"), order_by_relevance=False)][-1:]
    assert all(page.found > 0 for page in pages.annotate_score("found"))


def test_images_are_found_by_title(home, work):
    image = SiteImageFactory(title='Een "mooie" brug')
    work()
    call_command("update_index", verbosity=0)
    assert [found.pk for found in search('"mooie" brug', get_image_model().objects.all())] == [image.pk]


def test_admin_search_costs_the_same_with_more_pages(cases, django_assert_num_queries):
    call_command("update_index", verbosity=0)
    list(search("lampen", Page.objects.all())[:10])
    with (
        django_assert_num_queries(3)
        if get_search_backend().__module__.endswith("sqlite")
        else django_assert_num_queries(1)
    ):
        list(search("lampen", Page.objects.all())[:10])
