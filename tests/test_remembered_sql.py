"""SQL that was made before is the SQL that the compiler would make."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from wagtail.models import Page, Revision, Site, WorkflowState

from accounts.models import User
from core.models import IndexPage
from knowledge.models import CasePage
from tests import factories
from tests import plain_filters as filters
from tests import remembered_sql as sqls
from tests.plain_filters import find_column, plain_filters
from tests.remembered_sql import remembered_sql

pytestmark = pytest.mark.django_db
DAYS = {"a": datetime(2026, 1, 2, tzinfo=UTC), "b": datetime(2027, 3, 4, tzinfo=UTC)}


@pytest.fixture(autouse=True)
def as_django_does_it(monkeypatch):
    """Nothing is remembered, as it is for all other tests."""
    monkeypatch.setattr(SQLCompiler, "as_sql", sqls.DJANGO[0])
    monkeypatch.setattr(SQLCompiler, "get_converters", sqls.DJANGO[1])
    monkeypatch.setattr(Query, "_add_q", filters.DJANGO)


def make_queries(user) -> list:
    """Return queries of every shape that is known, made anew, and of some that are not."""
    return [
        CasePage.objects.filter(pk=1), CasePage.objects.filter(pk=2), CasePage.objects.filter(pk=1)[:1],
        CasePage.objects.filter(pk=1).order_by("-title"), CasePage.objects.exclude(pk=1),
        CasePage.objects.filter(Q(title="a") | Q(title="b"), live=True), CasePage.objects.filter(live=1),
        CasePage.objects.values_list("pk", flat=True), CasePage.objects.values("title", "slug"), CasePage.objects.only("title"),
        CasePage.objects.defer("body"), CasePage.objects.filter(title__in=["a", "b"]), CasePage.objects.filter(title__in=["b"]),
        Page.objects.filter(pk__in=CasePage.objects.filter(live=True).values("pk")), Page.objects.filter(owner__username="a"),
        Site.objects.select_related("root_page"), Site.objects.select_related("root_page__locale"), Site.objects.all(),
        WorkflowState.objects.filter(status__in=["a"]).select_related("current_task_state__task"),
        Page.objects.filter(~Exists(Revision.objects.filter(user=OuterRef("owner")))), Page.objects.filter(owner=F("locked_by")),
        User.objects.filter(groups__name="a").distinct(), User.objects.filter(groups__name="a"), Page.objects.none(),
        Page.objects.filter(owner=user), Page.objects.filter(owner_id=user.pk), Page.objects.filter(owner=user, owner__username="a"),
        Page.objects.exclude(owner=user), CasePage.objects.filter(page_ptr=1), Revision.objects.filter(user=user.pk, pk__exact="1"),
        Page.objects.annotate(slug_too=F("slug")).filter(slug_too="a"), User.objects.filter(is_active=True).filter(pk=user.pk),
        Page.objects.filter(Q(owner=user) | Q(owner__username="b")), Page.objects.filter(translation_key=UUID(int=1)),
        Page.objects.filter(title=None), Page.objects.filter(title=""), IndexPage.objects.order_by("pk").reverse(),
        # The same shapes with other values, in other places of the SQL than of the query:
        *(
            query
            for one, other in (("a", "b"), ("b", "a"), ("a", "a"))
            for query in (
                Page.objects.filter(title=one, slug=other), Page.objects.filter(title__in=[one, other]),
                Page.objects.filter(path__range=(one, other)), Page.objects.filter(title__icontains=one).exclude(slug=other),
                Page.objects.filter(slug=one).annotate(
                    newest=Subquery(Revision.objects.filter(object_id=other).order_by("pk").values("pk")[:1])
                ).filter(Exists(Site.objects.filter(hostname=other, root_page=OuterRef("pk")))),
                Page.objects.filter(first_published_at__gte=DAYS[one], last_published_at__lt=DAYS[other]),
                Page.objects.filter(pk=ord(one), numchild=ord(other)), Page.objects.filter(pk__in=[ord(one), 2**40]),
                CasePage.objects.filter(pk=F("page_ptr__numchild") + ord(one), title=other),
            )
        ),
    ]  # fmt: skip


def ask_all(user) -> list:
    return [list(one) for one in make_queries(user)] + [
        (one.count(), one.exists(), one.first()) for one in make_queries(user)
    ]


def test_queries_have_the_same_sql_and_answers(home):
    user = factories.UserFactory(username="a")
    factories.CasePageFactory(title="a", owner=user)
    expected, sql = ask_all(user), [str(one.query) for one in make_queries(user) if not one.query.is_empty()]
    with remembered_sql() as remembered:
        assert ask_all(user) == expected
        known = remembered.found
        assert ask_all(user) == expected
        assert remembered.found > known + 2 * len(sql)  # most of them were known by then
        assert [str(one.query) for one in make_queries(user) if not one.query.is_empty()] == sql


def test_plain_filters_have_the_same_sql_and_answers(home):
    user = factories.UserFactory(username="a")
    factories.CasePageFactory(title="a", owner=user)
    expected, sql = ask_all(user), [str(one.query) for one in make_queries(user) if not one.query.is_empty()]
    with plain_filters():
        assert ask_all(user) == expected
        assert [str(one.query) for one in make_queries(user) if not one.query.is_empty()] == sql
    assert find_column(Page, "owner")[0] == Page._meta.get_field("owner")
    assert (
        find_column(CasePage, "title") is find_column(Page, "owner__username") is find_column(Page, "nothing") is None
    )
