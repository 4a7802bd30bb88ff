"""Pictures of the handbook, `site/static/img/handboek/*.webp`: taken of a running site with example content.

Uses the server at BASE_URL (default http://127.0.0.1:8000) and its `demo-logins.json`; `make run` starts one.
"""

import io
import json
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from screenshots import CHROMIUM, FLAGS  # noqa: E402 -- beside this file

TARGET = ROOT / "site" / "static" / "img" / "handboek"
SIZE, WIDTH, QUALITY = {"width": 1100, "height": 760}, 880, 70
# {name: (role, address)}; a form of a new page is reached by its kind.
PICTURES = {
    "start": ("student", "/beheer/"),
    "soorten": ("student", "/beheer/nieuw/"),
    "stadslab": ("student", "/beheer/nieuw/case/"),
    "berichten": ("chief_editor", "/beheer/berichten/"),
    "kalender": ("chief_editor", "/beheer/kalender/"),
    "rapport": ("chief_editor", "/beheer/reports/untranslated/"),
}


def main(names: list[str]) -> None:
    """Take the pictures; `names` selects some (empty: all)."""
    base = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    logins = json.loads(
        (Path(os.environ.get("VAR_DIR", ROOT / "var")) / "demo-logins.json").read_text(encoding="utf-8")
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for role in sorted({role for role, _address in PICTURES.values()}):
            page = browser.new_context(viewport=SIZE, locale="nl-NL", reduced_motion="reduce").new_page()
            sign_in(page, base, logins[role])
            for name, (owner, address) in PICTURES.items():
                if owner == role and (not names or name in names):
                    take(page, base + address, TARGET / f"{name}.webp")
        browser.close()
    print(TARGET)


def sign_in(page: Page, base: str, login: dict) -> None:
    """Sign in, and wait for the start page."""
    page.goto(f"{base}/beheer/login/")
    page.fill("[name=login]", login["username"])
    page.fill("[name=password]", login["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/")


def take(page: Page, url: str, path: Path) -> None:
    """Write a picture of what stands in the window at `url`."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS).save(
        path, quality=QUALITY
    )


if __name__ == "__main__":
    main(sys.argv[1:])
