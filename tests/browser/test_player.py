"""Player and words in a real browser: to the second, by keyboard, without script, without others, for everybody."""

import re

import pytest

from tests import factories
from tests.browser.axe import EXPLAINED, LOOKED_AT, MODES, find_violations, load_axe, look_in
from tests.publishing import publish
from tests.recordings import recorded
from tests.translations import translate

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
def pages(transactional_db, live_server, settings, copies):
    """Addresses of an episode with an own file and one with a card, in Dutch and English."""
    settings.SITE_URL = live_server.url
    return {name: f"{live_server.url}{url}" for name, url in copies.restore_own("player", make_pages).items()}


def make_pages() -> dict[str, str]:
    """Make the episodes; return their paths."""
    factories.get_home()
    own = factories.EpisodePageFactory(title="Samenleven", **recorded())
    card = factories.EpisodePageFactory(title="Wonen", number=2, **recorded(recording_url="https://vimeo.com/76979871"))
    found = {"own": own.url, "card": card.url}
    for name, page in (("own-en", own), ("card-en", card)):
        english = translate(page)
        publish(english)
        found[name] = english.url
    return found


def now(page) -> float:
    return page.evaluate("document.querySelector('video').currentTime")


def focus(page) -> str:
    return page.evaluate("document.activeElement.closest('[id]')?.id ?? ''")


def test_address_with_a_second_starts_there(pages, browser):
    page = browser.new_context().new_page()
    page.goto(f"{pages['own']}?t=95#t-95")
    until(page, "Math.abs(document.querySelector('video').currentTime - 95) < 0.5")
    until(page, "document.querySelector('#t-95').hasAttribute('aria-current')")
    assert wait_in_view(page, "#t-95", page.viewport_size["height"])


def test_enter_and_click_on_a_line_seek_and_the_spoken_line_follows(pages, browser):
    page = browser.new_context().new_page()
    page.goto(f"{pages['own']}?words=all")
    page.focus("#t-40 a")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('video').currentTime > 39.5")
    assert now(page) < 46
    until(page, "document.querySelector('#t-40').hasAttribute('aria-current')")
    assert page.url.endswith("?t=40#t-40") and focus(page) == "t-40"
    page.evaluate("document.querySelector('video').currentTime = 102")
    until(page, "document.querySelector('#t-101').hasAttribute('aria-current')")
    assert page.locator(SPOKEN).count() == 1
    page.click("#t-14 p")
    until(page, "Math.abs(document.querySelector('video').currentTime - 14) < 4")
    page.click(".chapters li:nth-child(2) a")
    until(page, "document.querySelector('video').currentTime > 94")
    assert page.locator(".chapters [aria-current]").inner_text().endswith("Zonnebloemen")


def test_without_script_the_line_is_in_view_and_the_moment_is_a_link(pages, browser):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700}).new_page()
    page.goto(f"{pages['own']}?t=95#t-95")
    assert wait_in_view(page, "#t-95", 700)
    assert page.locator("#t-95").get_attribute("aria-current") == "true"
    page.goto(f"{pages['own']}?t=102")
    page.click("text=Lees wat er op 1:41 gezegd is")
    assert wait_in_view(page, "#t-101", 700)
    assert page.locator(".words__tools").is_hidden()


def test_everything_by_keyboard(pages, browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{pages['own']}?words=all")
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
    assert [row for row in reached if "?t=95#t-95" in row]  # of the chapters
    page.focus("video")
    page.keyboard.press("Space")
    until(page, "!document.querySelector('video').paused")
    page.keyboard.press("Space")
    page.focus("#words-filter")
    page.keyboard.type("ZONNEBLOEMEN")
    until(page, "document.querySelector('.words__tools [role=status]').textContent === '1 regel'")
    assert page.locator(".words__lines li:visible").count() == 1
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    assert page.locator(".words__lines li:visible").count() == 9
    page.focus(".words__keep summary")
    page.keyboard.press("Enter")
    assert page.locator(".words__keep a", has_text="txt").first.is_visible()
    page.focus("#t-95 a")
    page.keyboard.press("Enter")
    page.focus(".words__tools button")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.words__tools [role=status]').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        r"“Daaruit kwamen de zonnebloemen op het plein\.” Fatima, Samenleven, SeriesPage[^“”]*, \d+ \w+ 20\d\d, 1:35–1:41\. "
        r"http://\S+\?t=95#t-95 \(CC BY 4\.0\)",
        copied,
    ), copied


def copy(page) -> str:
    """Press the button and return what it says; the clipboard is emptied first."""
    page.evaluate("navigator.clipboard.writeText('niets')")
    page.evaluate("document.querySelector('.words__tools [role=status]').textContent = ''")
    page.click(".words__tools button")
    until(page, "document.querySelector('.words__tools [role=status]').textContent !== ''")
    return page.locator(".words__tools [role=status]").inner_text()


def test_quotation_is_of_a_chosen_line_or_of_few_that_the_filter_left(pages, browser):
    page = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{pages['own']}?t=102&words=all")
    assert page.locator(SPOKEN).get_attribute("id") == "t-101"  # what is spoken is not what is chosen
    assert copy(page).startswith("Kies eerst een regel")
    assert page.evaluate("navigator.clipboard.readText()") == "niets"
    page.fill("#words-filter", "n")
    assert copy(page).startswith("Kies eerst een regel")  # too many to quote
    page.fill("#words-filter", "aan")
    assert "0:14–1:48" in copy(page)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "“Aan tafel zit een wijkmakelaar. […] Die hangen nog altijd aan de muur.” Presentator, Fatima, "
    )
    page.fill("#words-filter", "")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#t-47 p'))")
    assert "0:47–1:35" in copy(page)


