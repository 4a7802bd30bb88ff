"""Public pages of the directory: everything about a record, a place with everything below it."""

import re

import pytest
from django.core.exceptions import ValidationError

from directory.identifiers import validate_orcid, validate_ror
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(home):
    """A city with a district, a street in it, another district, and an entry at each."""
    city = factories.PlaceFactory(name="Stad", level="city")
    district = factories.PlaceFactory(name="Stadsdeel", level="district", parent=city)
    street = factories.PlaceFactory(name="Straat", level="street", parent=district)
    other = factories.PlaceFactory(name="Ander deel", level="district", parent=city)
    return {place.name: (place, factories.CasePageFactory(places=[place])) for place in (city, district, street, other)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Stad", {"Stad", "Stadsdeel", "Straat", "Ander deel"}),
        ("Stadsdeel", {"Stadsdeel", "Straat"}),
        ("Straat", {"Straat"}),
        ("Ander deel", {"Ander deel"}),
    ],
)
def test_place_shows_what_lies_in_it(client, city, name, expected):
    listing = client.get(city[name][0].get_absolute_url()).context["listing"]
    assert {entry.pk for entry in listing.cards} == {city[found][1].pk for found in expected}
    filtered = client.get(city["Stad"][1].get_parent().url, {"place": city[name][0].slug}).context["listing"]
    assert {entry.pk for entry in filtered.cards} == {city[found][1].pk for found in expected}


def test_entry_with_two_places_below_is_listed_once(client, city):
    case = factories.CasePageFactory(places=[city["Straat"][0], city["Stadsdeel"][0]])
    cards = client.get(city["Stad"][0].get_absolute_url()).context["listing"].cards
    assert [entry.pk for entry in cards].count(case.pk) == 1


def test_person_without_consent_has_no_page(client, home):
    person = factories.PersonFactory(consent=False)
    assert client.get(person.get_absolute_url()).status_code == 404
    assert person.name not in client.get("/mensen/").content.decode()


def test_place_lies_in_something_larger(home):
    street = factories.PlaceFactory(level="street")
    with pytest.raises(ValidationError):
        factories.PlaceFactory(level="city", parent=street).full_clean()


@pytest.mark.parametrize("value", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"])
def test_right_orcid(value):
    validate_orcid(value)


@pytest.mark.parametrize("value", ["0000-0002-1825-0098", "onzin", "", "0000"])
def test_wrong_orcid(value):
    with pytest.raises(ValidationError):
        validate_orcid(value)


def test_ror():
    validate_ror("https://ror.org/021zvq422")
    with pytest.raises(ValidationError):
        validate_ror("onzin")


def test_places_of_the_city_with_most_entries_stand_first(client, home):
    hague = factories.PlaceFactory(name="Den Haag", slug="den-haag", level="city")
    laak = factories.PlaceFactory(name="Laak", slug="laak", level="district", parent=hague)
    amsterdam = factories.PlaceFactory(name="Amsterdam", slug="amsterdam", level="city")
    factories.PlaceFactory(name="Centrum", slug="centrum", level="district", parent=amsterdam)
    factories.CasePageFactory(places=[laak])
    factories.CasePageFactory(places=[hague])
    factories.CasePageFactory(places=[amsterdam])
    rows = re.findall(
        r'<a href="/plekken/[^"]+">([^<]+)</a>.*?<data value="?(\d+)', client.get("/plekken/").text, re.DOTALL
    )
    assert rows == [("Den Haag", "2"), ("Amsterdam", "1"), ("Laak", "1"), ("Centrum", "0")]
