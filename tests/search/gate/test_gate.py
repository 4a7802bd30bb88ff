"""The search's own gate: queries on the example content, written before anything was tuned on them.

`queries.jsonl`: id, kind (compound, typo, english, plain, page, second, record, phrase, minus, inflection, none), language,
q, rel: the slugs of the entries that answer, graded if it is an object; a record is `organisation:slug`, a fixed page or
listing `page:slug`. For a page of a PDF or a second of a recording `at` is the anchor where a reader must be taken; `not`
are entries that the question excludes. The mean nDCG@10 over entries and records is printed with
`pytest -s tests/search/gate`.
"""

import json
from pathlib import Path

import pytest

from core.models import EntryPage
from search.curation import expectations
from search.evaluation.metrics import ndcg
from search.indexing.compare import compare_passages
from search.indexing.rebuild import rebuild_all
from search.query.executor import search
from search.query.hits import find_passage_hits
from search.query.parser import parse_query

QUERIES = [json.loads(line) for line in (Path(__file__).parent / "queries.jsonl").read_text("utf-8").splitlines()]
LEAST = 0.90
ENTRY_KINDS = ("compound", "typo", "english", "plain", "page", "second")
ENTRY_QUERIES = [one for one in QUERIES if one["kind"] in ENTRY_KINDS]


@pytest.fixture(scope="module")
def rankings(settled_demo, django_db_blocker):
    """The slugs found for each query, best first, as on the page of the query's language."""
    with django_db_blocker.unblock():
        rebuild_all()
        slugs = dict(EntryPage.objects.values_list("pk", "slug"))
        return {
            one["id"]: [slugs[pk] for pk in search(parse_query(one["q"], one["language"])).entry_ids] for one in QUERIES
        }


def test_queries_ask_for_what_the_site_has(rankings, db):
    slugs = set(EntryPage.objects.live().values_list("slug", flat=True))
    named = {one["id"]: {name for name in one["rel"] if ":" not in name} for one in QUERIES}
    assert [one["id"] for one in QUERIES if bool(one["rel"]) == (one["kind"] == "none")] == []
    assert {name: missing for name, slug in named.items() if (missing := slug - slugs)} == {}
    assert not compare_passages().pks


@pytest.mark.parametrize(
    ("kind", "least"),
    [("compound", 15), ("typo", 10), ("english", 10), ("page", 5), ("second", 5)],
)
def test_queries_of_each_kind_are_enough_and_answered(rankings, kind, least):
    own = [one for one in QUERIES if one["kind"] == kind]
    assert len(own) >= least
    assert [one["q"] for one in own if not set(rankings[one["id"]][:10]) & set(one["rel"])] == []


def test_example_content_is_found_by_its_queries(rankings):
    scores = {one["q"]: ndcg(rankings[one["id"]], one["rel"]) for one in ENTRY_QUERIES}
    lowest = sorted(scores.items(), key=lambda item: item[1])[:8]
    assert sum(scores.values()) / len(scores) >= LEAST, lowest


@pytest.mark.parametrize("one", [one for one in QUERIES if "at" in one], ids=lambda one: one["id"])
def test_a_reader_lands_on_the_page_from_the_first_three_hits(rankings, db, one):
    found = search(parse_query(one["q"], one["language"]))
    slugs = dict(EntryPage.objects.filter(pk__in=found.entry_ids[:3]).values_list("pk", "slug"))
    hits = [pk for pk in found.entry_ids[:3] if slugs[pk] in one["rel"]]
    assert hits, list(slugs.values())
    assert one["at"] in [place.url_suffix.rpartition("#")[2] for place in find_passage_hits(found, hits[:1])[hits[0]]]


def test_promises_of_the_example_content_are_kept(rankings, db):
    checked = expectations.check_expectations()
    assert len(checked) >= 20
    assert [one for one in checked if not one.is_met] == []
