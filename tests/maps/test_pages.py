"""The page of the map, its frame for partners, and the pieces of the map on other pages."""

import hashlib
import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.settings.maps import read_embed_sites
from directory.localisation import get_locale
from tests import factories
from tests.translations import publish_english_copy

VENDOR = Path(__file__).resolve().parents[2] / "site" / "static" / "vendor"


@pytest.fixture(scope="module")
def hague(module_db):
    """The Hague with two cases in Laak and one in Moerwijk."""
    city = factories.PlaceFactory(name="Den Haag", slug="den-haag", level="city", latitude="52.08", longitude="4.31")
    laak = factories.PlaceFactory(
        name="Laak", slug="laak", level="district", parent=city, latitude="52.0633", longitude="4.3193"
    )
    escamp = factories.PlaceFactory(name="Escamp", slug="escamp", level="district", parent=city)
    moerwijk = factories.PlaceFactory(
        name="Moerwijk", slug="moerwijk", level="quarter", parent=escamp, latitude="52.0541", longitude="4.2967"
    )
    theme = factories.ThemeFactory(slug="wonen")
    for places in ([laak], [laak], [moerwijk]):
        factories.CasePageFactory(places=places, themes=[theme])
    return {"laak": laak, "moerwijk": moerwijk}


def test_drawing_has_names_counts_and_ways_in(hague):
    text = Client().get("/kaart/?theme=wonen").text
    svg = text[text.index('<svg class="drawn-map"') : text.index("</svg>", text.index('<svg class="drawn-map"'))]
    assert svg.count('class="ground"') == 8
    assert {"Laak", "Escamp", "Scheveningen", "Loosduinen"} <= set(re.findall(r"<tspan[^>]*>([^<]+)</tspan>", svg))
    assert re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', svg) == [
        ("/kaart/?theme=wonen&amp;place=escamp", "Escamp: 1"), ("/kaart/?theme=wonen&amp;place=laak", "Laak: 2"),
    ]  # fmt: skip
    assert "CBS / Kadaster, Wijk- en Buurtkaart 2012, CC BY 4.0" in text
    assert 'href="#map-list"' in text and 'id="map-list"' in text


def test_number_at_a_link_is_that_of_the_page_it_leads_to(hague):
    text = Client().get("/kaart/?place=laak&theme=wonen").text
    links = dict(re.findall(r'<a href="([^"]+)" aria-label="[^"]+: (\d+)"', text))
    assert links == {"/kaart/?theme=wonen&amp;place=escamp": "1", "/kaart/?theme=wonen&amp;place=laak": "2"}
    for link, number in links.items():
        assert f'data-count="{number}"' in Client().get(link.replace("&amp;", "&")).text
    assert "Moerwijk" in Client().get("/kaart/?place=escamp").text


def test_districts_are_counted_under_their_city(hague, db):
    noord = factories.PlaceFactory(name="Noord", slug="noord", level="district", parent=(
        amsterdam := factories.PlaceFactory(name="Amsterdam", slug="amsterdam", level="city", latitude="52.37", longitude="4.9")
    ))  # fmt: skip
    factories.CasePageFactory(places=[noord, amsterdam])
    text = Client().get("/kaart/").text
    section = text[text.index('aria-labelledby="map-areas"') : text.index('aria-labelledby="map-list"')]
    assert re.findall(r"<(h[23]|li)\b|>([^<>]*\w)</a>|data value=\"?(\d+)", section) == [
        ("h2", "", ""),
        *[("h3", "", ""), ("", "Den Haag", ""), ("", "", "3")],
        *[("li", "", ""), ("", "Escamp", ""), ("", "", "1"), ("li", "", ""), ("", "Laak", ""), ("", "", "2")],
        *[("h3", "", ""), ("", "Amsterdam", ""), ("", "", "1"), ("li", "", ""), ("", "Noord", ""), ("", "", "1")],
    ]


