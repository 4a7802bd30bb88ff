"""The screens of the desk that are ours: axe finds nothing, also on a phone and in the dark, and the keyboard gets through them."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.models import EntryPage
from directory.localisation import get_locale
from editorial.groups import CHIEF_EDITOR
from editorial.reports.urls import REPORTS
from tests import factories
from tests.browser.axe import COLOUR_RULES, EVERY_RULE, find_violations, load_axe
from tests.browser.sessions import sign_in

pytestmark = [pytest.mark.browser]
OURS = "main"  # the menu beside it is Wagtail's
# What axe cannot decide here, and why it is right: text over the site's colours; what Wagtail's buttons control is made when it opens.
EXPLAINED = frozenset({"color-contrast", "aria-valid-attr-value", "aria-prohibited-attr"})
# Press Tab until the place begins anew; a trap holds it at one element, or in a few.
TAB_STOPS = 400
NAME_OF_STOP = """() => {
  const here = document.activeElement;
  if (here === document.body) return '';
  here.dataset.stop ||= String(window.stops = (window.stops || 0) + 1);
  return here.dataset.stop;
}"""


def list_screens() -> dict[str, str]:
    """Return {what it is: address}."""
    entry = EntryPage.objects.filter(content_type__model="casepage", locale=get_locale("nl")).first()
    names = ["wagtailadmin_home", "choose_kind", "inbox", "calendar", "handbook", "translation_table"]
    found = {name: reverse(name) for name in names}
    found |= {f"report {name}": reverse(view.index_url_name) for name, view in REPORTS.items()}
    found |= {
        "calendar as a list": f"{reverse('calendar')}?vorm=lijst",
        "chapter": reverse("handbook_chapter", args=["pdfs"]),
        "date": reverse("change_date", args=[entry.pk, "review"]),
        "owner": reverse("change_owner", args=[entry.pk]),
        "new": reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", entry.get_parent().pk]),
        "form": reverse("wagtailadmin_pages:edit", args=[entry.pk]),
    }
    return found


def look(page, rules=EVERY_RULE) -> list[tuple]:
    """Return what axe finds once no colour is halfway any more."""
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    return find_violations(page, rules, within=OURS, explained=EXPLAINED)


def walk_by_keyboard(page) -> bool:
    """Return whether Tab goes all the way round: to the end of the document, and out of it."""
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    seen: list[str] = []
    for _ in range(TAB_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(NAME_OF_STOP)
        if not stop or stop in seen:
            return not stop or stop == seen[0]
        seen.append(stop)
    return False


@pytest.mark.slow_first
def test_axe_and_keyboard_on_every_screen_of_the_desk(site, browser):
    cache.clear()
    page = sign_in(browser, site, factories.UserFactory(CHIEF_EDITOR))
    load_axe(page.context)
    wrong, trapped, wide = [], [], []
    for name, address in list_screens().items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(site + address)
        wrong += [(name, "light", *found) for found in look(page)]
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        wrong += [(name, "dark", *found) for found in look(page, {"type": "rule", "values": COLOUR_RULES})]
        page.set_viewport_size({"width": 390, "height": 844})
        wrong += [(name, "narrow", *found) for found in look(page)]
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(name)
        page.set_viewport_size({"width": 1280, "height": 900})
        if not walk_by_keyboard(page):
            trapped.append(name)
    assert wrong == []
    assert trapped == []
    assert wide == []
    page.context.close()


def test_rich_texts_have_names_of_their_own_and_a_phone_shows_what_is_touched(site, browser):
    cache.clear()
    page = sign_in(browser, site, factories.UserFactory(CHIEF_EDITOR))
    page.set_viewport_size({"width": 390, "height": 844})
    entry = EntryPage.objects.filter(content_type__model="casepage", locale=get_locale("nl")).first()
    page.goto(site + reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", entry.get_parent().pk]))
    editors = page.locator(".public-DraftEditor-content[aria-labelledby]")
    editors.first.wait_for()
    names = editors.evaluate_all(
        "all => all.map((one) => document.getElementById(one.getAttribute('aria-labelledby')).textContent.trim())"
    )
    assert len(names) > 5
    assert sorted(set(names)) == sorted(names)
    editors.first.click()
    box = page.locator(".Draftail-BlockToolbar__trigger").first.bounding_box()
    assert box["x"] >= 0
    assert min(box["width"], box["height"]) >= 24
    page.goto(site + reverse("wagtailadmin_explore", args=[entry.get_parent().pk]))
    assert page.locator("td.title").first.bounding_box()["width"] >= 120  # a title is read by its words
    page.context.close()
