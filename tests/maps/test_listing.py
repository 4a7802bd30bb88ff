"""The list and the map hold the same items, in the same order, under the same addresses; public rules hold for both."""

import html
import itertools
import json
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import Theme
from knowledge.models import Initiative
from tests import factories
from tests.query_counts import LIMIT, count_queries

CARD = re.compile(r'data-(?:entry|record)="([^"]+)".*?<h3>\s*<a href="([^"]+)"', re.DOTALL)
KINDS = ["", "case", "event", "episode", "gathering", "report"]


def read_map(client, query="", path="/kaart/kaart.geojson") -> list[tuple[int | str, str]]:
    """Return (id, address) of the features."""
    data = json.loads(client.get(f"{path}?{query}").content)
    return [(feature["id"], feature["properties"]["url"]) for feature in data["features"]]


def read_list(client, query="", path="/kaart/") -> list[tuple[int | str, str]]:
    """Return (id, address) of all pages of the list."""
    found, number = [], 1
    while True:
        text = client.get(f"{path}?{query}&page={number}").text
        found += [(int(key) if key.isdigit() else key, html.unescape(url)) for key, url in CARD.findall(text)]
        if 'rel="next"' not in text:
            assert int(re.search(r'data-count="(\d+)"', text).group(1)) == len(found)
            return found
        number += 1


@pytest.fixture(scope="module")
def world(module_db) -> dict:
    """Three places with a point and one without, themes, and 30 entries of three kinds in one or two places."""
    city = factories.PlaceFactory(name="Stad", slug="stad", level="city", latitude="52.08", longitude="4.31")
    laak = factories.PlaceFactory(
        name="Laakje", slug="laakje", level="district", parent=city, latitude="52.06", longitude="4.32"
    )
    street = factories.PlaceFactory(
        name="Straat", slug="straat", level="street", parent=laak, latitude="52.061", longitude="4.321"
    )
    nowhere = factories.PlaceFactory(name="Nergens", slug="nergens", level="city")
    themes = [factories.ThemeFactory(slug=slug) for slug in ("wonen", "leren")]
    places = itertools.cycle([[laak], [street], [city], [laak, street]])
    makers = itertools.cycle([factories.CasePageFactory, factories.GatheringPageFactory, factories.CasePageFactory])
    entries = [
        next(makers)(
            title=f"Stuk {number % 7} & <b>",
            places=next(places),
            themes=[themes[number % 2]],
            display_date=timezone.localdate() - timedelta(60 * number),
        )
        for number in range(30)
    ]
    unplaced = [
        factories.CasePageFactory(places=[nowhere]),
        factories.CasePageFactory(),
        factories.ReportPageFactory(places=[laak]),
    ]
    return {"laak": laak, "street": street, "entries": entries, "unplaced": unplaced}


def combinations():
    """Yield fifty filters and orders."""
    years = ["", str(timezone.localdate().year)]
    rows = itertools.product(KINDS[:4], ["", "wonen"], ["", "laakje", "straat"], years, ["new", "old", "title"])
    for kind, theme, place, year, sort in itertools.islice(rows, 0, 100, 2):
        pairs = {"kind": kind, "theme": theme, "place": place, "year": year, "sort": sort}
        yield "&".join(f"{name}={value}" for name, value in pairs.items() if value)


def test_list_equals_map_for_many_filters(world):
    client, tried, sizes = Client(), 0, set()
    for query in combinations():
        found = read_map(client, query)
        assert found == read_list(client, query), query
        tried, sizes = tried + 1, sizes | {len(found)}
    assert tried == 50 and len(sizes) > 6


def test_only_placed_entries_of_the_kinds_of_the_map(world):
    found = {pk for pk, _url in read_map(Client())}
    assert found == {entry.pk for entry in world["entries"]}


def test_event_stands_for_its_kinds_and_own_values_go_too(world):
    client = Client()
    gatherings = read_map(client, "kind=gathering")
    assert gatherings and read_map(client, "kind=event") == gatherings
    assert {pk for pk, _url in read_map(client, "kind=event&kind=case")} == {entry.pk for entry in world["entries"]}
    assert read_map(client, "kind=report") == read_map(client, "kind=bestaat-niet") == []
    assert '<option value="event" selected>' in client.get("/kaart/?kind=gathering").text


