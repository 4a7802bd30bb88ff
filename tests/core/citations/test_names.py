"""Names of authors: given names, particles and surname apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.citations.names import join_name, split_name


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("Rosa Jehee", "Jehee, Rosa"),
        ("Peter van der Hout", "van der Hout, Peter"),
        ("Hout, Peter van der", "van der Hout, Peter"),
        ("Maria José Kraaij-Pohlmann", "Kraaij-Pohlmann, Maria José"),
        ("Anna in 't Veld", "in 't Veld, Anna"),
        ("Anna in ’t Veld", "in ’t Veld, Anna"),
        ("prof. dr. J.P. de Wit", "de Wit, J.P."),
        ("Vaneesha Bhola (HHs)", "Bhola, Vaneesha"),
        ("Ben Ali", "Ali, Ben"),
        ("Wit, MSc", "Wit"),
        ("Fatima", "Fatima"),
        ("Gemeente Den Haag", "Gemeente Den Haag"),
        ("Noor Blom en Sam de Wit", "Noor Blom en Sam de Wit"),
        ("De Haagse Hogeschool", "De Haagse Hogeschool"),
        ("Studenten van de minor", "Studenten van de minor"),
    ],
)
def test_names(name, joined):
    assert join_name(split_name(name)) == joined


@given(st.text(min_size=1).filter(str.strip))
@settings(max_examples=60)
def test_no_name_is_lost_or_raises(name):
    assert join_name(split_name(name)).strip() or not name.strip(" ,.")