def test_what_plays_out_of_sight_can_be_paused_where_the_reader_is(pages, browser):
    phone = {"width": 360, "height": 700}
    page = browser.new_context(viewport=phone).new_page()
    for url, pause in ((pages["own"], "Pauze"), (pages["own-en"], "Pause")):
        page.goto(f"{url}?words=all")
        last = page.locator(".words__lines li").last
        last.scroll_into_view_if_needed()
        assert page.locator(".player__bar").is_hidden()  # nothing plays
        shifted = page.evaluate(
            "new PerformanceObserver((list) => { window.shifts = (window.shifts ?? 0) + list.getEntries().length })"
            ".observe({type: 'layout-shift'})"
        )
        last.locator("p").click()
        until(page, "!document.querySelector('.player__bar').hidden")
        button = page.locator(".player__bar button")
        until(page, f"document.querySelector('.player__bar button').textContent === '{pause}'")
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44 and box["y"] + box["height"] <= phone["height"]
        assert page.locator(".player__bar a").bounding_box()["height"] >= 44
        assert page.locator(".player__bar span").inner_text().startswith("2:0")
        last.locator(":scope > a").focus()
        assert last.locator(":scope > a").bounding_box()["y"] + 24 < page.locator(".player__bar").bounding_box()["y"]
        page.keyboard.press("Tab")  # the next stop after the line that started it
        assert page.evaluate("document.activeElement.closest('.player__bar') !== null")
        page.keyboard.press("Enter")
        until(page, "document.querySelector('video').paused")
        assert button.inner_text() != pause and page.locator(".player__bar").is_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        until(page, "document.querySelector('.player__bar').hidden")
        assert shifted is None and not page.evaluate("window.shifts")
        assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"]


def test_bar_has_no_violations(pages, browser):
    for mode in ("dark", "narrow"):
        page = load_axe(browser.new_context(**MODES[mode])).new_page()
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(f"{pages['own']}?words=all")
        page.locator("#t-120 p").click()
        until(page, "!document.querySelector('.player__bar').hidden")
        assert [found for found in find_violations(page, within=".player__bar") if found[1] != "undecided"] == []


def test_a_press_on_selected_words_starts_nothing(pages, browser):
    page = browser.new_context().new_page()
    page.goto(f"{pages['own']}?words=all")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#t-40 p'))")
    page.click("#t-40 p")
    page.wait_for_timeout(200)
    assert now(page) == 0 and "t=" not in page.url
    page.click("#t-40 p")  # the selection is gone
    until(page, "document.querySelector('video').currentTime >= 40")


def test_link_is_copied(pages, browser):
    page = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{pages['own']}?t=95")
    page.click(".share button")
    until(page, "document.querySelector('.share [role=status]').textContent === 'Gekopieerd'")
    assert page.evaluate("navigator.clipboard.readText()") == pages["own"]
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(pages["own"])
    assert page.locator(".share button").is_hidden() and page.locator(".player__bar").is_hidden()


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
    page.goto(f"{pages['card']}?t=95&words=all")
    page.click("#t-101 a")
    page.wait_for_load_state("networkidle")
    assert foreign == [] and "?t=101" in page.url
    page.click(".video__bar a")
    page.wait_for_selector(".video iframe")
    assert page.get_attribute(".video iframe", "src").endswith("#t=101s")
    page.click("#t-108 a")
    assert page.get_attribute(".video iframe", "src").endswith("#t=108s")
    page.wait_for_timeout(300)
    assert {url.split("/")[2] for url in foreign} == {"player.vimeo.com"}


def test_no_violations_and_no_one_else(pages, browser):
    """Each page is loaded once and looked at in every mode."""
    context = load_axe(browser.new_context(**MODES["wide"], reduced_motion="reduce"))
    page, foreign, wrong, errors = context.new_page(), [], [], []
    origin = pages["own"].partition("/talk")[0][:20]
    page.on("request", lambda request: None if request.url.startswith(origin) else foreign.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for url in [*pages.values(), f"{pages['own']}?t=95#t-95"]:
        look_in(page, "wide")
        page.goto(url)
        for mode in MODES:
            look_in(page, mode)
            found = find_violations(page, LOOKED_AT[mode], explained={*EXPLAINED, "video-caption"})
            wrong += [(url, mode, *one) for one in found]
            if mode == "narrow":
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, url
    assert (wrong, foreign, errors) == ([], [], [])
    context.close()


def test_twice_the_text_size_on_a_phone_scrolls_down_only(pages, browser):
    document = factories.SiteDocumentFactory(title="Samenwerkingsovereenkomst leefbaarheidsvraagstukken")
    report = factories.ReportPageFactory(title="Verslag", pdf=document)
    factories.do_work()
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    origin = "/".join(pages["own"].split("/")[:3])
    for url in (
        f"{pages['own']}?words=all",
        f"{pages['own-en']}?words=all&t=95",
        f"{pages['card']}?words=all",
        f"{origin}{report.url}?p=1",
    ):
        page.goto(url)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, url
        words = page.locator(".transcript p")
        assert not words.count() or words.first.bounding_box()["width"] > 200  # under its time
