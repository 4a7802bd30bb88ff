"""axe on every public template: both languages, wide, narrow, dark and with forced colours."""

import pytest

from tests.browser.addresses import public_addresses
from tests.browser.axe import LAYOUTS, LOOKED_AT, MODES, find_violations, load_axe, look_in

pytestmark = [pytest.mark.browser]
TABLET = 704  # pixels: tables are tables there, and have the least room


@pytest.mark.slow_first
@pytest.mark.parametrize("half", [0, 1])
def test_every_template_without_violations(site, browser, half):
    """Each page is loaded once and looked at in every mode; the halves run beside each other.

    What the colours of a mode change hangs on the template: of the English pages the layout is looked at, wide and narrow.
    """
    context = load_axe(browser.new_context(**MODES["wide"]))
    page = context.new_page()
    wrong, foreign, errors = [], [], []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(site) else None)
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and "404" not in message.text and "410" not in message.text
            else None
        ),
    )
    for path in public_addresses()[half::2]:
        look_in(page, "wide")
        page.goto(site + path)
        for mode in LAYOUTS if path.startswith("/en/") else MODES:
            look_in(page, mode)
            wrong += [(path, mode, *found) for found in find_violations(page, LOOKED_AT[mode])]
            if mode == "narrow":
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
                page.set_viewport_size({"width": TABLET, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= TABLET, path
    assert wrong == []
    assert foreign == []
    assert errors == []
    assert context.cookies() == []
    context.close()
