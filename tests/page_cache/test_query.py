"""Names of the query that a page does not ask for make no further entries, and those that it asks for are never lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from page_cache.query import KnownNames, RecordedQuery, is_kept

NAMES = st.sampled_from(["a", "b", "c", "utm"])
PAIRS = st.lists(st.tuples(NAMES, st.sampled_from(["1", "2", "x y", "é&="])), max_size=4)


def write(pairs) -> str:
    """Return pairs as the query of a browser."""
    query = RecordedQuery("").copy()
    for name, value in pairs:
        query.appendlist(name, value)
    return query.urlencode()


def page(query: RecordedQuery) -> tuple:
    """A page that asks for `b` only when `a` is 1, and for `c` only when `b` is there."""
    answer = [query.get("a")]
    if query.get("a") == "1":
        answer.append(query.getlist("b"))
        if "b" in query:
            answer.append(query.get("c", "none"))
    return tuple(map(str, answer))


@given(st.lists(PAIRS, min_size=1, max_size=8))
@settings(max_examples=60)
def test_shortest_query_has_the_same_answer(asked):
    known = KnownNames(ends=1.0)
    for pairs in asked:
        query = write(pairs)
        short = known.resolve(query)
        used = query if short is None else short
        made = RecordedQuery(used)
        assert page(made) == page(RecordedQuery(query)), (query, short)
        known.learn(used, made.names)
        again = known.resolve(query)
        assert again is None or page(RecordedQuery(again)) == page(RecordedQuery(query))


def test_unknown_names_lead_to_one_entry():
    known = KnownNames(ends=1.0)
    made = RecordedQuery("utm=1&a=2")
    page(made)
    known.learn("utm=1&a=2", made.names)
    assert {known.resolve(f"utm={number}&a=2") for number in range(9)} == {"a=2"}
    made = RecordedQuery("")
    page(made)
    known.learn("", made.names)
    assert {known.resolve(f"utm={number}") for number in range(9)} == {""}
    assert known.resolve("utm=1&a=1&c=5") is None  # it was never made for a=1, and may ask for c then


@pytest.mark.parametrize(
    "use", [RecordedQuery.items, RecordedQuery.urlencode, dict, list, len, lambda query: query.copy(), lambda query: query == 1]
)  # fmt: skip
def test_whoever_looks_at_all_depends_on_all(use):
    query = RecordedQuery("a=1&utm=2")
    assert query.names == set()
    use(query)
    assert query.names is None
    known = KnownNames(ends=1.0)
    assert known.learn("utm=2&a=1", None) == "a=1&utm=2"
    assert known.resolve("utm=2&a=1") == "a=1&utm=2" and known.resolve("a=1") is None


@pytest.mark.parametrize(
    ("query", "kept"), [("", True), ("theme=a", True), ("q=geheim", False), ("a=" + "x" * 500, False), ("é=1", False)]
)
def test_what_readers_search_for_is_not_kept(query, kept):
    assert is_kept(query) is kept
