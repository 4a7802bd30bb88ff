"""axe on every public template: both languages, wide, narrow, dark and with forced colours."""

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.browser.addresses import public_addresses

pytestmark = [pytest.mark.browser]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
MODES = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]  # what a colour scheme can change: the elements stay the same
LOOKED_AT = {
    mode: {"type": "tag", "values": RULES} if mode in {"wide", "narrow"} else {"type": "rule", "values": COLOUR_RULES}
    for mode in MODES
}
# Each reason was looked at: what axe cannot decide, and why it is right here.
EXPLAINED = {
    "color-contrast": "text over drawn SVG (scene, map), over the tab's clip-path and over pseudo-elements of cards; pairs are in docs/design.md",
}


@pytest.mark.parametrize("mode", MODES)
def test_every_template_without_violations(site, browser, mode):
    context = browser.new_context(**MODES[mode])
    script = AXE_FILE_PATH.read_text(encoding="utf-8")
    page = context.new_page()
    wrong, unexplained, foreign, errors = [], set(), [], []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(site) else None)
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and "404" not in message.text and "410" not in message.text
            else None
        ),
    )
    for path in public_addresses():
        page.goto(site + path)
        page.evaluate(script)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", LOOKED_AT[mode])
        wrong += [(path, rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in result["violations"]]
        unexplained |= {rule["id"] for rule in result["incomplete"]} - set(EXPLAINED)
        if mode == "narrow":
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert wrong == []
    assert unexplained == set()
    assert foreign == []
    assert errors == []
    assert context.cookies() == []
    context.close()
