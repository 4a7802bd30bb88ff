"""Lemmas: forms of a word meet, strangers do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse, query_words
from search.analysis.lemmas import LemmaTable, apply_rule, find_lemmas, load_table, make_rule
from search.management.commands.evaluate_inflection import meets

FORMS = """
duurzaam duurzame; sociaal sociale; kwetsbaar kwetsbare; eenzaam eenzame; groot grote; leefbaar leefbare; schuld schulden;
voorbeeld voorbeelden; plaats plaatsen; idee ideeën; bouwt bouwen; beeld beelden; werk werken; kind kinderen; denkt dacht;
wijkmakelaar wijkmakelaars; aanpassen aangepaste; jugendstilhuis jugendstilhuizen; vlog vlogs
"""


@pytest.mark.parametrize("pair", [pair.split() for pair in FORMS.split(";")], ids=" ".join)
def test_forms_of_a_word_meet_in_both_directions(pair):
    assert (meets(*pair), meets(*reversed(pair))) == (True, True)


@pytest.mark.parametrize("pair", [("waarde", "waar"), ("weten", "wet"), ("leefbaarheid", "leven"), ("zone", "zon")])
def test_strangers_do_not(pair):
    assert (meets(*pair), meets(*reversed(pair))) == (False, False)


def test_a_part_meets_the_compound_and_not_the_other_way():
    assert (meets("portiek", "portiekgesprek"), meets("portiekgesprek", "portiek")) == (True, False)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Zij denkt daar vaak over na.", "nadenken"),
        ("om na te denken over de stad", "nadenken"),
        ("Denk mee, of kom langs.", "meedenken"),
    ],
)
def test_particle_and_verb_that_stand_apart_are_one_verb(text, verb):
    assert verb in {part for token in analyse(text, "nl") for part in token.parts}
    assert [token.stem for token in query_words("denkt na", "nl")] == ["nadenken"]


def test_a_preposition_is_no_particle():
    assert [
        token.parts for token in analyse("Hij denkt na de pauze aan iets anders", "nl") if token.exact == "denkt"
    ] == [()]


def test_english_takes_the_stem_of_the_lemma():
    assert [find_lemmas(word, "en") for word in ("children", "child", "houses")] == [("child",), ("child",), ("hous",)]


def test_rules_and_table_give_back_what_was_written():
    assert apply_rule("dacht", make_rule("dacht", "denken")) == "denken"
    table = LemmaTable(b"aap\nbomen 3om\nzag 3zien")
    assert [table.find(word) for word in ("aap", "bomen", "zag", "zzz", "")] == [
        ("aap",),
        ("boom",),
        ("zien",),
        None,
        None,
    ]


@given(st.sets(st.text("abcz", max_size=5), max_size=60), st.text("abcz", max_size=6))
def test_every_form_of_a_table_is_found_and_no_other(forms, asked):
    table = LemmaTable("\n".join(f"{form} 0s" for form in sorted(forms) if form).encode())
    assert [table.find(form) for form in forms if form] == [(f"{form}s",) for form in forms if form]
    assert table.find(asked) == ((f"{asked}s",) if asked in forms and asked else None)


def test_forms_of_the_shipped_table_are_found_wherever_they_stand():
    table = load_table("nl")
    forms = [line.partition(b" ")[0].decode() for line in table._text.split(b"\n")[1:-1:97]]
    assert [form for form in forms if table.find(form) is None] == []
    assert len(forms) > 3000
