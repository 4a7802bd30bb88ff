"""The map in a browser: by keyboard alone, with names for who hears it, on its own server alone with tiles and without."""

import re

import pytest

from maps.tiles import fetch, views
from maps.tiles.source import parse_tiles
from tests.browser.axe import find_violations, load_axe, look_in
from tests.maps.tiles.test_proxy import serve

pytestmark = [pytest.mark.browser]
MOST_STOPS = 60
STOPS = """() => [...document.querySelectorAll(".city-map a, .city-map button, .city-map [tabindex]")]
  .filter((one) => one.tabIndex >= 0 && one.checkVisibility())
  .map((one) => one.getAttribute("aria-label") || one.textContent.trim())"""
FOCUSED = 'document.activeElement.getAttribute("aria-label") || document.activeElement.textContent'


def open_map(browser, address: str, foreign: list, **options):
    """Return a tab with the map drawn; what it asks of others goes into `foreign`, with what breaks the policy."""
    tab = load_axe(
        browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options)
    ).new_page()
    own = re.match(r"https?://[^/]+", address).group()
    tab.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(own) else None)
    tab.on("console", lambda message: foreign.append(message.text) if message.type == "error" else None)
    tab.goto(address)
    tab.locator(".city-map--live .pin").first.wait_for()
    return tab


def test_keyboard_walk_names_and_one_server(site, browser, settings):
    foreign: list = []
    tab = open_map(browser, f"{site}/kaart/", foreign)
    stops = tab.evaluate(STOPS)
    assert len(stops) <= MOST_STOPS and all(stops)
    assert any(re.fullmatch(r"Escamp: \d+ stukken\. Zoom in", stop) for stop in stops)
    seen_in_names = {"type": "rule", "values": ["label-content-name-mismatch"]}
    undecided = {"label-content-name-mismatch"}  # “+” and “−” of the zoom: no words
    assert find_violations(tab, seen_in_names, within=".city-map", explained=undecided) == []
    tab.locator('.skip[href="#map-list"]').focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "map-list"

    tab.locator('.pin[aria-label^="Escamp"]').focus()
    tab.keyboard.press("Enter")
    tab.locator('.pin[aria-label^="Moerwijk"]').wait_for()
    assert "city-map__view" in tab.evaluate("document.activeElement.className")
    assert "punten in beeld" in tab.locator("[data-said]").text_content()
    assert re.search(r"#kaart=\d+(\.\d)?/52\.\d+/4\.\d+$", tab.url)
    mark = tab.locator('.pin[aria-label^="Moerwijk"]')
    name = mark.get_attribute("aria-label")
    mark.focus()
    tab.keyboard.press(" ")
    assert tab.evaluate(FOCUSED) == "Moerwijk"
    linked = tab.locator(".city-map__panel a").first.get_attribute("href")
    assert find_violations(tab, within=".city-map") == []
    tab.keyboard.press("Escape")
    assert tab.evaluate(FOCUSED) == name
    listed = tab.evaluate("fetch(location.pathname + '?place=moerwijk').then(answer => answer.text())")
    assert f'href="{linked}"' in listed or f"href={linked}" in listed

    view = tab.url.partition("#")[2]
    tab.select_option("#f-kind", "case")
    tab.locator("form.filters button").click()
    tab.wait_for_url(re.compile(r"kind=case"))
    assert tab.url.partition("#")[2] == view
    assert foreign == []


def test_tiles_come_from_the_site_alone(site, browser, settings, tmp_path):
    foreign: list = []
    with serve() as port:
        fetch._silent_until.clear()
        settings.MAP_TILES = parse_tiles(f"http://127.0.0.1:{port}/{{z}}/{{x}}/{{y}}.png")
        settings.VAR_DIR = tmp_path
        tab = open_map(browser, f"{site}/en/map/", foreign)
        tab.locator(".leaflet-tile").first.wait_for(state="attached")
        sources = tab.evaluate(
            "[...document.querySelectorAll('.leaflet-tile')].map((one) => new URL(one.src).pathname)"
        )
        assert sources and all(source.startswith("/-/tiles/") for source in sources)
        assert foreign == []
    views.open_store.cache_clear()


def test_axe_on_the_frame_in_every_mode(site, browser):
    foreign: list = []
    for address in (f"{site}/kaart/embed/", f"{site}/en/map/"):
        tab = open_map(browser, address, foreign)
        for mode in ("wide", "narrow", "dark"):
            look_in(tab, mode)
            assert find_violations(tab) == [], (address, mode)
    assert foreign == []


def test_without_script_the_drawing_and_the_list_lead_on(site, browser):
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.goto(f"{site}/kaart/")
    tab.locator('.drawn-map a[aria-label^="Laak:"]').click()
    assert "place=laak" in tab.url
    number = int(tab.locator("[data-count]").get_attribute("data-count"))
    assert min(number, 12) == tab.locator("article:is([data-entry], [data-record])").count() > 0
