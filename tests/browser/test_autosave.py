"""Autosave and buttons as an editor's browser sends them: one's own autosave never refuses one's own button."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Page, PageLogEntry

from bench.autosave import is_save, press
from editorial.groups import CHIEF_EDITOR, RESEARCHER
from knowledge.models import CasePage
from tests import factories
from tests.browser.sessions import sign_in

pytestmark = [pytest.mark.browser]


@pytest.fixture
def case(site):
    """A draft on a site whose cache knows nothing."""
    cache.clear()
    live = CasePage.objects.filter(locale__language_code="nl").first()
    return factories.CasePageFactory(live.get_parent(), publish=False, title="Loop", lead="Zo begon het.")


def open_form(browser, site, role, page, wait: int = 2500):
    """Open a page by its edit address, as somebody of a role; Wagtail watches a form from its third second on."""
    tab = sign_in(browser, site, factories.UserFactory(role))
    tab.clock.install()
    tab.goto(f"{site}/beheer/pages/{page.pk}/edit/")
    if wait:
        tab.clock.fast_forward(wait)
    return tab


def type_lead(tab, words: str) -> int:
    """Type into the lead; return the status of the autosave that follows."""
    with tab.expect_response(lambda response: is_save(response, True)) as saved:
        tab.locator("#id_lead").press("Control+End")
        tab.keyboard.type(f" {words}")
    return saved.value.status


def state(page):
    page = CasePage.objects.get(pk=page.pk)
    done = PageLogEntry.objects.filter(page=page, action__in=("wagtail.publish", "wagtail.workflow.approve"))
    return page.live, page.get_latest_revision_as_object().lead, done.count()


def test_button_long_after_ones_own_autosaves(site, browser, case, monkeypatch):
    tab = open_form(browser, site, CHIEF_EDITOR, case)
    assert type_lead(tab, "Eén.") == 200
    assert type_lead(tab, "Twee.") == 200
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(hours=1))
    assert press(tab, "publish") == 302
    # What one wrote oneself is published by somebody else: kept as a draft, without a conflict.
    assert state(case) == (False, "Zo begon het. Eén. Twee.", 0)
    assert "zelf de laatste wijziging" in tab.locator(".messages").first.inner_text()
    tab.context.close()


def test_what_was_typed_before_wagtail_looks_is_saved(site, browser, case):
    tab = open_form(browser, site, CHIEF_EDITOR, case, wait=0)
    tab.locator("#id_lead").press("Control+End")
    tab.keyboard.type(" Meteen.")
    with tab.expect_response(lambda response: is_save(response, True)) as saved:
        tab.clock.fast_forward(2500)
        tab.clock.run_for(5000)
    assert saved.value.status == 200
    assert state(case) == (False, "Zo begon het. Meteen.", 0)
    tab.context.close()


def test_approval_that_was_called_off_goes_with_no_other_save(site, browser, case):
    case.get_workflow().start(case, factories.UserFactory())
    tab = open_form(browser, site, RESEARCHER, case)
    form = tab.locator("#page-edit-form")
    form.evaluate(
        "form => form.addEventListener('submit', event => event.preventDefault(), {capture: true, once: true})"
    )
    if not tab.locator("[data-workflow-action-name='approve']:not([data-workflow-action-modal-url])").is_visible():
        tab.locator(".footer__container [data-w-dropdown-target='toggle']").last.click()
    tab.locator("[data-workflow-action-name='approve']:not([data-workflow-action-modal-url])").first.click()
    assert tab.locator("[name='action-workflow-action']").count() == 1  # Wagtail leaves it in the form
    assert type_lead(tab, "Toch nog wat.") == 200
    assert press(tab, "save") == 302
    assert state(case) == (False, "Zo begon het. Toch nog wat.", 0)
    assert Page.objects.get(pk=case.pk).current_workflow_task_state.status == "in_progress"
    tab.context.close()


def test_two_editors(site, browser, case):
    mine, theirs = open_form(browser, site, CHIEF_EDITOR, case), open_form(browser, site, CHIEF_EDITOR, case)
    assert type_lead(theirs, "Van de ander.") == 200
    assert type_lead(mine, "Van mij.") == 400
    assert press(mine, "publish") == 409
    assert "niet bewaard" in mine.locator(".messages").first.inner_text()
    assert mine.locator("#id_lead").input_value() == "Zo begon het. Van mij."
    mine.clock.fast_forward(2500)
    mine.locator("#id_lead").press("Control+End")
    mine.keyboard.type(" En verder.")
    mine.clock.fast_forward(5000)
    assert state(case) == (False, "Zo begon het. Van de ander.", 0)
    assert press(mine, "publish") == 409
    assert "En verder." in mine.locator("#id_lead").input_value()
    mine.context.close()
    theirs.context.close()


def test_save_over_a_newer_version_is_asked_about_once(site, browser, case):
    mine, theirs = open_form(browser, site, CHIEF_EDITOR, case), open_form(browser, site, CHIEF_EDITOR, case)
    assert type_lead(theirs, "Van de ander.") == 200
    assert type_lead(mine, "Van mij.") == 400
    session = mine.locator("form.w-editing-sessions")
    mine.clock.run_for(12000)
    expect(session).to_have_attribute("data-w-session-intercept-value", "conflict")
    with mine.expect_navigation():
        mine.locator("#page-edit-form footer button[type='submit'], #page-edit-form .action-save").first.click()
    assert not mine.locator("#w-save-confirmation-dialog").is_visible()
    with mine.expect_navigation():
        mine.get_by_role("button", name="Bewaar de mijne als nieuwste versie").click()
    assert state(case) == (False, "Zo begon het. Van mij.", 0)
    mine.context.close()
    theirs.context.close()
