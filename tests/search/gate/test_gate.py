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
from django.utils import translation
from wagtail.models import Page

from bench import trust
from core.models import EntryPage
from directory.models import Organisation, Person, Place, Theme
from search.curation import expectations
from search.evaluation.metrics import graded_ndcg, ndcg
from search.indexing.compare import compare_passages
from search.indexing.rebuild import rebuild_all
from search.query.executor import execute, search
from search.query.hits import find_passage_hits
from search.query.parser import parse_query
from search.query.request import SearchRequest
from search.records.lookup import find_record_hits

QUERIES = [json.loads(line) for line in (Path(__file__).parent / "queries.jsonl").read_text("utf-8").splitlines()]
LEAST = 0.90
LEAST_OF_ALL = 0.92
ENTRY_KINDS = ("compound", "typo", "english", "plain", "page", "second")
ENTRY_QUERIES = [one for one in QUERIES if one["kind"] in ENTRY_KINDS]


@pytest.fixture(scope="module")
def rankings(settled_demo, django_db_blocker):
    """The slugs found for each query, best first, as on the page of the query's language."""
    with django_db_blocker.unblock():
        rebuild_all()
        slugs = dict(EntryPage.objects.values_list("pk", "slug"))
        found = {one["id"]: search(parse_query(one["q"], one["language"])) for one in QUERIES}
        return {
            name: [slugs[pk] for pk in (*results.entry_ids, *results.partial_ids)] for name, results in found.items()
        }


@pytest.fixture(scope="module")
def mixed_rankings(rankings, django_db_blocker):
    """Entries, records and pages by name, in the order of the page: names above the entries, texts of pages below them.

    The partial matches of the second block follow; of a question without an answer only whole matches count.
    """
    with django_db_blocker.unblock():
        slugs = {f"page:{pk}": slug for pk, slug in Page.objects.values_list("pk", "slug")}
        for model in (Organisation, Person, Place, Theme):
            name = model._meta.model_name
            slugs |= {f"{name}:{pk}": slug for pk, slug in model.objects.values_list("pk", "slug")}
        return {one["id"]: rank_all(one, slugs) for one in QUERIES}


def rank_all(one: dict, slugs: dict[str, str]) -> list[str]:
    with translation.override(one["language"]):
        results = execute(SearchRequest(one["q"]), one["language"])
        hits = find_record_hits(results)
    named = [f"{kind}:{slugs.get(hit.ref, name)}" for hit in hits for kind, _colon, name in [hit.ref.partition(":")]]
    above = [name for name, hit in zip(named, hits, strict=True) if not hit.is_text]
    below = [name for name, hit in zip(named, hits, strict=True) if hit.is_text]
    whole, partial = ([slugs[f"page:{pk}"] for pk in pks] for pks in (results.entry_ids, results.partial_ids))
    return list(dict.fromkeys([*above, *whole, *below, *(partial if one["rel"] else [])]))


def test_judged_answers_stand_high_among_entries_and_records(mixed_rankings):
    kinds: dict[str, list[float]] = {}
    for one in QUERIES:
        grades = one["rel"] if isinstance(one["rel"], dict) else dict.fromkeys(one["rel"], 1)
        kinds.setdefault(one["kind"], []).append(graded_ndcg(mixed_rankings[one["id"]], grades))
    scores = [score for found in kinds.values() for score in found]
    for kind, found in kinds.items():
        print(f"{kind:<12} {len(found):>3}  {sum(found) / len(found):.3f}")
    print(f"nDCG@10 over {len(scores)} queries: {sum(scores) / len(scores):.4f}")
    assert sum(scores) / len(scores) >= LEAST_OF_ALL


def test_nothing_is_found_that_was_excluded_or_does_not_exist(mixed_rankings):
    excluded = {one["q"]: set(one["not"]) & set(mixed_rankings[one["id"]]) for one in QUERIES if "not" in one}
    assert [q for q, found in excluded.items() if found] == []
    assert {
        one["q"]: mixed_rankings[one["id"]] for one in QUERIES if one["kind"] == "none" and mixed_rankings[one["id"]]
    } == {}


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
    first = [*found.entry_ids, *found.partial_ids][:3]
    slugs = dict(EntryPage.objects.filter(pk__in=first).values_list("pk", "slug"))
    hits = [pk for pk in first if slugs[pk] in one["rel"]]
    assert hits, list(slugs.values())
    assert one["at"] in [place.url_suffix.rpartition("#")[2] for place in find_passage_hits(found, hits[:1])[hits[0]]]


def test_promises_of_the_example_content_are_kept(rankings, db):
    checked = expectations.check_expectations()
    assert len(checked) >= 20
    assert [one for one in checked if not one.is_met] == []


def test_result_sets_of_words_are_those_of_the_raw_text(rankings, db):
    texts = trust.read_texts()
    assert trust.find_answered(trust.read_rows("absent.txt"), texts) == []
    assert trust.find_unequal_compounds(trust.read_rows("compounds.tsv"), texts) == []
    assert trust.find_unequal_words(trust.read_rows("forms.tsv"), texts) == []
    assert list(trust.find_unmarked([one["q"] for one in QUERIES])) == []
    assert list(trust.find_foreign_marks(trust.read_rows("forms.tsv"))) == []
