"""Synonyms and abbreviations: other words beside what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Group, default_groups, expand, query_words, read_groups, with_defaults

GROUPS = [
    Group(("woningcorporatie", "corporatie")),
    Group(("stadslab", "living lab")),
    Group(("cdkm", "city deal"), True),
]


def others(text: str, groups=GROUPS, language="nl") -> list[tuple[int, int, str]]:
    return [(one.first, one.last, one.other) for one in expand(query_words(text, language), groups, language)]


def test_every_term_leads_to_the_others_in_any_form():
    assert others("de corporaties") == [(0, 1, "woningcorporatie")]
    assert others("leren in stadslabs") == [(1, 2, "living lab")]


def test_several_words_are_one_term_when_they_follow_each_other():
    assert others("een living lab in Laak") == [(0, 2, "stadslab")]
    assert others("lab living") == []


def test_one_way_leads_from_the_first_only():
    assert others("CDKM") == [(0, 1, "city deal")]
    assert others("city deal") == []


def test_lists_are_read_line_by_line():
    assert read_groups("# remark\na = b  c\nd > e, f # too\n\nalone\n= x\n") == (
        Group(("a", "b c")),
        Group(("d", "e", "f"), one_way=True),
    )


@pytest.mark.parametrize(
    ("typed", "language", "other"),
    [
        ("corporatie", "nl", "woningcorporatie"),
        ("living lab", "nl", "stadslab"),
        ("stageplek", "nl", "stage"),
        ("burgers", "nl", "bewoner"),
        ("HHs", "nl", "de haagse hogeschool"),
        ("TU Delft", "nl", "technische universiteit delft"),
        ("LDE", "en", "leiden delft erasmus"),
        ("CDKM", "en", "city deal kennis maken"),
        ("housing association", "en", "housing corporation"),
    ],
)
def test_the_words_of_the_field_are_known_from_the_start(typed, language, other):
    assert other in [found for _, _, found in others(typed, default_groups(language), language)]


def test_what_editors_say_of_a_word_holds_instead_of_the_default():
    own = [Group(("Corporatie", "verhuurder"))]
    assert [found for _, _, found in others("corporatie", with_defaults(own, "nl"))] == ["verhuurder"]


@given(st.text(max_size=40), st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=3), max_size=3))
def test_any_text_and_list_may_be_asked(text, terms):
    words = query_words(text, "nl")
    for one in expand(words, [Group(tuple(group)) for group in terms], "nl"):
        assert 0 <= one.first < one.last <= len(words) and one.tokens
