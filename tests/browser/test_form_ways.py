"""The ways through the form of a page: to what is missing, from tab to tab, into the title, and back from a dialog."""

import re

import pytest
from wagtail.models import Comment

from directory.models import Organisation
from knowledge.models import CasePage
from tests.browser.test_first_case import photo
from tests.browser.test_main_job import choose_in_dialog
from tests.browser.test_new_draft import PANEL, PHONE, TOGGLE, open_new_case, write

pytestmark = [pytest.mark.browser]
DESK = {"width": 1280, "height": 900}
TABS = ("Verhaal", "Wie, waar, waarmee", "Publiceren")
# Whether what has the focus is within a field, and both it and the words above it stand in sight below the bar.
STANDS = """(name) => {
  const here = document.activeElement;
  const field = here.closest('[data-contentpath]');
  if (field?.dataset.contentpath !== name && here.id !== `id_${name}-ADD`) return false;
  const panel = here.closest('.w-panel__wrapper, [data-panel]');
  const label = [...panel.querySelectorAll('.w-field__label, [data-panel-heading]')].find((one) => one.getClientRects().length);
  const bar = document.querySelector('.w-sticky.w-top-0').getBoundingClientRect().bottom;
  return [label, here].every((one) => {
    const box = one.getBoundingClientRect();
    return box.top >= bar && box.top < innerHeight - 60;
  });
}"""


def go_to(page, field: str) -> None:
    """Follow the link of a finding, whose panel lies over the form on a phone."""
    link = page.locator(f"{PANEL} [data-goto-field='{field}']").first
    if page.viewport_size == PHONE:
        page.locator(PANEL).wait_for(state="hidden")
        page.wait_for_timeout(500)  # it slides away
    if not link.is_visible():
        page.locator(TOGGLE).locator("visible=true").first.click()
    link.click()
    page.wait_for_function(STANDS, arg=field)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_each_finding_leads_into_its_field_from_any_tab(site, browser, size):
    page = open_new_case(browser, site, size)
    write(page, "#id_title", "Samen koken")
    page.locator(f"{PANEL} [data-rule='theme']").wait_for(state="attached")
    fields = page.locator(f"{PANEL} [data-goto-field]").evaluate_all("all => all.map((one) => one.dataset.gotoField)")
    assert {"lead", "question_owner", "lessons", "body", "themes", "places"} <= set(fields)
    for field in fields:
        page.get_by_role("tab", name="Publiceren").click()
        go_to(page, field)
    go_to(page, "lessons")
    page.keyboard.type("Begin klein.")
    assert "Begin klein." in page.locator("[data-contentpath='lessons']").inner_text()
    page.context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_end_of_each_tab_leads_on_and_the_last_one_to_the_board(site, browser, size):
    page = open_new_case(browser, site, size)
    for following in TABS[1:]:
        page.get_by_role("button", name=f"Verder: {following}").click()
        page.wait_for_function("() => document.activeElement.getAttribute('role') === 'tabpanel'")
        tab = page.get_by_role("tab", name=following)
        assert tab.get_attribute("aria-selected") == "true"
        assert tab.evaluate("(one) => document.activeElement.getAttribute('aria-labelledby') === one.id")
        bar = page.locator(".w-sticky.w-top-0").bounding_box()
        assert tab.bounding_box()["y"] >= bar["y"] + bar["height"] - 1
        assert page.get_by_role("button", name="Klaar? Stuur naar de redactie").is_visible()
    assert page.get_by_role("button", name=re.compile("^Verder: ")).count() == 0
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and "/beheer/pages/" in answer.url
    ) as sent:
        page.get_by_role("button", name="Klaar? Stuur naar de redactie").click()
    assert "action-board=send" in sent.value.request.post_data
    page.context.close()


def test_what_is_missing_is_said_in_words_where_the_piece_is_sent(site, browser):
    page = open_new_case(browser, site, PHONE)
    write(page, "#id_title", "Samen koken")
    page.locator(f"{PANEL} [data-rule='theme']").wait_for(state="attached")
    page.get_by_role("tab", name=TABS[1]).click()
    line = page.locator("[data-open-missing]").locator("visible=true")
    group = page.locator(f"{PANEL} .completeness__group").first
    first = group.locator("li").first.evaluate("(one) => one.firstChild.textContent.trim()")
    assert line.text_content() == f"{group.locator('h3').text_content()}: {first}"
    line.click()
    page.locator(PANEL).wait_for()
    page.wait_for_function("() => document.activeElement.hasAttribute('data-completeness')")
    page.context.close()


