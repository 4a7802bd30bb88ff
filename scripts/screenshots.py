"""Screenshots of the main pages at three widths, light and dark, into var/screenshots: `make screenshots`.

Uses the server at BASE_URL (default http://127.0.0.1:8000), which `make run` starts.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars"]  # fmt: skip
# Loads lazy images before a full-page screenshot.
SHOW_ALL = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => null);
}))"""
PAGES = {
    "home": "/", "home-en": "/en/", "listing": "/stadslabs/", "case": "/stadslabs/lozerlaan-ontmoetingsplekken/",
    "dossier": "/dossiers/innovatiechallenge-team-3/", "agreement": "/afspraken/intentieverklaring-2025/",
    "interview": "/publicaties/samen-bouwen-met-de-ander/", "article": "/publicaties/bouwer-en-corporatie-samen/",
    "report": "/publicaties/ruimte-voor-wonen/", "minutes": "/publicaties/verslag-werkatelier-1/",
    "edition": "/publicaties/winterkrant-2026/", "practice": "/praktijken/driewekelijks-overleg/",
    "coalition": "/coalities/city-deal-den-haag/", "series": "/talkshows/den-haag-draait-door/",
    "episode": "/talkshows/den-haag-draait-door/samenleven-in-wijken/",
    "gathering": "/agenda/symposium-stad-en-kennis/", "agenda": "/agenda/", "feeds": "/feeds/",
    "search": "/zoeken/?q=wijk", "search-empty": "/zoeken/?q=qwertyuiop", "listing-empty": "/stadslabs/?year=1900",
    "place": "/plekken/laak/", "theme": "/themas/leefbaarheid-en-wonen/", "themes": "/themas/",
    "organisation": "/organisaties/staedion/", "organisations": "/organisaties/", "contact": "/contact/",
    "404": "/nergens/",
}  # fmt: skip


def main(names: list[str]) -> None:
    """Take the screenshots; `names` selects pages (empty: all)."""
    base = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    target = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scheme in ("light", "dark"):
            for width in (360, 768, 1280):
                page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
                for name, path in PAGES.items():
                    if names and name not in names:
                        continue
                    page.goto(base + path, wait_until="load")
                    page.evaluate(SHOW_ALL)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=target / f"{name}-{width}-{scheme}.png", full_page=True)
                page.close()
        browser.close()
    print(target)


if __name__ == "__main__":
    main(sys.argv[1:])
