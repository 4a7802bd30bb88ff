"""The pieces of a page, and where a sentence stands in the editor's own counting."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.reading_along.passages import count_units, find_pieces, find_position, split_sentences
from tests import factories

TEXT = '<p data-block-key="aa">Eerst 🌱 zaaien wij. Dan <b>oogsten</b> wij!</p><p data-block-key="bb">Klaar?</p>'


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("Een. Twee? Drie!", ["Een.", "Twee?", "Drie!"]),
        ("Zonder punt", ["Zonder punt"]),
        ("Hij zei: “Ja.” Toen ging hij.", ["Hij zei: “Ja.”", "Toen ging hij."]),
        ("Regel een\nRegel twee", ["Regel een", "Regel twee"]),
    ],
)
def test_sentences(text, sentences):
    assert split_sentences(text) == sentences


@given(st.text(max_size=200))
def test_sentences_lose_no_word(text):
    sentences = split_sentences(text)
    assert all(sentence in text and sentence == sentence.strip() != "" for sentence in sentences)
    assert {*"".join(sentences).replace(" ", "")} >= {c for c in text if c.isalnum()}


def test_units_are_those_of_a_browser():
    assert [count_units(text) for text in ("", "é", "🌱", "a🌱b")] == [0, 1, 2, 4]


@pytest.mark.django_db
def test_pieces_and_positions(home):
    page = factories.CasePageFactory(title="Stadslab", lead="Een. Twee.", body=[("text", TEXT)])
    pieces = {piece.path: piece for piece in find_pieces(page)}
    block = page.body[0].id
    assert pieces["lead"].sentences == ["Een.", "Twee."] and "slug" not in pieces
    assert pieces[f"body.{block}"].sentences == ["Eerst 🌱 zaaien wij.", "Dan oogsten wij!", "Klaar?"]
    (place,) = json.loads(find_position(page, f"body.{block}", "Dan oogsten wij!"))
    assert place == {"key": "aa", "start": 21, "end": 37}
    assert json.loads(find_position(page, f"body.{block}", "Klaar?"))[0]["key"] == "bb"
    assert find_position(page, f"body.{block}", "Staat er niet.") == find_position(page, "lead", "Een.") == ""
