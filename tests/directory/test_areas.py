"""The migration that makes Den Haag Zuidwest an area over three quarters, on places as older installations have them."""

import importlib

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail_localize.models import TranslationSource

from demo.source import read
from directory.localisation import get_locale
from directory.models import Place
from directory.places import keys_below
from tests.factories import PlaceFactory

migration = importlib.import_module("directory.migrations.0005_areas")
pytestmark = pytest.mark.django_db


@pytest.fixture
def older() -> dict[str, Place]:
    """The Hague as an installation of before has it, a street below and a Moerwijk elsewhere."""
    city = PlaceFactory(name="Den Haag", level="city")
    escamp = PlaceFactory(name="Escamp", level="district", parent=city)
    southwest = PlaceFactory(name="Den Haag Zuidwest", level="quarter", parent=escamp)
    moerwijk = PlaceFactory(name="Moerwijk", level="neighbourhood", parent=southwest)
    street = PlaceFactory(name="Lozerlaan", level="street", parent=moerwijk)
    elsewhere = PlaceFactory(name="Moerwijk", level="neighbourhood", parent=PlaceFactory(name="Elders", level="city"))
    return {"southwest": southwest, "moerwijk": moerwijk, "street": street, "elsewhere": elsewhere}


def read_levels(places: dict[str, Place]) -> dict[str, str]:
    return {name: Place.objects.get(pk=place.pk).level for name, place in places.items()}


def test_southwest_becomes_area_over_quarters(older):
    addresses = {place.pk: (place.slug, place.translation_key) for place in older.values()}
    migration.name_area(apps, None)
    expected = {"southwest": "area", "moerwijk": "quarter", "street": "street", "elsewhere": "neighbourhood"}
    assert read_levels(older) == expected
    rows = Place.objects.filter(pk__in=addresses)
    assert {place.pk: (place.slug, place.translation_key) for place in rows} == addresses
    for place in rows:
        place.full_clean()
    below = keys_below([older["southwest"].translation_key])
    assert below == {older[name].translation_key for name in ("southwest", "moerwijk", "street")}


def test_areas_twice_changes_nothing_and_back_restores(older):
    before = read_levels(older)
    migration.name_area(apps, None)
    after = read_levels(older)
    migration.name_area(apps, None)
    assert read_levels(older) == after
    migration.name_quarter(apps, None)
    assert read_levels(older) == before


def test_level_that_an_editor_chose_stays(older):
    Place.objects.filter(pk=older["southwest"].pk).update(level="district", parent=None)
    migration.name_area(apps, None)
    assert read_levels(older)["southwest"] == "district"


def test_area_lies_in_district_and_holds_quarters(older):
    migration.name_area(apps, None)
    southwest = Place.objects.get(pk=older["southwest"].pk)
    southwest.parent = Place.objects.get(pk=older["moerwijk"].pk)
    with pytest.raises(ValidationError) as refused:
        southwest.full_clean()
    assert list(refused.value.message_dict) == ["parent"]


def test_translation_made_after_it_has_the_new_level(older):
    source, _made = TranslationSource.update_or_create_from_instance(older["moerwijk"])
    migration.name_area(apps, None)
    source.refresh_from_db()
    target, _made = source.create_or_update_translation(get_locale("en"), fallback=True)
    assert target.level == "quarter"


def test_example_content_has_the_area_over_three_quarters():
    places = read("directory/places")
    assert places["den-haag-zuidwest"]["level"] == "area"
    below = {name: place["level"] for name, place in places.items() if place.get("parent") == "den-haag-zuidwest"}
    assert below == dict.fromkeys(["moerwijk", "morgenstond", "bouwlust-en-vrederust"], "quarter")
