"""Search in a real browser: axe on results and open combobox, keyboard only, nothing moves, nothing without scripts missing."""

import pytest

from tests.browser.axe import LOOKED_AT, MODES, find_violations, load_axe, look_in

pytestmark = [pytest.mark.browser]
RESULTS = [
    "/zoeken/?q=wijk", "/zoeken/?q=wijk&place=laak&kind=case", "/zoeken/?q=qwertyuiop", "/zoeken/?q=corporatie&sort=date",
    "/zoeken/bewaren/?q=wijk", "/en/search/?q=district", "/en/search/?q=qwertyuiop&year=1950", "/en/search/save/?q=district",
]  # fmt: skip
FIELDS = {
    "/zoeken/": ("#zoek", "laa"),
    "/": ("#q", "won"),
    "/en/search/": ("#zoek", "hou"),
    "/stadslabs/": ("#zoek-boven", "laa"),
}
# What moved of the page by itself; a list of suggestions lies over it, and has other options with each letter.
SHIFTS = """() => new Promise((done) => {
  const moved = [];
  const tell = ({ node }) => node?.outerHTML?.slice(0, 80) ?? String(node?.textContent);
  const isOfPage = ({ node }) => !(node?.nodeType === 3 ? node.parentElement : node)?.closest("[role=listbox]");
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    const sources = entry.sources ?? [];
    if (!sources.length || sources.some(isOfPage)) moved.push([entry.value, ...sources.map(tell)]);
  })).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})"""


def open_list(page, field: str, text: str):
    """Type into a field and wait for its list."""
    page.locator(field).press_sequentially(text, delay=20)
    page.wait_for_selector(f"{field}[aria-expanded=true]", timeout=10_000)
    return page.locator(f"{field} + [role=listbox] [role=option]")


def look_in_every_mode(page, path: str, wrong: list, modes=tuple(MODES)) -> None:
    """Add to `wrong` what axe refuses on an open page in any mode."""
    for mode in modes:
        look_in(page, mode)
        wrong += [(path, mode, *found) for found in find_violations(page, LOOKED_AT[mode])]
        if mode == "narrow":
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    look_in(page, "wide")


def test_results_and_combobox_without_violations(site, browser):
    context = load_axe(browser.new_context(**MODES["wide"], reduced_motion="reduce"))
    page, wrong = context.new_page(), []
    for path in RESULTS:
        page.goto(site + path)
        look_in_every_mode(page, path, wrong)
    for path, (field, text) in FIELDS.items():
        page.goto(site + path)
        open_list(page, field, text)
        page.keyboard.press("ArrowDown")
        # On a narrow screen the menu's own word leads to search there.
        look_in_every_mode(page, path, wrong, [mode for mode in MODES if (field, mode) != ("#zoek-boven", "narrow")])
        assert page.locator(field).get_attribute("aria-expanded") == "true"  # it was open in every mode
    assert wrong == []
    assert context.cookies() == []
    context.close()


def test_combobox_by_keyboard_alone(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/zoeken/")
    field = page.locator("#zoek")
    field.focus()
    options = open_list(page, "#zoek", "laak")
    number = options.count()
    assert number > 1
    page.keyboard.press("ArrowDown")
    first = options.first.get_attribute("id")
    assert field.get_attribute("aria-activedescendant") == first
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false" and field.input_value() == "laak"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#zoek[aria-expanded=true]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plekken/laak/")
    page.goto(f"{site}/zoeken/")
    open_list(page, "#zoek", "laa")
    page.route("**/suggesties/**", lambda route: None)  # no answer comes: the options stay those of other words
    page.keyboard.press("ArrowDown")
    page.keyboard.type("k")
    page.keyboard.press("Enter")  # nothing chosen of these words: the field searches
    page.wait_for_url("**/zoeken/?q=laak")
    page.locator("#zoek").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.close()


def test_facets_and_chips_by_keyboard_alone(site, browser):
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{site}/zoeken/?q=wijk")
    summary = page.locator(".facets > summary")
    summary.focus()
    page.keyboard.press("Enter")
    box = page.locator(".facets input[name=kind]").first
    assert box.is_visible()
    box.focus()
    page.keyboard.press("Space")
    page.locator(".facets button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=*")
    expected = int(page.locator("[data-count]").get_attribute("data-count"))
    assert expected == int(page.locator(".facets input[name=kind]:checked ~ data").get_attribute("value"))
    page.locator(".chips a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=wijk")
    page.close()


def test_an_address_is_at_its_part_of_a_long_page_on_arrival(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site}/publicaties/zesenvijftig-avonden-in-de-wijk/?p=17#cite")
    page.wait_for_timeout(100)  # a scroll that can be seen takes longer
    assert 0 <= page.locator("#cite").bounding_box()["y"] < 800
    page.close()


def test_the_link_that_is_copied_leads_to_the_place_where_one_is(site, browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/zoeken/?q=wijkmakelaar")
    page.locator("main a[href*='wijkmakelaar'][href*='#']").first.click()
    place = page.evaluate("location.hash")
    page.locator("[data-copy-place]").click()
    page.locator("[data-copy-place] + :not(:empty)").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert (
        place
        and copied.count("#") == 1
        and copied.endswith(page.url.removeprefix(site).split("?")[0].split("#")[0] + place)
    )
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves(site, browser, width):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    for path, (field, text) in FIELDS.items():
        if field == "#zoek-boven" and width == 360:
            continue
        page.goto(site + path)
        before = page.locator("main").bounding_box()
        open_list(page, field, text)
        assert page.locator("main").bounding_box() == before
        assert page.evaluate(SHIFTS) == [], path
    page.goto(f"{site}/zoeken/?q=wijk")
    assert page.evaluate(SHIFTS) == []
    page.close()


def test_everything_works_without_scripts(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/zoeken/?q=wijk")
    assert page.locator("#zoek").get_attribute("role") is None
    page.locator(".facets input[name=kind]").first.check()
    page.locator(".facets button").click()
    page.wait_for_url("**kind=*")
    assert page.locator("article[data-entry]").count() > 0
    place = page.locator("a[data-passage]").first
    target = place.get_attribute("href")
    place.click()
    page.wait_for_url(f"{site}{target}")  # and loaded: a click returns while the page is still being read
    anchor = target.partition("#")[2]
    assert not anchor or page.locator(f"[id='{anchor}']").count() == 1
    page.close()
