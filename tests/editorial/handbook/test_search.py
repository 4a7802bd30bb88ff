"""Search in the handbook: by any word, by its heading first, with the words marked and nothing else as HTML."""

from hypothesis import given
from hypothesis import strategies as st

from editorial.handbook.search import fold, make_excerpt, search


def test_section_about_the_words_comes_first():
    assert search("hoofdstukken")[0].section.title == "Hoofdstukken"
    assert search("toestemming gasten")[0].section.title == "Toestemming van gasten"
    assert search("synoniem")[0].section.title == "Synoniemen"


def test_every_word_is_asked_for_and_case_and_accents_are_not():
    assert search("Thêma")[0].score == search("thema")[0].score
    assert search("thema qwertyuiop") == []
    assert search("  ") == search("?!") == []


def test_excerpt_marks_the_words():
    assert make_excerpt("Een <b>foto</b> van Laak", ["foto", "laak"]) == (
        "Een &lt;b&gt;<mark>foto</mark>&lt;/b&gt; van <mark>Laak</mark>"
    )


@given(st.text(max_size=80), st.text(max_size=300))
def test_any_question_and_text_give_an_excerpt(question, text):
    assert len(fold(text)) == len(text)
    words = [word for word in fold(question).split() if word]
    assert "<script" not in make_excerpt(f"{text}<script>", words or ["x"])
    search(question)
