"""Scores of the database engines: the same whichever way the passages are read."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import PASSAGES_PER_ENTRY, PER_ENTRY
from search.engines.candidates import find_candidates, find_matches, order_entries, rank_passages, select_top
from search.engines.registry import database_engine
from search.query.parsed_query import Term
from search.query.parser import parse_query
from tests.query_counts import CaptureQueriesContext
from tests.search.engines.documents import make_documents

pytestmark = pytest.mark.django_db
TERMS = [Term("exact", "regenwater"), Term("stem", "regenwater")]


@pytest.fixture(scope="module")
def index(module_db):
    """An index of forty passages, in which each score stands five times."""
    engine = database_engine()
    engine.rebuild((pk, pk, make_documents(pk, ("Tuin", "regenwater " * (pk % 8 + 1)))) for pk in range(1, 41))
    return engine.open("nl")


def test_most_of_the_passages_score_as_when_they_are_listed(index):
    (passages,) = index.find_each([TERMS])
    most = passages[:30]
    together = index.score(TERMS, most, len(passages))
    assert list(together) == sorted(most)
    assert together == index.score(TERMS, most)
    assert together == {pk: score for pk, score in index.score(TERMS, passages, len(passages)).items() if pk in most}


def test_few_passages_are_listed_and_most_are_not(index):
    (passages,) = index.find_each([TERMS])
    sign, always = {"sqlite": ("json_each", False), "postgresql": ("passage = ANY", True)}[connection.vendor]
    for asked, is_few in ((passages[:3], True), (passages, False)):
        with CaptureQueriesContext(connection) as captured:
            index.score(TERMS, asked, len(passages))
        assert (sign in captured[-1]["sql"]) == (is_few or always)


def test_equal_passages_stand_in_order_of_id(index):
    (passages,) = index.find_each([TERMS])
    scores = index.score(TERMS, set(passages), len(passages))
    assert rank_passages(scores) == sorted(passages, key=lambda pk: (-scores[pk], pk))
    assert len(set(scores.values())) == 8


@pytest.mark.parametrize(
    ("text", "has_all"), [("tuin", True), ("tuin -regen", True), ("regenwater", False), ("LDE", False)]
)
def test_parts_of_a_compound_and_of_a_synonym_score_passages_that_do_not_match(index, text, has_all):
    assert find_matches(index, parse_query(text, "nl")).has_all_scored == has_all


def test_one_passage_is_enough_to_know_a_word(index):
    with CaptureQueriesContext(connection) as captured:
        assert index.has_each([TERMS, [Term("exact", "tegels")]]) == [True, False]
    assert len(captured) == 1 and ("LIMIT 1" in captured[0]["sql"]) == (connection.vendor == "sqlite")


@given(st.dictionaries(st.tuples(st.integers(1, 12), st.integers(0, 6)), st.integers(0, 5)), st.integers(1, 9))
def test_entries_and_top_are_as_if_all_passages_were_sorted(found, limit):
    scores = {entry * PASSAGES_PER_ENTRY + order: float(found[entry, order]) for entry, order in sorted(found)}
    ranked = rank_passages(scores)
    entries = order_entries(scores)
    assert list(entries) == list(dict.fromkeys(pk // PASSAGES_PER_ENTRY for pk in ranked))
    assert all(
        score == max(s for pk, s in scores.items() if pk // PASSAGES_PER_ENTRY == one) for one, score in entries.items()
    )
    top = []
    for pk in ranked:
        if sum(one // PASSAGES_PER_ENTRY == pk // PASSAGES_PER_ENTRY for one in top) < PER_ENTRY:
            top.append(pk)
    assert select_top(scores, entries, limit) == top[:limit]


@pytest.mark.parametrize("text", ["tuin", "wijk"])
def test_one_word_is_found_by_its_scores_alone(index, text):
    query = parse_query(text, "nl")
    with CaptureQueriesContext(connection) as captured:
        found = find_candidates(index, query, 60)
    (passages,) = index.find_each([[Term("exact", text), Term("stem", text)]])
    assert set(found.passages) == set(passages)
    lists = [one["sql"] for one in captured if "json_group_array(rowid)" in one["sql"] or "array_agg" in one["sql"]]
    assert all("rank" in sql for sql in lists) or not passages
    assert found.weights == tuple(find_matches(index, query).weigh(at) for at in range(len(query.words)))
