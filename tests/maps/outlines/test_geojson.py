"""Outlines from GeoJSON: what is drawn is sound whatever the file holds, and what is wrong is said."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.outlines import geojson
from maps.outlines.geojson import OutlineError, parse_outlines, read_outlines, write_collection

SQUARE = [[[4.3, 52.0], [4.4, 52.0], [4.4, 52.1], [4.3, 52.1], [4.3, 52.0]]]


def collection(*features, **more) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def feature(name="Laak", kind="Polygon", coordinates=SQUARE) -> dict:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_polygon_and_multipolygon_with_bom_and_height():
    raised = [[[*point, 3.5] for point in ring] for ring in SQUARE]
    content = b"\xef\xbb\xbf" + collection(
        feature("  Laak  en\tmeer"), feature("Twee", "MultiPolygon", [SQUARE, raised])
    )
    one, two = read_outlines(content)
    assert (one.name, one.bounds) == ("Laak en meer", (4.3, 52.0, 4.4, 52.1))
    assert len(two.polygons) == 2 and two.polygons[0] == two.polygons[1]
    assert 4.3 < one.label_point[0] < 4.4 and 52.0 < one.label_point[1] < 52.1


def test_what_is_stored_reads_back_the_same():
    outlines = read_outlines(collection(feature(), feature("Twee")))
    assert parse_outlines(json.loads(json.dumps(write_collection(outlines)))) == outlines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "JSON"),
        (b"[]", "FeatureCollection"),
        (b'{"type": "Feature"}', "FeatureCollection"),
        (collection(), "geen omtrekken"),
        (collection(*[feature(f"n{number}") for number in range(501)]), "500"),
        (collection(feature(), feature("LAAK")), "Laak"),
        (collection(feature(""), feature("x")), "Omtrek 1"),
        (collection(feature("a\x00b")), "Omtrek 1"),
        (collection(feature(kind="Point", coordinates=[4.3, 52])), "Polygon"),
        (collection(feature(kind=["Polygon"])), "Polygon"),
        (collection(feature(coordinates=[SQUARE[0][:4]])), "klopt niet"),
        (collection(feature(coordinates=[[[155000, 463000]] * 4])), "klopt niet"),
        (collection(feature(coordinates=[[["4", "5"]] * 4])), "klopt niet"),
        (collection(feature(coordinates=[])), "klopt niet"),
        (collection(feature(coordinates=[[]])), "klopt niet"),
        (collection(feature(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}), "WGS 84"),
        (b" " * (geojson.MAX_BYTES + 1), "2 MB"),
    ],
)
def test_what_is_wrong_is_said(content, said):
    with pytest.raises(OutlineError, match=said):
        read_outlines(content)


def test_too_many_points_are_refused():
    ring = [[4.3 + number / 100_000, 52.0] for number in range(30_000)]
    wide = [[*ring, [4.6, 52.1], ring[0]]]
    assert len(read_outlines(collection(feature(coordinates=wide)))) == 1
    with pytest.raises(OutlineError, match="40000"):
        read_outlines(collection(feature(coordinates=wide), feature("Twee", coordinates=wide)))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "name", "coordinates", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)
degrees = st.tuples(st.floats(-200, 200), st.floats(-100, 100)).map(list)
rings = st.lists(degrees, min_size=3, max_size=8).map(lambda ring: [*ring, ring[0]])
features = st.fixed_dictionaries(
    {
        "properties": json_values | st.fixed_dictionaries({"name": st.text(max_size=20) | json_values}),
        "geometry": json_values
        | st.fixed_dictionaries(
            {
                "type": st.sampled_from(["Polygon", "MultiPolygon", "Point"]),
                "coordinates": st.lists(rings, max_size=3) | json_values,
            }
        ),
    }
)


@settings(max_examples=40)
@given(
    st.fixed_dictionaries(
        {"type": st.just("FeatureCollection"), "features": st.lists(features | json_values, max_size=3)}
    )
    | json_values
)
def test_any_json_is_sound_or_refused(data):
    try:
        outlines = parse_outlines(data)
    except OutlineError as error:
        assert str(error)
        return
    assert outlines
    for outline in outlines:
        west, south, east, north = outline.bounds
        assert -180 <= west <= east <= 180 and -85 <= south <= north <= 85
        assert west <= outline.label_point[0] <= east and south <= outline.label_point[1] <= north
        assert all(len(ring) >= 4 and ring[0] == ring[-1] for polygon in outline.polygons for ring in polygon)
        assert parse_outlines(json.loads(json.dumps(write_collection([outline])))) == [outline]


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content):
    with pytest.raises(OutlineError):
        read_outlines(content)
