"""Reranking: coverage, field matches and proximity decide between passages that BM25 scores alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import make_streams, query_words
from search.engines.base import PASSAGES_PER_ENTRY, Candidate
from search.query.parsed_query import Alternative, ParsedQuery, QueryWord
from search.query.ranking import find_positions, measure_proximity, measure_window, rank


def make_query(text: str, alternatives: dict[str, tuple[str, float]] | None = None) -> ParsedQuery:
    words = []
    for token in query_words(text, "nl"):
        other = (alternatives or {}).get(token.exact)
        found = (Alternative(other[0], tuple(query_words(other[0], "nl")), other[1], "synonym"),) if other else ()
        words.append(QueryWord(token.exact, token, found))
    return ParsedQuery(text, "nl", tuple(words))


def passage(number: int, body: str, title: str = "", heading: str = "", score: float = 1.0) -> Candidate:
    return Candidate(number * PASSAGES_PER_ENTRY, score, *(make_streams(text, "nl") for text in (title, heading, body)))


def order(query: ParsedQuery, *passages: Candidate, weights=None) -> list[int]:
    weights = weights or [2.0] * len(query.words)
    return [candidate.entry_id for candidate, _ in rank(query, weights, passages)]


def test_nothing_is_ranked_as_nothing():
    assert rank(make_query("huurders"), [1.0], []) == []


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("huurders renovatie", {"body": "huurders en renovatie"}, {"body": "huurders huurders huurders"}),  # coverage
        ("renovatie", {"body": "tekst renovatie", "title": "Renovatie"}, {"body": "renovatie tekst"}),
        ("renovatie", {"body": "renovatie", "heading": "Renovatie"}, {"body": "renovatie"}),
        ("wijk aanpak", {"body": "wijk aanpak" + " x" * 60}, {"body": "wijk" + " x" * 60 + " aanpak"}),  # nearness
        ("wijkaanpak", {"body": "de aanpak van een wijk"}, {"body": "de aanpak van een tuin"}),  # parts
        ("aanpak", {"body": "een wijkaanpak"}, {"body": "een andere opzet"}),  # as a part
        ("renovatie", {"body": "renovatie na renovatie"}, {"body": "renovatie na sloop"}),  # density
        (
            "renovatie",
            {"body": "renovatie en gevelrenovatie"},
            {"body": "renovatie en sloop"},
        ),  # compounds are dense too
        ("renovatie", {"body": "renovatie " * 9}, {"body": "renovatie " * 6}),
    ],
)
def test_what_decides_between_passages_with_the_same_score(text, first, second):
    assert order(make_query(text), passage(2, **second), passage(1, **first)) == [1, 2]


def test_a_word_itself_counts_more_than_its_synonym_and_that_more_than_nothing():
    query = make_query("corporatie", {"corporatie": ("verhuurder", 0.6)})
    found = order(query, passage(3, "een huis"), passage(2, "de verhuurder"), passage(1, "de corporatie"))
    assert found == [1, 2, 3]


def test_a_rare_word_weighs_more():
    one, two = passage(1, "lozerlaan"), passage(2, "bewoners")
    assert order(make_query("bewoners lozerlaan"), two, one, weights=[0.5, 5.0]) == [1, 2]


def test_equal_passages_keep_a_fixed_order():
    assert order(make_query("wijk"), passage(2, "wijk"), passage(1, "wijk")) == [1, 2]


@pytest.mark.parametrize(("positions", "proximity"), [([[0], [1]], 1.0), ([[3], [0]], 0.5), ([[0], [8]], 0.2), ([[0], [9]], 0.0),
                                                  ([[5], [5]], 0.0), ([[0], []], 0.0)])  # fmt: skip
def test_nearness(positions, proximity):
    assert measure_proximity(positions) == proximity


def test_window_holds_the_most_of_the_question_within_25_tokens():
    assert measure_window([[0], [25], [60]], [0.5, 0.3, 0.2]) == pytest.approx(0.8)
    assert measure_window([[0], [26], [40]], [0.5, 0.3, 0.2]) == pytest.approx(0.5)


def test_fields_stand_apart():
    assert find_positions({"a": (0,), "b": (1,)}, 2, ["a"], [], ["b"]) == [[0], [11]]


@given(st.lists(st.lists(st.integers(0, 300), max_size=6).map(sorted), min_size=2, max_size=6))
def test_measures_stay_between_nothing_and_all(positions):
    shares = [1 / len(positions)] * len(positions)
    assert 0 <= measure_proximity(positions) <= 1
    assert 0 <= measure_window(positions, shares) <= 1.0001


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
def test_any_text_is_ranked(text, body, title):
    query = make_query(text)
    ((_, score),) = rank(query, [1.0] * len(query.words), [passage(1, body, title)])
    assert 0 < score < 10
