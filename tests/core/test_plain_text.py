"""Plain text of HTML, and where its sentences end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plain_text import split_sentences, to_text


def test_sentences_end_at_signs_lines_and_paragraphs():
    html = "<p>Een straat. Twee straten! “Waarom?” vroeg zij. “Ja.” Toen.</p><ul><li>een punt</li><li>nog een</li></ul>"
    sentences = ["Een straat.", "Twee straten!", "“Waarom?” vroeg zij.", "“Ja.”", "Toen.", "een punt", "nog een"]
    assert split_sentences(to_text(html)) == sentences


@pytest.mark.parametrize(
    "sentence",
    ["Het kost o.a. 3.500 euro per jaar.", "Wij werken i.s.m. Haag Wonen aan het plein.", "Vraag dr. Jansen of mevr. De Vries.",
     "Het boek is van J. Jansen.", "Er zijn bijv. Laak en Escamp, ca. twee wijken.", "Prof. Vos zegt ja."],
)  # fmt: skip
def test_abbreviations_initials_and_numbers_go_on(sentence):
    assert split_sentences(f"{sentence} Dan dit.") == [sentence, "Dan dit."]


def test_characters_are_as_they_are_read():
    assert (
        to_text("<p>Zon &amp; wind: foto&#x27;s van &lt;5 m&gt;&nbsp;hoog</p>").strip()
        == "Zon & wind: foto's van <5 m> hoog"
    )


@settings(max_examples=20)
@given(st.text(max_size=300))
def test_any_text_is_read_and_no_word_is_lost(text):
    sentences = split_sentences(text)
    assert all(sentence.strip() for sentence in sentences)
    assert " ".join(sentences).split() == text.split()
    split_sentences(to_text(text))
