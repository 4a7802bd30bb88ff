"""The order of places in forms: the site's own city first, each city before what lies in it."""

import pytest

from directory.models import Place
from directory.places import group_by_city
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def test_city_with_most_places_stands_first_and_leads_its_own():
    own, other = PlaceFactory(name="Den Haag", level="city"), PlaceFactory(name="Amsterdam", level="city")
    for name, parent in (("Bouwlust", own), ("Laak", own), ("Aalsmeer-West", other)):
        PlaceFactory(name=name, level="district", parent=parent)
    found = group_by_city(Place.objects.filter(locale=own.locale))
    assert [[place.name for place in group] for group in found] == [
        ["Den Haag", "Bouwlust", "Laak"], ["Amsterdam", "Aalsmeer-West"],
    ]  # fmt: skip
