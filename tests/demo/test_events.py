"""The example events do not contradict themselves: who comes, where, and what has been."""

import re

import pytest

from demo.source import read_folder

EVENTS = read_folder("talkshows") | read_folder("gatherings")
NUMBERS = {"één": 1, "twee": 2, "drie": 3, "vier": 4}


def read_text(values: dict) -> str:
    return " ".join([values["lead"], *(block.get("text", "") for block in values.get("body", []))])


@pytest.mark.parametrize("name", EVENTS)
def test_guests_are_as_many_as_the_text_says(name):
    values = EVENTS[name]
    guests = sum(row[1] == "guest" for row in values.get("people", []))
    said = re.findall(rf"\b({'|'.join(NUMBERS)}) gast(?:en)?\b(?! kunnen niet)", read_text(values).lower())
    assert [NUMBERS[word] for word in said] == [guests] * len(said)


@pytest.mark.parametrize("name", [name for name, values in EVENTS.items() if "en" in values])
def test_venue_is_an_example_in_both_languages_or_in_none(name):
    values = EVENTS[name]
    assert ("(voorbeeld)" in values.get("venue", "")) == ("(example)" in values["en"].get("venue", ""))


def test_places_that_are_made_up_have_one_name():
    assert {
        word for values in EVENTS.values() for word in re.findall(r"\b(?:De|Het) Voorbeeld", values.get("venue", ""))
    } == {"Het Voorbeeld"}


@pytest.mark.parametrize("name", [name for name, values in EVENTS.items() if values.get("cancelled")])
def test_cancelled_evening_does_not_look_back(name):
    assert "achteraf" not in read_text(EVENTS[name]).lower()


def test_access_that_is_free_is_no_accessibility():
    notes = [values.get("venue_note", "") for values in EVENTS.values()]
    assert not [note for note in notes if note.startswith("Gratis")]
