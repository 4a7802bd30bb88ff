"""Numbers as people type them: understood, or asked again with what was typed; never another number, never lost."""

from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from core.forms import protected
from core.forms.protected import ProtectedForm
from knowledge.models import SubmissionForm
from knowledge.submissions.numbers import ABOUT, UNITS, WORDS, Unread, read_number
from knowledge.submissions.steps import KINDS
from tests.knowledge.submissions.forms import DEMAND, STEPS, begin, post

words = st.sampled_from(sorted(UNITS))
numbers = st.integers(1, 99_999)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("20", 20), (" 20 uur ", 20), ("ca. 20", 20), ("± 3 studenten", 3), ("twee", 2), ("één", 1), ("1.200", 1200), ("1,200", 1200),
     ("7,5", "7.5"), ("7.5 EC", "7.5"), ("maximaal 4", 4), ("20.", 20), ("２０", 20)],
)  # fmt: skip
def test_what_people_type_is_understood(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "why"),
    [("2 of 3", Unread.SEVERAL), ("2-3", Unread.SEVERAL), ("2 à 3", Unread.SEVERAL), ("twee of drie", Unread.SEVERAL),
     ("2 uur per week", Unread.OTHER), ("-3", Unread.OTHER), ("minimaal 2", Unread.OTHER), ("1e5", Unread.SEVERAL),
     ("veel", Unread.NONE), ("?", Unread.NONE), ("1.2.3", Unread.NONE)],
)  # fmt: skip
def test_what_could_be_another_number_is_not_guessed(typed, why):
    assert read_number(typed) is why


@given(st.sampled_from(sorted(ABOUT)), numbers, words)
def test_words_beside_a_number_do_not_change_it(about, number, unit):
    assert read_number(f"{about} {number} {unit}") == number


@given(
    numbers,
    st.sampled_from([" of ", "-", "–", " à ", "/", " tot ", " ", " or "]),
    numbers | st.sampled_from(sorted(WORDS)),
)
def test_two_numbers_are_never_read_as_one(one, between, other):
    assert isinstance(read_number(f"{one}{between}{other}"), Unread)


@given(st.text(max_size=80))
def test_any_text_is_read_or_asked_again(typed):
    found = read_number(typed)
    assert (found is None) == (not typed.split() or not typed.strip()) or isinstance(found, Unread)
    if isinstance(found, Decimal):
        assert found.is_finite() and found >= 0


def list_forms(base: type) -> set[type]:
    """Return the classes of public forms."""
    return {form for one in base.__subclasses__() for form in (one, *list_forms(one))}


def test_no_public_form_has_an_input_that_drops_what_it_cannot_read():
    assert KINDS
    lossy = [
        (form.__name__, name)
        for form in list_forms(ProtectedForm)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.NumberInput)
    ]
    assert lossy == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [("students", "2 of 3", "meer dan één getal"), ("students", "3000", "van 1 tot en met 2000"), ("hours", "2 uur per week", "niet zeker"),
     ("ec", "vijftien of zo", "niet zeker"), ("students", "2,5", "heel getal"), ("ec", "7,25", "achter de komma")],
)  # fmt: skip
def test_a_number_that_is_not_understood_is_kept_and_asked_again(client, home, monkeypatch, name, typed, message):
    monkeypatch.setattr(protected, "MIN_AGE", -1)
    at = begin(client)
    response = post(client, at, {**STEPS[DEMAND][1], name: typed})
    assert response.status_code == 400
    assert f'value="{typed}"' in response.text and message in response.text
    assert "<details" in response.text and " open>" in response.text  # the fold that it stands in is open
    assert SubmissionForm.objects.get().data.keys() == {"text"}
