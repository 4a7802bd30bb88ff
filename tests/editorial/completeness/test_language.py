"""Sentences and long words, as hints find them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.completeness.language import count_words, is_rare, split_sentences, to_text


def test_sentences_end_at_signs_lines_and_paragraphs():
    html = "<p>Een straat. Twee straten! “Waarom?” vroeg zij.</p><ul><li>een punt</li><li>nog een</li></ul>"
    assert split_sentences(to_text(html)) == [
        "Een straat.",
        "Twee straten!",
        "“Waarom?” vroeg zij.",
        "een punt",
        "nog een",
    ]


def test_abbreviations_and_numbers_go_on():
    assert split_sentences("Het kost o.a. 3.500 euro per jaar.") == ["Het kost o.a. 3.500 euro per jaar."]
    assert count_words("Een – streep – telt niet") == 4


@pytest.mark.parametrize(
    ("word", "rare"), [("subsidiariteitsbeginsel", True), ("bewonersavonden", False), ("samenwerkingsverband", False)]
)
def test_rare_words(word, rare):
    assert is_rare(word, "nl") is rare
    assert not is_rare(word, "en")


@settings(max_examples=20)
@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert all(sentence.strip() for sentence in split_sentences(to_text(text)))