def test_a_tap_that_ends_the_typing_is_not_lost_to_the_bar_that_comes_back(site, browser):
    page = open_new_case(browser, site, PHONE)
    page.locator("#id_question").click()
    page.keyboard.type("Wie roert er?")
    button = page.get_by_role("button", name="Kies een afbeelding").locator("visible=true").first
    button.evaluate(
        "(one) => scrollBy({ top: one.getBoundingClientRect().bottom - innerHeight + 20, behavior: 'instant' })"
    )
    box = button.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(80)  # a finger
    page.mouse.up()
    page.locator(".modal").wait_for()
    page.context.close()


def test_title_of_a_new_page_is_typed_at_once_and_a_phone_shows_what_is_said_first(site, browser):
    page = open_new_case(browser, site, DESK)
    page.wait_for_function("() => document.activeElement.id === 'id_title'")
    page.context.close()
    page = open_new_case(browser, site, PHONE)
    page.wait_for_timeout(500)
    assert page.evaluate("document.activeElement === document.body")
    page.context.close()


def test_menu_of_a_text_takes_no_words_and_escape_leads_back_into_the_text(site, browser):
    page = open_new_case(browser, site, DESK)
    field = page.locator("[data-contentpath='lessons']")
    text, button = field.locator("[contenteditable='true']"), field.locator(".Draftail-BlockToolbar__trigger")
    text.click()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.className").find("BlockToolbar") < 0
    text.click()
    button.click()
    page.wait_for_function("() => document.activeElement.getAttribute('role') === 'combobox'")
    page.keyboard.press("Escape")
    page.keyboard.type("Begin klein.")
    assert text.inner_text().strip() == "Begin klein." and button.get_attribute("aria-expanded") == "false"
    # Left by Tab it is closed too, and does not come back with the next word.
    button.click()
    page.wait_for_function("() => document.activeElement.getAttribute('role') === 'combobox'")
    page.keyboard.press("Tab")
    page.wait_for_function("(one) => one.getAttribute('aria-expanded') === 'false'", arg=button.element_handle())
    # A keyboard opens the same menu by "/".
    text.click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    field.locator("[role='option']").first.wait_for()
    page.context.close()


def test_what_exists_already_does_not_move_the_form_while_one_types(site, browser):
    page = open_new_case(browser, site, PHONE)
    panel, field = page.locator("[data-similar-list]"), page.locator("#id_question")
    place = field.bounding_box()["y"] + page.evaluate("scrollY")
    with page.expect_response(lambda answer: "similar" in answer.url or "lijkt" in answer.url):
        page.locator("#id_title").fill("Activiteiten voor ouderen in Spoorwijk")
        page.clock.fast_forward(1000)
    panel.locator("summary").wait_for()
    assert field.bounding_box()["y"] + page.evaluate("scrollY") == pytest.approx(place, abs=1)
    assert not panel.get_by_role("link").first.is_visible()
    panel.locator("summary").tap()
    assert panel.get_by_role("link").first.is_visible()
    page.context.close()


def test_proposal_begins_in_the_name_and_records_are_read_by_their_words_on_a_phone(site, browser):
    page = open_new_case(browser, site, PHONE)
    page.get_by_role("tab", name="Wie, waar, waarmee").click()
    openers = {
        "organisation": page.get_by_role("button", name="Organisatie toevoegen"),
        "person": page.locator("#id_contributions-0-person-chooser [data-chooser-action-choose]").first,
        "theme": page.locator("[data-propose][data-name='themes']"),
        "place": page.locator("[data-propose][data-name='places']"),
    }
    page.locator("#id_contributions-ADD").click()
    page.evaluate("jQuery(document).on('shown.bs.modal', () => document.body.append(document.createElement('output')))")
    for at, (kind, opener) in enumerate(openers.items(), start=1):
        opener.click()
        page.locator(".modal #tab-label-create").wait_for()
        if kind == "organisation":
            row = page.locator(".modal tbody tr", has_text="Beter Wonen").first
            name, note, status = (row.locator(one) for one in (".title", ".record-note", "td:has(.w-status--primary)"))
            assert note.bounding_box()["y"] >= name.bounding_box()["y"] + name.bounding_box()["height"] - 1
            assert note.bounding_box()["height"] < 30 and not status.is_visible()
        if kind in {"organisation", "person"}:
            page.locator(".modal #tab-label-create").click()
        page.wait_for_function("(at) => document.querySelectorAll('body > output').length === at", arg=at)
        page.wait_for_function("() => document.activeElement.matches('.modal [name$=name]')")
        page.locator(".modal .button.close, .modal [data-dismiss='modal']").first.click()
        page.locator(".modal").wait_for(state="detached")
    page.context.close()


