"""The words of a text that match a query, with and without what the index says about that text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import make_streams
from search.analysis.separable import find_particles
from search.query import matching
from search.query.matching import TextMatcher
from search.query.parser import parse_query

WORDS = [
    "wijk", "wijken", "wijkaanpak", "stadslabs", "lab", "denkt", "na", "nadenken", "leden", "ledenraad", "lid", "steden",
    "stad", "gekozen", "kiezen", "foto's", "A4'tje", "Ypenburg", "café", "cafe", "duurzame", "duurzaamheid", "de", "met",
]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
pytestmark = pytest.mark.django_db


@given(texts, st.lists(texts, max_size=4), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
def test_what_the_index_says_changes_no_match(text, others, asked):
    query = parse_query(asked, "nl")
    plain, taught = TextMatcher(query), TextMatcher(query)
    taught.learn([make_streams(one, "nl") for one in (text, *others)], "nl")
    assert taught.match(text, "nl") == plain.match(text, "nl")


def test_words_that_the_index_knows_not_to_match_are_not_analysed(monkeypatch):
    analysed = []
    monkeypatch.setattr(matching, "find_keys", lambda word, _language: analysed.append(word) or ())
    matcher = TextMatcher(parse_query("tuin", "nl"))
    text = "Bewoners legden tegels neer"
    matcher.learn([make_streams(text, "nl")], "nl")
    assert matcher.match(text, "nl") == []
    assert analysed == []
    matcher.match("Studenten hielpen bewoners", "nl")
    assert "bewoners" not in analysed
    assert "Studenten" in analysed


def test_a_verb_is_looked_for_apart_only_where_its_particle_stands(monkeypatch):
    looked = []
    monkeypatch.setattr(matching, "find_separated", lambda text, _words: looked.append(text) or [])
    matcher = TextMatcher(parse_query("nadenken", "nl"))
    for text in ("Wij denken er nog over", "Zij denkt ná"):
        matcher.match(text, "nl")
    assert looked == ["Zij denkt ná"]


@pytest.mark.parametrize(
    ("lemma", "particles"),
    [("nadenken", {"na"}), ("binnen", set()), ("binnenkomen", {"binnen"}), ("wijken", set()), ("toezegging", set())],
)
def test_particles_of_a_verb(lemma, particles):
    assert find_particles(lemma) == particles
