"""The map with 2,000 cards on a real server and in a real browser: `make bench ONLY=map` (about ten minutes).

Bytes as sent; the list beside the map for fifty selections; milliseconds of a filter; the longest task of the browser, and
the tab stops, while a reader pans and zooms through the city at two widths.
"""

import gzip
import html
import itertools
import json
import os
import random
import re
import statistics
import tempfile
import time
import urllib.request
from datetime import date, timedelta
from pathlib import Path

from bench.autosave import FLAGS, serve

CARDS, STREETS, SELECTIONS = 2000, 300, 50
LIMITS = {"page": 60 * 1024, "geojson": 250 * 1024, "filter ms": 150, "task ms": 200, "tab stops": 60}
CARD = re.compile(r'data-(?:entry|record)="([^"]+)".*?<h3>\s*<a href="([^"]+)"', re.DOTALL)
WIDTHS = (1280, 360)
TASKS = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask" });
}"""
STOPS = """() => [...document.querySelectorAll(".city-map a, .city-map button, .city-map [tabindex]")]
  .filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length"""
NAMELESS = """() => [...document.querySelectorAll(".city-map__view [role=button]")]
  .filter((one) => one.tabIndex >= 0 && !one.getAttribute("aria-label")).length"""


def make_streets(chance: random.Random) -> list:
    """Return the places of the cards: the city's own, and streets in them."""
    from directory.models import Place

    dutch = Place.objects.filter(locale__language_code="nl")
    parents = list(dutch.filter(latitude__gt=52, latitude__lt=52.1).exclude(level="street"))
    for number in range(STREETS):
        parent = chance.choice(parents)
        Place.objects.get_or_create(
            locale=parent.locale, slug=f"meetstraat-{number}",
            defaults={
                "name": f"Meetstraat {number}", "level": "street", "parent": parent,
                "latitude": f"{52.03 + chance.random() * 0.09:.5f}", "longitude": f"{4.2 + chance.random() * 0.2:.5f}",
            },
        )  # fmt: skip
    return [*parents, *dutch.filter(slug__startswith="meetstraat-").order_by("slug")]


def make_cards() -> None:
    """Add what is missing of the cards: entries of the kinds of the map, public at once, with a theme and a place each."""
    from django.db import transaction
    from wagtail.models import Page

    from demo.bulk_pages import Planting, store_published
    from demo.entry_generator import Generator, phrase, sentence, set_random_values
    from directory.models import Theme
    from maps.kinds import find_models

    chance = random.Random(7)
    places, generator = make_streets(chance), Generator(1)
    kinds = [model for model in generator.kinds if model in find_models()]
    themes = list(Theme.objects.filter(locale__language_code="nl").order_by("slug"))
    made = Page.objects.filter(slug__startswith="kaartje-").count()
    pages, planting = [], Planting()
    for number in range(made, CARDS):
        model = kinds[number % len(kinds)]
        parent = generator.parents[model][0]
        title = f"{phrase(chance)} ({number})".capitalize()
        page = model(slug=f"kaartje-{number}", title=title, lead=sentence(chance), locale=parent.locale)
        set_random_values(page, chance)
        page.display_date = date(2015, 1, 1) + timedelta(days=chance.randrange(4200))
        page.themes, page.places = [chance.choice(themes)], [chance.choice(places)]
        planting.place(page, parent)
        pages.append(page)
    with transaction.atomic():
        for start in range(0, len(pages), 200):
            store_published(pages[start : start + 200], planting)


