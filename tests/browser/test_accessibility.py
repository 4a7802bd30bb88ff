"""axe on every public template: both languages, wide, narrow, dark and with forced colours."""

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.browser.addresses import public_addresses

pytestmark = [pytest.mark.browser]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]  # what a colour scheme can change: the elements stay the same
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
# (size of the window, colour scheme, forced colours, what axe looks at)
MODES = {
    "wide": (WIDE, "light", "none", {"type": "tag", "values": RULES}),
    "dark": (WIDE, "dark", "none", {"type": "rule", "values": COLOUR_RULES}),
    "forced": (WIDE, "light", "active", {"type": "rule", "values": COLOUR_RULES}),
    "narrow": (NARROW, "light", "none", {"type": "tag", "values": RULES}),
}
# Each reason was looked at: what axe cannot decide, and why it is right here.
EXPLAINED = {
    "color-contrast": "text over drawn SVG (scene, map), over the tab's clip-path and over pseudo-elements of cards; pairs are in docs/design.md",
}


@pytest.mark.parametrize("half", [0, 1])
def test_every_template_without_violations(site, browser, half):
    """Each page is loaded once and looked at in every mode; the halves run beside each other."""
    context = browser.new_context(viewport=WIDE)
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
    for path in list(public_addresses())[half::2]:
        page.goto(site + path)
        page.evaluate(script)
        for mode, (size, scheme, forced, rules) in MODES.items():
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            result = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
            wrong += [
                (path, mode, rule["id"], [node["target"] for node in rule["nodes"]][:3])
                for rule in result["violations"]
            ]
            unexplained |= {rule["id"] for rule in result["incomplete"]} - set(EXPLAINED)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
        page.set_viewport_size(WIDE)
    assert wrong == []
    assert unexplained == set()
    assert foreign == []
    assert errors == []
    assert context.cookies() == []
    context.close()
