"""Spelling correction from the vocabulary of the index; known words are never corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Corrector

VOCABULARY = {
    "renovatie": 9, "huurders": 40, "bewoners": 50, "bewoner": 20, "woningcorporatie": 30, "participatie": 12, "huis": 80,
    "afschrijving": 3, "buurthuis": 7, "straat": 30, "staat": 5, "avond": 6,
}  # fmt: skip


@pytest.fixture(scope="module")
def corrector():
    """A small Dutch index."""
    return Corrector(VOCABULARY.items(), "nl")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("renovtaie", "renovatie"),  # two letters changed places
        ("renovatei", "renovatie"),
        ("huurdres", "huurders"),
        ("wonningcorpratie", "woningcorporatie"),  # two errors in a long word
        ("ewoners", "bewoners"),  # the first letter
        ("afschrijivingen", "afschrijving"),  # the index has the other number
        ("huurdersparticipatei", "huurdersparticipatie"),  # no passage has this compound, but both of its parts
        ("straaat", "straat"),
    ],
)
def test_errors_are_mended(corrector, typed, meant):
    assert corrector.suggest(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "huurders",  # the index has it
        "huurder",  # the index has another form
        "renoveren",  # the word list has it, and it is near renovatie
        "huurdersavond",  # a compound of words of the index
        "bewonersavonden",
        "hui",  # short
        "2026",
        "xqzvkwlp",  # nothing is near
        "",
        "\ud800",
    ],
)
def test_known_and_strange_words_are_left_alone(corrector, word):
    assert corrector.suggest(word) is None


def test_of_words_as_near_the_one_with_the_same_ends_and_then_the_more_usual_is_taken():
    assert Corrector({"pleinen": 1, "kleinen": 90, "pleinec": 90}.items()).suggest("pleinem") == "pleinec"
    assert Corrector({"straten": 2, "stralen": 9}.items()).suggest("straxen") == "stralen"


def test_an_empty_index_corrects_nothing():
    assert Corrector([], "en").suggest("neighbuorhood") is None
    assert Corrector([("neighbourhood", 1)], "en").suggest("neighbuorhood") == "neighbourhood"


@given(st.text(max_size=30) | st.text(st.sampled_from("aeinrstvz"), max_size=30))
def test_any_word_may_be_asked(corrector, word):
    found = corrector.suggest(word)
    assert found is None or (found != word and found.isalpha())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kortignen", "korting"),  # another number of the word: sooner than a compound that nobody wrote
        ("evrvangingsopties", "vervangingsopties"),  # the letters that link two parts belong to neither
        ("verfvaje", "verfvakje"),  # the other part is a word, though not of the index
        ("quotientenverzamreling", "quotientenverzameling"),
    ],
)
def test_part_of_a_compound_is_mended(typed, meant):
    words = ("korting", "vervanging", "opties", "vakje", "verzameling", "quotient", "kort", "ionen")
    assert Corrector([(word, 2) for word in words]).suggest(typed) == meant
