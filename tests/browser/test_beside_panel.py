"""The form of an entry on a small desk screen with a panel open beside it: its fields, and the comments beside them."""

import pytest
from django.core.cache import cache

from core.models import EntryPage
from knowledge.models import AgreementPage, CasePage
from tests import factories
from tests.browser.sessions import sign_in

pytestmark = [pytest.mark.browser]
FIELD = '[data-contentpath="lead"] textarea, [data-contentpath="lead"] [contenteditable]'
# The fields that end beyond the form or below the open panel.
FIND_WIDE = """() => {
  const panel = document.querySelector('.form-side').getBoundingClientRect();
  return [...document.querySelectorAll('#page-edit-form :is(input, select, textarea, .w-field__input, .Draftail-Editor)')]
    .filter((field) => !field.closest('.form-side') && field.getClientRects().length)
    .map((field) => [field, field.getBoundingClientRect(), field.closest('.w-form-width')?.getBoundingClientRect()])
    .filter(([, own, form]) => own.width > 1 && (own.right > panel.left || (form && own.right > form.right + 1)))
    .map(([field]) => field.id || field.className);
}"""


@pytest.fixture
def desk(site, browser):
    """A signed-in administrator at a small desk screen."""
    cache.clear()
    page = sign_in(
        browser, site, factories.UserFactory(is_superuser=True), viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )  # fmt: skip
    page.site = site
    yield page
    page.context.close()


def open_form(page, entry: EntryPage, panel: str) -> None:
    """Open the form of an entry with this panel beside it."""
    page.goto(f"{page.site}/beheer/pages/{entry.pk}/edit/")
    page.locator("#id_title").wait_for()
    toggle = page.locator(f"[data-side-panel-toggle='{panel}']").locator("visible=true").first
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    page.wait_for_function(
        """() => {
          const panel = document.querySelector('.form-side--open');
          return panel && document.body.classList.contains('side-panel-open')
            && panel.getBoundingClientRect().right <= innerWidth + 1;
        }"""
    )


def measure_distance(page) -> float:
    """Return how far the top of the one comment is from its field; it lies inside the window."""
    comment = page.locator(".comments-list .comment")
    comment.wait_for()
    page.wait_for_timeout(700)  # Wagtail lets it slide to its place
    box, field = comment.bounding_box(), page.locator(FIELD).first.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 900
    return abs(box["y"] - field["y"])


def test_comment_stands_beside_its_field(desk):
    entry = CasePage.objects.filter(locale__language_code="nl").first()
    open_form(desk, entry, "comments")
    assert "zodra de pagina bewaard is" in desk.locator(".comments-help").inner_text()
    desk.locator('[data-contentpath="lead"]').hover()
    desk.locator('[data-contentpath="lead"] .w-field__comment-button--add').first.click()
    assert measure_distance(desk) <= 40
    desk.locator(".comment textarea").fill("Hoe vaak meten jullie?")
    desk.locator(".comment button[type=submit]").click()
    assert measure_distance(desk) <= 40
    desk.locator("#page-edit-form [type=submit][class*=action-save]").first.click()
    desk.wait_for_selector(".messages .success")
    open_form(desk, entry, "comments")
    assert measure_distance(desk) <= 40


def test_no_field_sticks_out_under_an_open_panel(desk):
    wide = {}
    for kind in (CasePage, AgreementPage):
        open_form(desk, kind.objects.filter(locale__language_code="nl").first(), "status")
        desk.locator("#id_title").fill("Grachtengroen aan de Noordwal")
        assert desk.locator("#id_title").evaluate("(title) => title.scrollWidth <= title.clientWidth")
        for tab in desk.locator("#page-edit-form [role=tab], .w-tabs__tab").locator("visible=true").all():
            tab.click()
            wide[kind.__name__, tab.inner_text()] = desk.evaluate(FIND_WIDE)
    assert len(wide) >= 6
    assert not any(wide.values()), wide
