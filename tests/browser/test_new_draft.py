"""A first draft as it is typed: the tab key, what the panel says is missing, the way from there to a field, a mended field."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from directory.models import Organisation
from editorial.groups import STUDENT
from knowledge.models import CasePage
from tests import factories
from tests.browser.axe import load_axe
from tests.browser.sessions import sign_in
from tests.browser.test_main_job import choose_in_dialog

pytestmark = [pytest.mark.browser]
PHONE = {"width": 390, "height": 844}
PANEL, TOGGLE = "[data-completeness]", "[data-side-panel-toggle='completeness']"


def open_new_case(browser, site, size):
    """Open the form of a new case as a student; Wagtail watches a form from its third second on."""
    cache.clear()
    page = sign_in(browser, site, factories.UserFactory(STUDENT), viewport=size, has_touch=size is PHONE)
    load_axe(page.context)
    page.set_default_timeout(10_000)
    page.clock.install()
    index = CasePage.objects.filter(locale__language_code="nl").first().get_parent()
    page.goto(f"{site}{reverse('wagtailadmin_pages:add', args=['knowledge', 'casepage', index.pk])}")
    page.locator("#id_title").wait_for()
    page.clock.fast_forward(2500)
    return page


def is_autosave(response) -> bool:
    """Return whether a response answers an autosave; the first one goes to the address at which the page is made."""
    asked = response.request
    return asked.method == "POST" and "/beheer/pages/" in asked.url and "json" in asked.headers.get("accept", "")


def write(page, field: str, words: str) -> None:
    """Write into a field and wait for the autosave."""
    with page.expect_response(is_autosave):
        page.locator(field).fill(words)


def test_tab_leads_from_the_title_to_the_next_field(site, browser):
    page = open_new_case(browser, site, {"width": 1280, "height": 900})
    page.locator("#id_title").click()
    page.keyboard.type("Samen koken")
    page.keyboard.press("Tab")
    page.keyboard.type("Elke week aan tafel.")
    assert page.locator("#id_lead").input_value() == "Elke week aan tafel."
    # With the panel of comments open the keyboard reaches their buttons.
    page.locator("[data-side-panel-toggle='comments']").click()
    page.locator("#id_title").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("w-field__comment-button")
    page.context.close()


def test_what_is_missing_on_a_phone_is_what_stands_there(site, browser):
    page = open_new_case(browser, site, PHONE)
    write(page, "#id_title", "Samen koken")
    page.locator(f"{PANEL} [data-rule='lead']").wait_for(state="attached")
    write(page, "#id_lead", "Elke week aan tafel.")
    write(page, "#id_question", "Wie komt er niet?")
    for rule in ("lead", "question"):
        page.locator(f"{PANEL} [data-rule='{rule}']").wait_for(state="detached")
    saved = page.locator(".w-autosave-indicator__state--saved .w-autosave-indicator__text")
    assert saved.is_visible() and saved.bounding_box()["x"] >= 0
    rights = page.locator("[data-side-panel-toggle]").evaluate_all(
        "list => list.map((one) => one.getBoundingClientRect().right)"
    )
    assert max(rights) <= PHONE["width"]
    page.locator(TOGGLE).locator("visible=true").first.click()
    page.locator(f"{PANEL} [data-goto-field='question_owner']").click()
    page.wait_for_function("() => document.activeElement.id === 'id_question_owner'")
    page.wait_for_function(
        """() => {
          const field = document.activeElement.getBoundingClientRect();
          return document.elementFromPoint(field.left + field.width / 2, field.top + field.height / 2) === document.activeElement;
        }"""
    )
    page.context.close()


def test_a_row_says_what_it_lacks_until_it_is_there(site, browser):
    partner = Organisation.objects.filter(locale__language_code="nl").first()
    page = open_new_case(browser, site, {"width": 1280, "height": 900})
    write(page, "#id_title", "Samen koken")
    page.get_by_role("tab", name="Wie, waar, waarmee").click()
    page.get_by_role("button", name="Organisatie toevoegen").click()
    with page.expect_response(is_autosave):
        choose_in_dialog(page, partner.name)
    assert page.locator("#id_partnerships-0-role").input_value() == "partner"
    page.locator("#id_contributions-ADD").click()
    with page.expect_response(is_autosave):
        page.locator("#id_contributions-0-name").fill("Sam")
    page.locator(f"{PANEL} [data-rule='contributions.role']").wait_for(state="attached")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Stuur naar de redactie", exact=True).click()
    error = page.locator("#id_contributions-0-role").locator("xpath=ancestor::*[@data-field]").locator(".error-message")
    error.wait_for(state="attached")
    page.get_by_role("tab", name="Wie, waar, waarmee").click()
    page.locator("#id_contributions-0-role").select_option("author")
    error.wait_for(state="detached")
    assert CasePage.objects.get(draft_title="Samen koken").current_workflow_state is None
    page.context.close()


def test_the_list_of_what_is_missing_keeps_the_focus(site, browser):
    page = open_new_case(browser, site, {"width": 1280, "height": 900})
    write(page, "#id_title", "Samen koken")
    page.locator(TOGGLE).locator("visible=true").first.click()
    link = page.locator(f"{PANEL} [data-goto-field='question_owner']")
    link.focus()
    for field, value in (
        ("title", "Samen koken"),
        ("lead", "Elke week aan tafel."),
    ):  # the same list again, and another one
        page.evaluate("([id, value]) => { document.getElementById(id).value = value; }", [f"id_{field}", value])
        with page.expect_response(lambda response: "/volledigheid/" in response.url):
            page.evaluate("window.dispatchEvent(new Event('focus'))")
            page.clock.fast_forward(500)
        page.wait_for_function("() => document.activeElement.dataset.gotoField === 'question_owner'")
    page.context.close()


def test_who_was_signed_out_gets_no_login_inside_the_form(site, browser, settings):
    page = open_new_case(browser, site, {"width": 1280, "height": 900})
    write(page, "#id_title", "Samen koken")
    page.locator(f"{PANEL} [data-rule='lead']").wait_for(state="attached")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.route("**/beheer/pages/**", lambda route: route.abort())  # autosave says that in its own way
    for start in (
        "document.getElementById('id_title').dispatchEvent(new Event('input'))",
        "window.dispatchEvent(new Event('focus'))",
    ):
        with page.expect_response(lambda response: "/login/" in response.url):
            page.evaluate(f"document.getElementById('id_title').value = 'Samen koken met de buurt'; {start}")
            page.clock.fast_forward(1000)
    assert page.locator("#page-edit-form [type=password]").count() == 0
    assert page.locator(f"{PANEL} [data-rule='lead']").count() == 1
    page.context.close()