def test_outlines_are_kept_by_browsers_under_their_digest(hague):
    client = Client()
    url = re.search(r'data-outlines="([^"]+)"', client.get("/kaart/").text).group(1)
    response = client.get(url)
    data = response.json()
    assert (len(data["features"]), data["credits"]) == (52, ["CBS / Kadaster, Wijk- en Buurtkaart 2012, CC BY 4.0"])
    assert "immutable" in response["Cache-Control"] and response["Access-Control-Allow-Origin"] == "*"
    assert "immutable" not in client.get("/kaart/omtrekken.geojson?v=old").headers.get("Cache-Control", "")


def test_frame_is_for_named_sites_alone(hague, settings):
    client = Client()
    closed = client.get("/kaart/embed/")
    assert "frame-ancestors 'none'" in closed["Content-Security-Policy"] and closed["X-Frame-Options"] == "DENY"
    settings.EMBED_SITES = ["https://partner.example"]
    for path in ("/kaart/embed/", "/en/map/embed/"):
        opened = client.get(path)
        assert "frame-ancestors https://partner.example;" in opened["Content-Security-Policy"] + ";"
        assert "X-Frame-Options" not in opened and not opened.cookies
    assert "frame-ancestors 'none'" in client.get("/kaart/")["Content-Security-Policy"]
    links = re.findall(r"<h3>\s*<a [^>]+>", opened.text)
    assert all('target="_blank" rel="noopener"' in link for link in links)


@pytest.mark.parametrize(
    "sites",
    ["http://partner.example", "partner.example", "https://a.example/path", "https://a.example;x", "*", "https://*"],
)
def test_site_that_is_no_origin_is_refused(monkeypatch, sites):
    monkeypatch.setenv("EMBED_SITES", sites)
    with pytest.raises(ImproperlyConfigured, match="EMBED_SITES"):
        read_embed_sites()


def test_place_shows_its_piece_and_leads_to_the_map(hague):
    text = Client().get("/plekken/moerwijk/").text
    assert 'aria-label="Moerwijk op de kaart"' in text and text.count("ground--here") == 1
    assert 'href="/kaart/?place=moerwijk"' in text


def test_ways_to_the_map(hague):
    client = Client()
    home = client.get("/").text
    assert home.count('href="/kaart/"') >= 1 and 'class="figure__way" href="/kaart/"' in home
    assert "/kaart/" in client.get("/sitemap.xml").text
    assert 'hreflang="en" href="http://127.0.0.1:8000/en/map/"' in client.get("/kaart/").text


def test_vendored_files_are_those_of_the_register():
    register = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
    named = {}
    for package in register:
        assert package["licence"] and "LICENSE" in package["files"]
        for name, digest in package["files"].items():
            path = VENDOR / f"{package['name']}-{package['version']}" / name
            assert digest == "sha384-" + b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
            named[path] = digest
    assert set(named) == {path for path in VENDOR.rglob("*") if path.is_file()} - {VENDOR / "vendor.json"}


def test_place_without_the_language_of_the_page_is_counted_without_a_link(hague, db):
    english = get_locale("en")
    city, laak = hague["laak"].parent, hague["laak"]
    factories.PlaceFactory(
        name="The Hague", slug="the-hague", level="city", latitude="52.08", longitude="4.31",
        locale=english, translation_key=city.translation_key,
    )  # fmt: skip
    case = factories.CasePageFactory(places=[laak])
    publish_english_copy(case, "City lab")
    text = Client().get("/en/map/").text
    section = text[text.index('aria-labelledby="map-areas"') : text.index('aria-labelledby="map-list"')]
    assert 'href="/en/map/?place=the-hague"' in section and "Laak" in section
    assert re.findall(r"place=([\w-]+)", text) == ["the-hague"]
    assert 'aria-label="Laak' not in text
    places = Client().get("/en/map/map.geojson").json()["places"]
    assert {place["name"]: place["url"] for place in places.values()} == {
        "The Hague": "/en/places/the-hague/",
        "Laak": "",
    }
    for place in filter(None, (place["url"] for place in places.values())):
        assert Client().get(place).status_code == 200
