"""Outlines in the admin: who may upload them, and what a refused file says."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directory.merging.execute import merge_records
from editorial.groups import RESEARCHER, STUDENT
from maps.atlas import build_atlas
from maps.models import OutlineSet
from tests import factories
from tests.clients import sign_in

ADD = "wagtailsnippets_maps_outlineset:add"
RING = [[4.3, 52.0], [4.4, 52.0], [4.4, 52.1], [4.3, 52.0]]
GOOD = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": "Noord"}, "geometry": {"type": "Polygon", "coordinates": [RING]}}
    ],
}
pytestmark = pytest.mark.django_db


def post(client, content, city, **more):
    file = SimpleUploadedFile("wijken.geojson", content if isinstance(content, bytes) else json.dumps(content).encode())
    data = {"city": city.pk, "level": "district", "licence": "CC0", "source": "Gemeente", **more}
    return client.post(reverse(ADD), {**data, "file": file} if content else data)


@pytest.fixture
def city(home):
    return factories.PlaceFactory(name="Elders", slug="elders", level="city", latitude="52", longitude="4.3")


def test_chief_editor_uploads_outlines_that_the_map_draws(chief_editor, client, city):
    noord = factories.PlaceFactory(name="Noord", slug="noord", level="district", parent=city)
    factories.CasePageFactory(places=[noord])
    assert post(chief_editor, GOOD, city).status_code == 302
    assert OutlineSet.objects.get().number == 1
    text = client.get("/kaart/").text
    assert 'aria-label="Noord: 1"' in text and "Gemeente, CC0" in text


@pytest.mark.parametrize(
    ("content", "said"), [(b"{", "JSON"), (b"", "Kies een bestand"), ({"type": "Feature"}, "FeatureCollection")]
)
def test_refused_file_says_why_and_keeps_what_was_typed(chief_editor, city, content, said):
    response = post(chief_editor, content, city, source="Getypte bron")
    assert response.status_code == 200
    assert said in response.text and "Getypte bron" in response.text
    assert not OutlineSet.objects.exists()


def test_second_set_of_a_level_is_refused_and_a_change_keeps_the_file(chief_editor, city):
    post(chief_editor, GOOD, city)
    assert "heeft al omtrekken" in post(chief_editor, GOOD, city).text
    row = OutlineSet.objects.get()
    edit = reverse("wagtailsnippets_maps_outlineset:edit", args=[row.pk])
    assert (
        chief_editor.post(edit, {"city": city.pk, "level": "quarter", "licence": "CC BY", "source": "Nu"}).status_code
        == 302
    )
    row.refresh_from_db()
    assert (row.level, row.licence, row.number) == ("quarter", "CC BY", 1)


@pytest.mark.parametrize("role", [STUDENT, RESEARCHER])
def test_others_upload_nothing(role, city):
    assert post(sign_in(factories.UserFactory(role)), GOOD, city).status_code == 302
    assert not OutlineSet.objects.exists()


def test_merge_of_two_cities_keeps_the_outlines_that_were_changed_last(city):
    other = factories.PlaceFactory(name="Ook elders", slug="ook-elders", level="city", latitude="52", longitude="4.3")
    for number, one in enumerate((city, other)):
        OutlineSet.objects.create(city=one, level="district", licence="CC0", source=f"Bron {number}", features=GOOD)
    merge_records(other, city)
    assert OutlineSet.objects.filter(city=city).count() == 2
    assert [one.source for one in build_atlas().sets] == ["Bron 1"]
