"""The sets of outlines: those that come with the site, and uploaded ones that go before them."""

import pytest

from directory.models import Place
from maps.atlas import build_atlas, read_atlas
from maps.drawing import draw_city
from maps.models import OutlineSet
from maps.outlines.geojson import Outline, write_collection
from maps.outlines.sets import read_shipped
from tests import factories

RING = ((4.30, 52.0), (4.32, 52.0), (4.32, 52.02), (4.30, 52.0))


def find(atlas, slug):
    return next(spot for spot in atlas.spots.values() if slug in {known for known, _name in spot.names.values()})


@pytest.fixture
def hague(home):
    city = factories.PlaceFactory(name="Den Haag", slug="den-haag", level="city", latitude="52.08", longitude="4.31")
    escamp = factories.PlaceFactory(name="Escamp", slug="escamp", level="district", parent=city)
    area = factories.PlaceFactory(name="Zuidwest", slug="zuidwest", level="area", parent=escamp)
    moerwijk = factories.PlaceFactory(name="Moerwijk", slug="moerwijk", level="quarter", parent=area)
    street = factories.PlaceFactory(name="Erasmusweg", slug="erasmusweg", level="street", parent=moerwijk)
    return {"city": city, "escamp": escamp, "moerwijk": moerwijk, "street": street}


def test_shipped_sets_have_licence_source_and_all_names():
    districts, quarters = read_shipped()
    assert (len(districts.outlines), len(quarters.outlines)) == (8, 44)
    assert {(one.city, one.licence, one.source) for one in (districts, quarters)} == {
        ("Den Haag", "CC BY 4.0", "CBS / Kadaster, Wijk- en Buurtkaart 2012")
    }
    assert {"Moerwijk", "Morgenstond", "Bouwlust en Vrederust"} <= {outline.name for outline in quarters.outlines}


def test_places_get_outlines_and_points_by_name(hague):
    atlas = build_atlas()
    assert [one.level for one in atlas.sets_of(hague["city"].translation_key)] == ["district", "quarter"]
    moerwijk, street = find(atlas, "moerwijk"), find(atlas, "erasmusweg")
    assert moerwijk.outline.name == "Moerwijk" and moerwijk.point == moerwijk.outline.label_point
    assert street.outline is None and street.point == moerwijk.point
    assert atlas.area_of(street.key) == hague["escamp"].translation_key
    assert atlas.city_of(street.key) == hague["city"].translation_key
    assert atlas.located == {spot.key for spot in atlas.spots.values()}
    assert find(atlas, "zuidwest").point == find(atlas, "escamp").point


def test_city_without_place_draws_nothing(home):
    factories.PlaceFactory(name="Leiden", slug="leiden", level="city")
    atlas = build_atlas()
    assert atlas.sets == [] and atlas.located == frozenset() and atlas.bounds is None


def test_uploaded_set_goes_before_the_shipped_one(hague):
    assert find(read_atlas(), "escamp").outline is not None
    own = write_collection([Outline("Escamp", ((RING,),))])
    row = OutlineSet.objects.create(city=hague["city"], level="district", licence="CC0", source="Ons", features=own)
    atlas = read_atlas()
    assert [one.credit for one in atlas.sets_of(hague["city"].translation_key)] == [
        "Ons, CC0", "CBS / Kadaster, Wijk- en Buurtkaart 2012, CC BY 4.0",
    ]  # fmt: skip
    assert find(atlas, "escamp").outline.bounds == (4.30, 52.0, 4.32, 52.02)
    row.delete()
    assert find(read_atlas(), "escamp").outline.bounds != (4.30, 52.0, 4.32, 52.02)


def test_other_city_with_the_same_names_keeps_its_points(hague):
    other = factories.PlaceFactory(name="Elders", slug="elders", level="city", latitude="51", longitude="5")
    factories.PlaceFactory(name="Moerwijk", slug="moerwijk-2", level="quarter", parent=other)
    spot = find(build_atlas(), "moerwijk-2")
    assert spot.outline is None and spot.point == (5.0, 51.0)


def test_a_city_is_drawn_with_its_own_districts(hague):
    other = factories.PlaceFactory(name="Elders", slug="elders", level="city", latitude="51", longitude="5")
    namesake = factories.PlaceFactory(name="Escamp", slug="escamp-2", level="district", parent=other)
    own = write_collection([Outline("Escamp", ((RING,),))])
    OutlineSet.objects.create(city=other, level="district", licence="CC0", source="Elders", features=own)
    atlas, numbers = read_atlas(), {hague["escamp"].translation_key: 3, namesake.translation_key: 7}
    for city, number, slug in ((hague["city"], 3, "escamp"), (other, 7, "escamp-2")):
        drawing = draw_city(atlas, city.translation_key, numbers, (), city.locale_id, "/?place={}".format)
        shape = next(one for one in drawing.shapes if one.name == "Escamp")
        assert (shape.number, shape.url) == (number, f"/?place={slug}")


def test_circle_of_places_ends(home):
    one = factories.PlaceFactory(name="Een", slug="een", level="quarter")
    two = factories.PlaceFactory(name="Twee", slug="twee", level="street", parent=one, latitude="52", longitude="4")
    Place.objects.filter(pk=one.pk).update(parent=two)
    atlas = build_atlas()
    assert atlas.area_of(one.translation_key) in {one.translation_key, two.translation_key}