def test_records_stand_among_the_entries_under_the_same_filters(world, db):
    laak, theme = world["laak"], Theme.objects.get(slug="wonen")
    shown = Initiative.objects.create(
        name="Buurttuin", place=laak, since=2020, url="https://tuin.example/", who="Bewoners"
    )
    shown.themes.add(theme)
    Initiative.objects.create(name="Verborgen", place=laak, shown=False)
    Initiative.objects.create(name="Zonder plek")
    client, key = Client(), f"initiative:{shown.pk}"
    for query in ("", "sort=old", "sort=title", "kind=initiative", "theme=wonen&place=laakje", "year=2020"):
        found = read_map(client, query)
        assert (key, "https://tuin.example/") in found and found == read_list(client, query), query
    assert read_map(client, "kind=initiative") == [(key, "https://tuin.example/")]
    for query in ("kind=case", "theme=leren", "place=straat", "year=2019", "organisation=geen"):
        assert key not in dict(read_map(client, query)), query
    data = json.loads(client.get("/kaart/kaart.geojson?kind=initiative").content)
    assert data["features"][0]["geometry"] == {"type": "Point", "coordinates": [4.32, 52.06]}
    english = client.get("/en/map/map.geojson").json()["features"]
    assert [feature["id"] for feature in english] == [key]


def test_feature_has_points_places_and_licence(world):
    data = json.loads(Client().get("/kaart/kaart.geojson?place=straat").content)
    assert data["licence"].startswith("https://creativecommons.org/licenses/by/")
    several = next(feature for feature in data["features"] if feature["geometry"]["type"] == "MultiPoint")
    assert several["properties"]["places"] == ["laakje", "straat"]
    assert several["geometry"]["coordinates"] == [[4.32, 52.06], [4.321, 52.061]]
    assert several["properties"]["licence"] and several["properties"]["label"] in {"Stadslab", "Bijeenkomst"}
    assert data["places"]["straat"] == {
        "name": "Straat", "level": "street", "point": [4.321, 52.061], "bounds": None, "area": "laakje", "city": "stad", "url": "/plekken/straat/",
    }  # fmt: skip


@pytest.mark.parametrize("state", ["private", "expired", "withdrawn", "planned"])
def test_what_is_not_public_is_on_neither(world, db, state):
    entry = world["entries"][0]
    client = Client()
    assert entry.pk in dict(read_map(client))
    if state == "private":
        PageViewRestriction.objects.create(page=entry, restriction_type="login")
    elif state == "withdrawn":
        entry.unpublish()
    else:
        hour = timedelta(hours=1)
        dates = {"expire_at": timezone.now() - hour} if state == "expired" else {"go_live_at": timezone.now() + hour}
        type(entry).objects.filter(pk=entry.pk).update(**dates)
    assert entry.pk not in dict(read_map(client)) and entry.pk not in dict(read_list(client))
    assert entry.pk not in dict(read_list(client, path="/kaart/embed/"))


def test_place_that_is_not_public_is_no_place_of_the_map(world, db):
    street = world["street"]
    Initiative.objects.create(name="Aan de straat", place=street)
    type(street).objects.filter(pk=street.pk).update(live=False)
    client = Client()
    data = json.loads(client.get("/kaart/kaart.geojson").content)
    assert "straat" not in data["places"] and "Straat" not in client.get("/kaart/kaart.geojson").text
    alone = [entry for entry in world["entries"] if [place.slug for place in entry.places.all()] == ["straat"]]
    assert alone and not {entry.pk for entry in alone} & {feature["id"] for feature in data["features"]}
    assert not any(str(feature["id"]).startswith("initiative") for feature in data["features"])
    assert read_map(client) == read_list(client)


def test_place_that_moves_moves_its_items(world, db):
    client = Client()
    assert read_map(client, "place=straat")
    world["street"].latitude, world["street"].longitude = "52.07", "4.33"
    world["street"].save()
    data = json.loads(client.get("/kaart/kaart.geojson?place=straat").content)
    assert data["places"]["straat"]["point"] == [4.33, 52.07]


def test_english_map_has_english_entries_only(world):
    assert read_map(Client(), path="/en/map/map.geojson") == read_list(Client(), path="/en/map/") == []


@pytest.mark.parametrize("path", ["/kaart/", "/kaart/kaart.geojson", "/kaart/embed/"])
def test_queries_do_not_grow(db, home, path):
    place = factories.PlaceFactory(slug="plek", level="street", latitude="52", longitude="4")
    counts = []
    for number in (1, 2):
        for _one in range(number):
            factories.CasePageFactory(places=[place])
        counts.append(count_queries(Client(), path)[0])
    assert counts[0] == counts[1] <= LIMIT


def test_day_of_an_event_is_that_of_the_site(client, home):
    theme = factories.ThemeFactory(slug="dagen")
    place = factories.PlaceFactory(latitude="52.06", longitude="4.32")
    start = timezone.make_aware(datetime(2031, 7, 9, 0, 30))  # still the eighth in UTC
    factories.EpisodePageFactory(start=start, end=None, places=[place], themes=[theme])
    factories.EpisodePageFactory(start=None, end=None, places=[place], themes=[theme])
    factories.CasePageFactory(display_date="2025-02-03", places=[place], themes=[theme])
    features = json.loads(client.get("/kaart/kaart.geojson?theme=dagen").content)["features"]
    assert sorted(one["properties"]["date"] for one in features) == ["", "2025-02-03", "2031-07-09"]
