"""Which names are near."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.models import Organisation
from directory.proposals.near_names import compare, find_near, fold
from editorial.groups import CHIEF_EDITOR
from tests import factories


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Stichting Mooi", "stichting mooi"),
        ("Stichting MOOI", "Stichting Mooie"),
        ("Coöperatief Eigenwijzer", "cooperatief eigen wijzer"),
        ("Haagse Hogeschool", "De Haagse Hogeschool"),
        ("ROC Mondriaan", "Mondriaan"),
        ("Leiden Delft Erasmus", "LDE"),
        ("Staedion", "Staedeon"),
    ],
)
def test_near(one, two):
    assert compare(fold(one), fold(two)) == compare(fold(two), fold(one)) > 0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Stichting Mooi", "Stichting Lezen"),
        ("Gemeente Den Haag", "Haag Wonen"),
        ("", "Staedion"),
        ("Staedion", "Vestia"),
    ],
)
def test_not_near(one, two):
    assert compare(fold(one), fold(two)) == 0


@pytest.mark.django_db
def test_other_names_count_and_the_nearest_is_first(home, django_assert_num_queries):
    known = factories.OrganisationFactory(name="De Haagse Hogeschool", other_names="HHS\nTHUAS")
    alike = factories.OrganisationFactory(name="Hogeschool Inholland")
    proposed = factories.OrganisationFactory(name="Thuas", live=False)
    factories.OrganisationFactory(name="Thuas oud", live=False, refused_at="2026-01-01T00:00Z")
    user = factories.UserFactory(CHIEF_EDITOR)
    with django_assert_num_queries(2):
        found = find_near(Organisation, "thuas", known.locale_id, user)
    assert set(found) == {known, proposed}
    assert alike not in found


@settings(max_examples=20)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_compared(one, two):
    assert 0 <= compare(fold(one), fold(two)) <= 2