def ask(url: str) -> tuple[bytes, int, float]:
    """Return the body of an address, its bytes as sent, and the milliseconds that it took."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    begin = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        sent = answer.read()
        took = (time.perf_counter() - begin) * 1000
        return (gzip.decompress(sent) if answer.headers.get("Content-Encoding") == "gzip" else sent), len(sent), took


def selections() -> list[str]:
    """Return fifty combinations of filters and order."""
    from directory.models import Theme

    themes = ["", *Theme.objects.filter(locale__language_code="nl").order_by("slug").values_list("slug", flat=True)[:3]]
    rows = itertools.product(
        ["", "case", "event"], themes, ["", "laak", "escamp", "meetstraat-7"], ["", "2024"], ["new", "title"]
    )
    names = ("kind", "theme", "place", "year", "sort")
    found = ["&".join(f"{name}={value}" for name, value in zip(names, row, strict=True) if value) for row in rows]
    return random.Random(3).sample(found, SELECTIONS)


def compare(address: str) -> dict:
    """Compare the list with the map for all selections; return how many differ, and the milliseconds of both."""
    differ, times = [], {"page": [], "geojson": []}
    for query in selections():
        body, _sent, took = ask(f"{address}/kaart/kaart.geojson?{query}")
        times["geojson"].append(took)
        on_map = [(one["id"], one["properties"]["url"]) for one in json.loads(body)["features"]]
        in_list: list = []
        for number in itertools.count(1):
            body, _sent, took = ask(f"{address}/kaart/?{query}&page={number}")
            if number == 1:
                times["page"].append(took)
            in_list += [
                (int(key) if key.isdigit() else key, html.unescape(url)) for key, url in CARD.findall(body.decode())
            ]
            if b'rel="next"' not in body:
                break
        if on_map != in_list:
            differ.append(query)
    figures = {
        name: {"median": round(statistics.median(all_), 1), "most": round(max(all_), 1)} for name, all_ in times.items()
    }
    return {"selections": SELECTIONS, "differ": differ, "ms": figures}


def walk(browser, address: str, width: int) -> dict:
    """Pan and zoom as a reader does; return the longest task, the most tab stops, and what was asked of others."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page, asked, wrong = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(address) else None)
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.add_init_script(f"({TASKS})()")
    page.goto(f"{address}/kaart/")
    page.locator(".city-map__view .pin").first.wait_for()
    page.evaluate("window.tasks.length = 0")
    view, stops, nameless = page.locator(".city-map__view"), [], 0
    view.focus()
    for keys in (
        ["+"],
        ["+"],
        ["ArrowRight"] * 3,
        ["+"],
        ["ArrowDown"] * 3,
        ["ArrowLeft"] * 6,
        ["+"],
        ["ArrowUp"] * 4,
        ["+"],
        ["-"] * 5,
    ):
        for key in keys:
            view.press(key)
            page.wait_for_timeout(450)
            stops.append(page.evaluate(STOPS))
            nameless += page.evaluate(NAMELESS)
    box = view.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(30):
        page.mouse.move(box["x"] + box["width"] / 2 - step * 4, box["y"] + box["height"] / 2 - step * 3)
    page.mouse.up()
    page.wait_for_timeout(600)
    stops.append(page.evaluate(STOPS))
    tasks = page.evaluate("window.tasks")
    context.close()
    return {"longest task ms": round(max(tasks, default=0)), "tasks over 50 ms": len(tasks), "views": len(stops),
            "most tab stops": max(stops), "nameless": nameless, "third parties": asked, "errors": wrong}  # fmt: skip


def measure(folder: Path | None = None) -> dict:
    """Return the figures beside their limits."""
    from playwright.sync_api import sync_playwright

    with serve(folder or Path(tempfile.mkdtemp(prefix="stadskennis-map-"))) as address:
        import django

        django.setup()
        make_cards()
        ask(f"{address}/kaart/")
        sizes = {
            name: ask(f"{address}{path}")[1]
            for name, path in {"page": "/kaart/", "geojson": "/kaart/kaart.geojson"}.items()
        }
        number = len(json.loads(ask(f"{address}/kaart/kaart.geojson")[0])["features"])
        figures = {"cards": number, "bytes as sent": sizes, "list and map": compare(address)}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
            )
            figures["walks"] = {width: walk(browser, address, width) for width in WIDTHS}
            browser.close()
    return {**figures, "limits": LIMITS}
