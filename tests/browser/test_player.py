"""Player and words in a real browser: to the second, by keyboard, without script, without others, for everybody."""

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests import factories
from tests.browser.test_accessibility import EXPLAINED, MODES, RULES
from tests.core.test_languages import translate
from tests.recordings import recorded

pytestmark = [pytest.mark.browser]
SPOKEN = ".words__lines [aria-current='true']"


def until(page, expression: str) -> None:
    """Wait until an expression holds; Playwright's own way evaluates words within the page, which its policy refuses."""
    for _try in range(150):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def wait_in_view(page, selector: str, height: int) -> bool:
    """Return whether an element comes into view within three seconds."""
    for _try in range(30):
        box = page.locator(selector).bounding_box()
        if 0 <= box["y"] <= height - box["height"]:
            return True
        page.wait_for_timeout(100)
    return False


@pytest.fixture
def pages(transactional_db, live_server, settings):
    """Addresses of an episode with an own file and one with a card, in Dutch and English."""
    settings.SITE_URL = live_server.url
    factories.restore_floor()
    factories.FLUSHED.append(True)
    factories.get_home()
    own = factories.EpisodePageFactory(title="Samenleven", **recorded())
    card = factories.EpisodePageFactory(title="Wonen", number=2, **recorded(recording_url="https://vimeo.com/76979871"))
    found = {"own": own.url, "card": card.url}
    for name, page in (("own-en", own), ("card-en", card)):
        english = translate(page)
        english.save_revision().publish()
        found[name] = english.url
    return {name: f"{live_server.url}{url}" for name, url in found.items()}


def now(page) -> float:
    return page.evaluate("document.querySelector('video').currentTime")


def focus(page) -> str:
    return page.evaluate("document.activeElement.closest('[id]')?.id ?? ''")


def test_address_with_a_second_starts_there(pages, browser):
    page = browser.new_context().new_page()
    page.goto(f"{pages['own']}?t=95#t-95")
    until(page, "document.querySelector('video').readyState > 0")
    assert abs(now(page) - 95) < 0.5
    assert page.locator(SPOKEN).get_attribute("id") == "t-95"
    assert wait_in_view(page, "#t-95", page.viewport_size["height"])


def test_enter_and_click_on_a_line_seek_and_the_spoken_line_follows(pages, browser):
    page = browser.new_context().new_page()
    page.goto(pages["own"])
    page.focus("#t-40 a")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('video').readyState > 0")
    assert 39.5 < now(page) < 46 and page.locator(SPOKEN).get_attribute("id") == "t-40"
    assert page.url.endswith("?t=40#t-40") and focus(page) == "t-40"
    page.evaluate("document.querySelector('video').currentTime = 102")
    until(page, "document.querySelector('#t-101').hasAttribute('aria-current')")
    assert page.locator(SPOKEN).count() == 1
    page.click("#t-14 p")
    until(page, "Math.abs(document.querySelector('video').currentTime - 14) < 4")
    page.click(".chapters li:nth-child(2) a")
    until(page, "document.querySelector('video').currentTime > 94")
    assert page.locator(".chapters [aria-current]").inner_text().endswith("Zonnebloemen")


def test_without_script_the_line_is_in_view_and_the_moment_above_the_words(pages, browser):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700}).new_page()
    page.goto(f"{pages['own']}?t=95#t-95")
    assert wait_in_view(page, "#t-95", 700)
    assert page.locator("#t-95").get_attribute("aria-current") == "true"
    page.goto(f"{pages['own']}?t=102")
    assert "Die hangen nog altijd" in page.locator(".moment .here").inner_text()
    assert page.locator(".words__tools").is_hidden()


def test_everything_by_keyboard(pages, browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(pages["own"])
    reached, names = [], set()
    page.evaluate("document.querySelector('h1').setAttribute('tabindex', '-1'); document.querySelector('h1').focus()")
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "[document.activeElement.tagName, document.activeElement.className, document.activeElement.getAttribute('href') ?? ''].join(' ')"
            )
        )
        names.add(page.evaluate("document.activeElement.tagName"))
    assert {"VIDEO", "A", "INPUT", "BUTTON"} <= names
    assert [row for row in reached if "?t=95#t-95" in row] and [row for row in reached if "nl.txt" in row]
    page.focus("video")
    page.keyboard.press("Space")
    until(page, "!document.querySelector('video').paused")
    page.keyboard.press("Space")
    page.focus("#words-filter")
    page.keyboard.type("ZONNEBLOEMEN")
    assert page.locator(".words__lines li:visible").count() == 1
    assert page.locator(".words__tools [role=status]").inner_text() == "1 regel"
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    assert page.locator(".words__lines li:visible").count() == 9
    page.focus("#t-95 a")
    page.keyboard.press("Enter")
    page.focus(".words__tools button")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.words__tools [role=status]').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Daaruit kwamen de zonnebloemen op het plein.” Fatima, Samenleven, 1:35–1:41. http")
    assert copied.endswith("?t=95#t-95")


def test_card_loads_nothing_before_the_click_and_starts_at_the_moment(pages, browser):
    context = browser.new_context()
    page, foreign = context.new_page(), []
    context.route(
        "**/*",
        lambda route: (
            route.continue_()
            if pages["own"].split("/")[2] in route.request.url
            else (foreign.append(route.request.url), route.abort())
        ),
    )
    page.goto(f"{pages['card']}?t=95")
    page.click("#t-101 a")
    page.wait_for_load_state("networkidle")
    assert foreign == [] and "?t=101" in page.url
    page.click(".video__bar a")
    page.wait_for_selector(".video iframe")
    assert page.get_attribute(".video iframe", "src").endswith("#t=101s")
    page.click("#t-40 a")
    assert page.get_attribute(".video iframe", "src").endswith("#t=40s")
    page.wait_for_timeout(300)
    assert {url.split("/")[2] for url in foreign} == {"player.vimeo.com"}


@pytest.mark.parametrize("mode", MODES)
def test_no_violations_and_no_one_else(pages, browser, mode):
    context = browser.new_context(**MODES[mode])
    page, foreign, wrong, errors = context.new_page(), [], [], []
    origin = pages["own"].partition("/talk")[0][:20]
    page.on("request", lambda request: None if request.url.startswith(origin) else foreign.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for url in [*pages.values(), f"{pages['own']}?t=95#t-95"]:
        page.goto(url)
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
        result = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
        wrong += [(url, rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in result["violations"]]
        wrong += [(url, rule["id"]) for rule in result["incomplete"] if rule["id"] not in {*EXPLAINED, "video-caption"}]
        if mode == "narrow":
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, url
    assert (wrong, foreign, errors) == ([], [], [])
    context.close()
