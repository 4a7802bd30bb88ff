"""The bar and the panel beside the form, as their writer sees them: what is on the site, what is changed, what blocks."""

import re

import pytest
from playwright.sync_api import expect

from editorial.groups import CHIEF_EDITOR, STUDENT
from tests import factories
from tests.browser.axe import find_violations
from tests.browser.test_board_walk import BAR, Person
from tests.browser.test_new_draft import is_autosave
from tests.publishing import publish

pytestmark = [pytest.mark.browser]
COUNTER = "[data-side-panel-toggle='completeness'] [data-side-panel-toggle-counter]"


def test_sending_is_the_large_button_once_a_page_on_the_site_is_changed(site, browser):
    chief, writer = factories.UserFactory(CHIEF_EDITOR), Person(browser, site, factories.UserFactory(STUDENT))
    page = factories.CasePageFactory(publish=False, owner=writer.user)
    publish(page, chief)
    screen = writer.page
    screen.clock.install()
    assert writer.open(page) == "Dit staat op de site."
    link = screen.locator(f"{BAR} a", has_text="Bekijk het op de site")
    assert link.get_attribute("href").endswith(page.url)
    second, send = re.compile("button-secondary"), writer.button("Stuur naar de redactie")
    expect(send).to_have_class(second)
    expect(screen.locator(COUNTER)).to_have_class(re.compile("completeness__calm"))
    assert find_violations(screen, within=BAR) == []
    screen.clock.fast_forward(2500)
    with screen.expect_response(is_autosave):
        screen.fill("#id_lead", "")
        screen.clock.fast_forward(2500)
    expect(send).not_to_have_class(second)
    screen.clock.fast_forward(1000)
    expect(screen.locator(COUNTER)).to_have_class(re.compile("w-bg-critical-200"))
    expect(screen.locator(COUNTER)).to_have_text("1")
