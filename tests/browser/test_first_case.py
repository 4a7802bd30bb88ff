"""A first case, from the login to the board, by somebody who has only the screen: few pages and few clicks, on a phone too.

Counted as a hand does it: each field that is filled in is a click (on a phone a tap), a photo two.
"""

import io
import os

import pytest
from django.core.cache import cache
from PIL import Image

from core.models import EntryPage
from directory.models import Organisation
from editorial.groups import STUDENT
from editorial.workflow_state import find_waiting
from tests import factories
from tests.browser.axe import load_axe
from tests.browser.sessions import PASSWORD

pytestmark = [pytest.mark.browser]
MOST_PAGES, MOST_CLICKS = 10, 25
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
PARTNERS = {"desk": "Buurtkeuken De Pollepel", "phone": "Wijkatelier Zonnebloem"}  # no names near to one another
MENU = ".sidebar-nav-toggle"


class Newcomer:
    """Somebody at a screen of some size, whose pages and clicks are counted."""

    def __init__(self, browser, site, size: str):
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="nl-NL", has_touch=size == "phone"
        )
        self.partner = PARTNERS[size]
        self.page, self.site, self.clicks, self.pages = load_axe(context).new_page(), site, 0, 0
        self.page.set_default_timeout(30_000)
        self.page.on("domcontentloaded", self._count)

    def _count(self, _page) -> None:
        self.pages += 1

    def click(self, target) -> None:
        """Click."""
        self.clicks += 1
        target.click()

    def write(self, target, words: str) -> None:
        """Click into a field and write."""
        self.click(target)
        target.press_sequentially(words) if len(words) < 20 else target.fill(words)

    def button(self, name: str):
        """Return a button that is in sight, by its words."""
        return self.page.get_by_role("button", name=name, exact=True).locator("visible=true").first

    def dialog(self, selector: str):
        """Return something in the open dialog."""
        return self.page.locator(f".modal {selector}").locator("visible=true").first

    def covered_words(self) -> str:
        """Return the beginning of the bar if the button of the menu lies over it."""
        return self.page.evaluate(
            """(menu) => {
              const range = document.createRange();
              range.selectNodeContents(document.querySelector('#board-bar-state'));
              const over = document.querySelector(menu)?.getBoundingClientRect();
              const hit = [...range.getClientRects()].some((line) => over && over.width && line.left < over.right
                && line.right > over.left && line.top < over.bottom && line.bottom > over.top);
              return hit ? range.toString() : '';
            }""",
            MENU,
        )


def photo() -> dict:
    """Return a photo of a phone that lies on its side; each is another."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    grain = Image.frombytes("RGB", (40, 30), os.urandom(3600)).resize((1600, 1200))
    grain.save(out, "JPEG", exif=exif)
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def write_first_case(someone: Newcomer, username: str, password: str, title: str) -> None:
    """Do what a newcomer does, by what stands on the screen."""
    page = someone.page
    page.goto(f"{someone.site}/beheer/")
    someone.write(page.locator("[name=login]"), username)
    someone.write(page.locator("[name=password]"), password)
    someone.click(page.locator("button.button").first)
    someone.click(page.get_by_role("link", name="Stadslab (casus)", exact=True).first)
    page.locator("#id_title").wait_for()
    assert someone.covered_words() == ""
    someone.write(page.locator("#id_title"), title)
    someone.write(
        page.locator("#id_lead"), "Studenten en bewoners koken elke week. Wat verandert er als eten het begin is?"
    )
    someone.click(someone.button("Kies een afbeelding"))
    someone.click(page.get_by_role("tab", name="Uploaden"))
    someone.clicks += 2
    page.locator(".modal input[type=file]").set_input_files(photo())
    someone.write(someone.dialog("[name$='-alt']"), "Lange tafel met borden")
    someone.write(someone.dialog("[name$='-maker']"), "Sam")
    someone.click(someone.dialog("button[type=submit]"))
    page.locator(".modal").wait_for(state="detached")
    someone.write(page.locator("#id_question"), "Wie komt er niet?")
    someone.click(page.get_by_role("tab", name="Wie, waar, waarmee"))
    someone.click(page.locator("#id_themes input").first)
    someone.click(page.locator("#id_places input").first)
    propose_partner(someone)
    assert page.locator("#id_partnerships-0-role").input_value() == "partner"
    page.evaluate("scrollTo(0, 0)")
    # Not any navigation: the address of a page that saves itself changes too.
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 302):
        someone.click(someone.button("Stuur naar de redactie"))
    page.wait_for_load_state()


def propose_partner(someone: Newcomer) -> None:
    """Look for a partner, and propose it when it is not in the list: the chooser opens with the row, the name goes along."""
    someone.click(someone.button("Organisatie toevoegen"))
    someone.write(someone.dialog("#id_q"), someone.partner)
    someone.page.locator(".modal [role='alert']", has_text="Stel er een voor").wait_for()
    someone.click(someone.page.get_by_role("tab", name="Niet in de lijst? Stel er een voor"))
    assert someone.dialog("[name='name'], [name$='-name']").input_value() == someone.partner
    someone.click(someone.page.get_by_label("stichting").locator("visible=true").first)
    someone.click(someone.button("Stel voor"))
    someone.page.locator(".modal").wait_for(state="detached")


@pytest.mark.slow_first
def test_first_case_on_a_desk_and_on_a_phone(site, browser):
    cache.clear()
    for size in SIZES:
        user, title = factories.UserFactory(STUDENT, password=PASSWORD), f"Samen koken, {size}"
        someone = Newcomer(browser, site, size)
        write_first_case(someone, user.username, PASSWORD, title)
        case = EntryPage.objects.get(draft_title=title)
        assert [step.page.pk for step in find_waiting(pages=[case.pk])] == [case.pk], someone.page.locator(
            "main"
        ).inner_text()
        draft = case.get_latest_revision_as_object()
        assert draft.hero_image.height > draft.hero_image.width
        partner = Organisation.with_proposals.get(name=someone.partner, proposed_by=user)
        assert [row.organisation for row in draft.partnerships.all()] == [partner] and not partner.live
        print(f"a first case, {size}: {someone.pages} pages, {someone.clicks} clicks")
        assert someone.pages <= MOST_PAGES and someone.clicks <= MOST_CLICKS
        someone.page.context.close()