def test_photo_of_a_newcomer_is_uploaded_at_once_and_needs_no_title(site, browser):
    page = open_new_case(browser, site, DESK)
    page.get_by_role("button", name="Kies een afbeelding").locator("visible=true").first.click()
    page.locator(".modal #tab-label-upload[aria-selected='true']").wait_for()
    page.locator(".modal #tab-search").wait_for(state="hidden")
    page.locator(".modal #tab-upload").wait_for()
    page.clock.run_for(1500)
    assert not page.locator(".modal #tab-search").is_visible() and page.locator(".modal #tab-upload").is_visible()
    page.locator(".modal input[type=file]").set_input_files({**photo(), "name": "IMG_2041.jpg"})
    page.locator(".modal [name$='-alt']").locator("visible=true").fill("Lange tafel met borden")
    page.locator(".modal [name$='-maker']").locator("visible=true").fill("Sam")
    assert page.locator(".modal [name$='-title']").input_value() == ""
    page.locator(".modal button[type=submit]").locator("visible=true").click()
    assert find_focus(page) == "id_hero_image-chooser"
    assert "Lange tafel met borden" in page.locator("#id_hero_image-chooser").inner_text()
    page.context.close()


def test_comment_is_in_sight_on_a_phone_and_what_is_missing_is_asked_again_after_another_window(site, browser):
    page = open_new_case(browser, site, PHONE)
    write(page, "#id_title", "Samen koken")
    case = CasePage.objects.get(draft_title="Samen koken")
    Comment.objects.create(page=case, user=case.owner, contentpath="question", text="Van wie hoorden jullie dit?")
    page.reload()
    page.locator("[data-side-panel-toggle='comments']").click()
    page.locator(".comments-list .comment").wait_for()
    assert page.locator(".comments-list .comment").bounding_box()["y"] < PHONE["height"] / 2
    with page.expect_response(lambda response: f"/volledigheid/{case.pk}/" in response.url):
        page.evaluate("dispatchEvent(new Event('focus'))")
    page.context.close()


def find_focus(page) -> str:
    """Return the id of the chooser that has the focus, once no dialog is open."""
    page.wait_for_selector(".modal", state="detached")
    page.wait_for_function("() => document.activeElement.closest('.chooser') !== null")
    return page.evaluate("document.activeElement.closest('.chooser').id")


def test_focus_comes_back_from_a_dialog_to_the_field_that_was_chosen_for(site, browser):
    partner = Organisation.objects.filter(locale__language_code="nl").first()
    page = open_new_case(browser, site, DESK)
    page.get_by_role("button", name="Kies een afbeelding").locator("visible=true").first.click()
    page.get_by_role("tab", name="Uploaden").click()
    page.locator(".modal input[type=file]").set_input_files(photo())
    page.locator(".modal [name$='-alt']").locator("visible=true").fill("Lange tafel met borden")
    page.locator(".modal [name$='-maker']").locator("visible=true").fill("Sam")
    page.locator(".modal button[type=submit]").locator("visible=true").click()
    assert find_focus(page) == "id_hero_image-chooser"
    page.get_by_role("tab", name="Wie, waar, waarmee").click()
    page.get_by_role("button", name="Organisatie toevoegen").click()
    page.wait_for_function("() => document.activeElement.matches('.modal.in #id_q')")  # ready to search
    choose_in_dialog(page, partner.name)
    assert find_focus(page) == "id_partnerships-0-organisation-chooser"
    page.wait_for_timeout(500)  # a tooltip would stand there by now
    tips = page.locator(".tippy-box[data-state='visible']")
    assert [tip.inner_text() for tip in tips.all() if tip.is_visible()] == []
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    tips.get_by_text("Acties").wait_for()  # who goes there reads what it is
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_partnerships-0-role"
    page.get_by_role("button", name="Organisatie toevoegen").click()
    page.get_by_role("tab", name="Niet in de lijst? Stel er een voor").click()
    page.locator(".modal [name$='name']").locator("visible=true").first.fill("Wijkatelier Zonnebloem")
    page.get_by_label("stichting").locator("visible=true").first.click()
    page.get_by_role("button", name="Stel voor", exact=True).locator("visible=true").click()
    assert find_focus(page) == "id_partnerships-1-organisation-chooser"
    page.context.close()


def test_on_a_phone_nothing_covers_the_form_and_nothing_runs_off_it(site, browser):
    page = open_new_case(browser, site, PHONE)
    write(page, "#id_title", "Samen koken")
    page.get_by_role("button", name="Bewaar concept").locator("visible=true").first.click()
    page.wait_for_selector(".messages .success")
    page.locator(".board-bar__more summary").first.click()
    assert page.locator("#board-author").evaluate("(one) => one.getBoundingClientRect().right") <= PHONE["width"] - 4
    assert not page.locator(".w-minimap").is_visible()
    page.locator("#id_lead").evaluate("(field) => field.scrollIntoView({ block: 'center', behavior: 'instant' })")
    menu, bar = (page.locator(one).bounding_box() for one in (".sidebar-nav-toggle", ".w-sticky.w-top-0"))
    assert menu["y"] + menu["height"] <= bar["y"] + bar["height"]
    page.context.close()
