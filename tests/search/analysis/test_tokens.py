"""Tokens and streams: arbitrary text, offsets, and streams that every engine splits alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LANGUAGES, analyse, fold, make_streams, query_words
from search.analysis.tokens import find_exact

ANY = st.text(st.characters(), max_size=60) | st.text("aeiou'’-ĳé̂\u00ad ﬁ½ßİ", max_size=40)


@given(ANY, st.sampled_from([*LANGUAGES, "fr", ""]))
def test_any_text_is_analysed_and_offsets_point_into_it(text, language):
    last = 0
    for token in analyse(text, language):
        assert last <= token.start < token.end <= len(text)
        assert token.exact and fold(text[token.start : token.end]).startswith(token.exact[:1])
        last = token.end


@given(ANY | st.text("aS'’ é", max_size=80), st.sampled_from([*LANGUAGES, "fr"]))
def test_exact_forms_are_those_of_the_analysis(text, language):
    assert find_exact(text, language) == [token.exact for token in analyse(text, language)]


@given(ANY, st.sampled_from(LANGUAGES))
def test_streams_hold_separable_tokens_only(text, language):
    streams = make_streams(text, language)
    for stream in (streams.exact, streams.stem, streams.parts):
        assert all(token.isalnum() and token == token.casefold() for token in stream.split())
        assert " ".join(stream.split()) == stream
    assert len(streams.exact.split()) == len(streams.stem.split())


@given(ANY)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(ANY, st.sampled_from(LANGUAGES))
def test_a_question_asks_for_each_word_once(text, language):
    words = [token.exact for token in query_words(text, language)]
    assert len(words) == len(set(words))
    assert bool(words) == bool(analyse(text, language))


@pytest.mark.parametrize("text", ["\ud800", "\x00", "a" + "\u0301" * 10_000, "x" * 100_000, "’" * 50, "é" * 10_000])
def test_hostile_text_is_analysed(text):
    assert all(len(token.exact) <= 64 for token in analyse(text, "nl"))


@pytest.mark.parametrize(
    ("typed", "language", "words"),
    [
        ("coöperatie ﬁetsen ĲSSALON", "nl", ["cooperatie", "fietsen", "ijssalon"]),
        ("de foto’s van d'Hondt", "nl", ["fotos", "d", "hondt"]),
        ("the city's don’t-walk", "en", ["city", "dont", "walk"]),
        ("e\u0301te\u0301, caf\u00ade", "nl", ["ete", "cafe"]),
        ("wat is dat", "nl", ["wat", "is", "dat"]),
        ("welke huurders betrekken", "nl", ["huurders", "betrekken"]),
    ],
)
def test_words_of_a_question(typed, language, words):
    assert [token.exact for token in query_words(typed, language)] == words


def test_language_decides_stem_stops_and_parts():
    dutch, english = analyse("the woningen wijkaanpak", "nl"), analyse("the houses wijkaanpak", "en")
    assert [token.stop for token in dutch] == [False, False, False]
    assert [token.stop for token in english] == [True, False, False]
    assert [token.stem for token in dutch][1] == "woning" and [token.stem for token in english][1] == "hous"
    assert dutch[2].parts == ("wijk", "aanpak") and english[2].parts == ()


def test_editors_exceptions_hold_for_all_forms():
    exceptions = {"stadslab": (), "leefbaarheid": ("leef", "baarheid")}
    assert make_streams("stadslabs stadslab", "nl", exceptions).parts == ""
    assert "baar" in make_streams("leefbaarheid", "nl", exceptions).parts
