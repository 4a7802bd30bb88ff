"""Query expansion with synonyms, abbreviations and translations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import SynonymGroup, default_groups, expand, query_words, read_groups, synonym_keys, with_defaults
from search.analysis.synonyms import find_first_stems, read_translations
from search.query.cache import LanguageCuration

GROUPS = [
    SynonymGroup(("woningcorporatie", "corporatie")),
    SynonymGroup(("stadslab", "living lab")),
    SynonymGroup(("cdkm", "city deal"), True),
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
        SynonymGroup(("a", "b c")),
        SynonymGroup(("d", "e", "f"), one_way=True),
    )


@pytest.mark.parametrize(
    ("typed", "language", "other"),
    [
        ("corporatie", "nl", "woningcorporatie"),
        ("living lab", "nl", "stadslab"),
        ("stageplek", "nl", "stage"),
        ("burgers", "nl", "bewoner"),
        ("HHs", "nl", "De Haagse Hogeschool"),
        ("TU Delft", "nl", "Technische Universiteit Delft"),
        ("LDE", "en", "Leiden-Delft-Erasmus"),
        ("CDKM", "en", "City Deal Kennis Maken"),
        ("housing association", "en", "housing corporation"),
    ],
)
def test_the_words_of_the_field_are_known_from_the_start(typed, language, other):
    assert other in [found for _, _, found in others(typed, default_groups(language), language)]


def test_what_editors_say_of_a_word_holds_instead_of_the_default():
    own = [SynonymGroup(("Corporatie", "verhuurder"))]
    assert [found for _, _, found in others("corporatie", with_defaults(own, "nl"))] == ["verhuurder"]


@given(st.text(max_size=40), st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=3), max_size=3))
def test_any_text_and_list_may_be_asked(text, terms):
    words = query_words(text, "nl")
    for one in expand(words, [SynonymGroup(tuple(group)) for group in terms], "nl"):
        assert 0 <= one.first < one.last <= len(words) and one.tokens


@given(
    st.lists(
        st.sampled_from(["mould", "tenants", "huurders", "stadslabs", "living", "lab", "cdkm", "fiets"]), max_size=4
    )
)
def test_words_that_begin_no_term_are_known_without_looking_at_each_group(typed):
    for language in ("nl", "en"):
        groups, words = with_defaults(GROUPS, language), query_words(" ".join(typed), language)
        curation = LanguageCuration({}, groups, frozenset(), find_first_stems(groups, language))
        assert curation.has_synonyms(words) or not expand(words, groups, language)
        assert not curation.has_synonyms(query_words("fiets", language))


def test_translations_lead_one_way_and_know_the_endings_of_their_language():
    lines = "mould, mold | schimmel, vocht # remark\n\nno line\n| schimmel\n"
    dutch, english = read_translations(lines, "nl"), read_translations(lines, "en")
    assert [group.terms for group in dutch] == [("mould", "schimmel", "vocht"), ("mold", "schimmel", "vocht")]
    assert [group.terms for group in english] == [("schimmel", "mould", "mold"), ("vocht", "mould", "mold")]
    assert all(group.one_way and group.foreign for group in (*dutch, *english))
    assert others("tenants", default_groups("nl")) == [(0, 1, "huurder")]
    assert others("huurders", default_groups("en"), "en") == [(0, 1, "renter"), (0, 1, "tenant")]


def test_words_that_mean_something_else_in_the_other_language_are_left_alone():
    for typed, language in (("stage", "en"), ("burger", "en"), ("rente", "nl"), ("damp", "nl"), ("wast", "nl")):
        assert not others(typed, default_groups(language), language), typed


def test_editors_replace_what_leads_from_their_term_and_no_more():
    own = [SynonymGroup(("schimmel", "zwam"))]
    found = with_defaults(own, "nl")
    assert [other for _, _, other in others("schimmel", found)] == ["zwam"]
    assert "schimmel" in [other for _, _, other in others("mould", found)]


def test_keys_are_single_words_of_the_own_language():
    keys = synonym_keys(default_groups("nl"))
    assert {"renovatie", "vocht", "verwarming"} <= keys
    assert not {"mould", "tu delft", "opknapbeurt"} & keys
