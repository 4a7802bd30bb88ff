"""What is new in a version of a question: marked, complete, and never markup of its own."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.text_diff import mark_insertions


def test_first_version_is_marked_nowhere():
    assert mark_insertions("", "Hoe blijft de wijk prettig?") == "Hoe blijft de wijk prettig?"


def test_new_words_are_marked_in_their_place():
    new = mark_insertions("Hoe blijft de wijk prettig?", "Hoe blijft de wijk prettig voor ouderen?")
    assert new == "Hoe blijft de wijk prettig <ins>voor ouderen?</ins>"


def test_comma_and_capital_are_no_new_thought():
    assert "<ins>" not in mark_insertions("Hoe blijft de wijk prettig?", "hoe, blijft de Wijk prettig")


def test_words_that_went_leave_no_mark():
    assert (
        mark_insertions("Hoe blijft de oude wijk prettig?", "Hoe blijft de wijk prettig?")
        == "Hoe blijft de wijk prettig?"
    )


@given(st.text(), st.text())
def test_no_word_is_lost_and_nothing_is_markup(before, after):
    marked = mark_insertions(before, after)
    assert html.unescape(re.sub(r"</?ins>", "", marked)) == after
    assert set(re.findall(r"<[^>]*>", marked)) <= {"<ins>", "</ins>"}
