"""The head of every page: the language stands beside the name or at the end of the menu, and takes no line of its own."""

import pytest

from tests import factories
from tests.recordings import recorded

pytestmark = [pytest.mark.browser]
LINES = """() => {
  const [brand, lang] = [document.querySelector(".brand span"), document.querySelector(".mast .lang > *")].map((one) => one.getBoundingClientRect());
  const menu = [...document.querySelectorAll(".mast li:not(.lang)")].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
  const apart = (one, other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
  const lines = new Set(menu.map((one) => Math.round(one.top)));
  return {menu: lines.size, below: lang.top > Math.max(...menu.map((one) => one.bottom)) - 2, apart: [brand, ...menu].every((one) => apart(one, lang))};
}"""


@pytest.fixture
def address(transactional_db, live_server, settings):
    """Address of an evening without an English version: the longest words for the language."""
    settings.SITE_URL = live_server.url
    factories.get_home()
    return live_server.url + factories.EpisodePageFactory(**recorded()).url


@pytest.mark.parametrize("width", [360, 640, 768, 900, 961, 1024, 1280])
def test_language_takes_no_line(address, browser, width):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(address)
    found = page.evaluate(LINES)
    page.context.close()
    assert found["menu"] <= 2 and not found["below"] and found["apart"], found


def test_time_of_a_chapter_stands_beside_its_title(address, browser):
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(address)
    title = page.locator(".chapters li a").last
    title.evaluate("(one) => { one.textContent = 'Om de drie weken aan dezelfde tafel, met iedereen'; }")
    time = page.locator(".chapters li time").last.bounding_box()
    assert abs(title.bounding_box()["y"] - time["y"]) < 8 and title.bounding_box()["x"] >= time["x"] + time["width"]
    page.context.close()
