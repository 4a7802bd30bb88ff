"""The board's whole way in a real browser: written together, returned, mended, taken over, translated, found in both languages."""

import time

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect
from wagtail_localize.models import StringTranslation, Translation

from core.models import EntryPage
from directory.localisation import get_locale
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT, TRANSLATOR
from editorial.step_names import name_holder, name_task
from editorial.workflow import APPROVAL, REVIEW
from editorial.workflow_state import find_take_overs, find_waiting
from tests import factories
from tests.browser.axe import find_violations, load_axe
from tests.browser.sessions import sign_in
from tests.browser.test_main_job import work_beside_the_server

pytestmark = [pytest.mark.browser]
TITLE, WORD = "Kruidentuin op het Hobbemaplein", "citroenmelisse"
BAR = "[data-board-bar]"


class Person:
    """Somebody with a browser of their own; their clicks are counted."""

    clicks = 0

    def __init__(self, browser, site, user):
        self.user, self.site = user, site
        self.page = sign_in(browser, site, user, viewport={"width": 1280, "height": 1000})
        load_axe(self.page.context)

    def open(self, entry):
        """Open the editing screen of a page; return what the bar says."""
        self.page.goto(f"{self.site}{reverse('wagtailadmin_pages:edit', args=[entry.pk])}")
        return self.say()

    def say(self) -> str:
        """Return the sentence of the bar."""
        return self.page.locator(f"{BAR} h2").inner_text()

    def click(self, target, leads_on: bool = True):
        """Click, and wait for the page that follows."""
        Person.clicks += 1
        if not leads_on:
            return target.click()
        with self.page.expect_navigation():
            target.click()

    def button(self, name: str):
        """Return a button of the bar by its words."""
        return self.page.locator(BAR).get_by_role("button", name=name, exact=True)

    def unfold(self, name: str):
        """Open what asks for words or choices in the bar."""
        self.click(self.page.locator(f"{BAR} summary", has_text=name), leads_on=False)

    def tell(self, name: str, words: str):
        """Write words where the bar asks for them, and press the button below."""
        self.unfold(name)
        box = self.page.locator(f"{BAR} details[open]")
        expect(box.locator("textarea")).to_be_focused()
        box.locator("textarea").fill(words)
        self.click(box.locator("button"))


@pytest.fixture
def people(site, browser):
    """The board: two students, a researcher, two chief editors and a translator."""
    cache.clear()
    roles = {
        "student": STUDENT, "fellow": STUDENT, "researcher": RESEARCHER, "chief": CHIEF_EDITOR, "second": CHIEF_EDITOR,
        "translator": TRANSLATOR,
    }  # fmt: skip
    return {name: Person(browser, site, factories.UserFactory(role, first_name=name)) for name, role in roles.items()}


def write(student) -> EntryPage:
    """Write a case and keep it as a draft."""
    index = EntryPage.objects.filter(content_type__model="casepage", locale=get_locale("nl")).first().get_parent()
    student.page.goto(f"{student.site}{reverse('wagtailadmin_pages:add', args=['knowledge', 'casepage', index.pk])}")
    assert "van jou alleen" in student.say()
    student.page.fill("#id_title", TITLE)
    student.page.fill("#id_lead", f"Bewoners zaaien {WORD}. Studenten meten de regen.")
    student.page.fill("#id_question", "Wie geeft water?")
    student.click(student.page.locator("button.action-save:visible"))
    return EntryPage.objects.get(draft_title=TITLE)


def write_together(student, fellow, entry):
    """Share the draft; a fellow student adds something."""
    assert "nog niet naar de redactie" in student.open(entry)
    student.unfold("Schrijf samen")
    student.page.select_option("#board-author", str(fellow.user.pk))
    student.click(student.page.get_by_role("button", name="Delen", exact=True))
    fellow.open(entry)
    fellow.page.fill("#id_question", "Wie geeft water in augustus?")
    fellow.click(fellow.page.locator("button.action-save:visible"))
    assert "augustus" in entry.specific_class.objects.get(pk=entry.pk).get_latest_revision_as_object().question


def review(student, researcher, chief, second, entry):
    """Send, comment, return, mend, send again; a chief editor takes the first step over, another one publishes."""
    student.open(entry)
    student.click(student.button("Stuur naar de redactie"))
    assert name_holder(REVIEW) in student.open(entry) and "Wacht op jou" in researcher.open(entry)
    assert find_violations(researcher.page, within=BAR) == []
    researcher.page.goto(f"{researcher.site}{reverse('read_along', args=[entry.pk])}")
    part = researcher.page.locator("section", has_text="Studenten meten de regen.").first
    researcher.click(part.locator("summary"), leads_on=False)
    part.locator("select").select_option("1")
    part.locator("textarea").fill("Waarmee?")
    researcher.click(part.get_by_role("button", name="Plaats de opmerking"))
    researcher.open(entry)
    researcher.tell("Stuur terug", "Zeg waarmee jullie de regen meten.")
    assert "Zeg waarmee jullie de regen meten." in student.open(entry)
    student.page.fill("#id_lead", f"Bewoners zaaien {WORD}. Studenten meten de regen met een emmer.")
    student.click(student.button("Stuur naar de redactie"))
    chief.open(entry)
    chief.tell("Neem deze stap over", "De onderzoeker is met vakantie.")
    assert "Wacht op jou" in chief.say()
    chief.click(chief.button("Keur goed"))
    assert [one.reason for one in find_take_overs()] == ["De onderzoeker is met vakantie."]
    assert name_task(APPROVAL) in second.open(entry)
    second.click(second.button("Keur goed en publiceer"))


def translate(translator, researcher, second, entry) -> EntryPage:
    """Translate the case, send it, and let the board publish it."""
    translator.page.goto(f"{translator.site}{reverse('wagtail_localize:submit_page_translation', args=[entry.pk])}")
    translator.click(translator.page.get_by_role("button", name="Vertaal naar het Engels"))
    english = EntryPage.objects.get(translation_key=entry.translation_key, locale=get_locale("en"))
    assert "nog niet naar de redactie" in translator.open(english)
    translator.page.get_by_role("heading", name="Vertaling van het Nederlands naar het Engels").first.wait_for()
    told = translator.page.locator(f"{BAR} .board-bar__state").inner_text()
    first = translator.page.locator(".js-translation-editor li.incomplete").first
    translator.click(first.get_by_role("button", name="Vertaal"), leads_on=False)
    first.locator("input, textarea").first.fill("Herb garden on Hobbemaplein")
    with translator.page.expect_response(lambda response: "/strings/" in response.url):
        translator.click(
            first.get_by_role("button", name="Bewaren").or_(first.get_by_role("button", name="Opslaan")), leads_on=False
        )
    assert translator.page.locator(".js-translation-editor footer.footer").first.is_hidden()
    changed = f"(told) => document.querySelector('{BAR} .board-bar__state').innerText !== told"
    translator.page.wait_for_function(changed, arg=told)  # the bar counts the text that was just saved
    fill_in_the_rest(english, translator.user)
    translator.open(english)
    assert find_violations(translator.page, within=BAR) == []
    translator.click(translator.button("Stuur naar de redactie"))
    for person, button in ((researcher, "Keur goed"), (second, "Keur goed en publiceer")):
        assert "Wacht op jou" in person.open(english)
        person.click(person.button(button))
    return EntryPage.objects.get(pk=english.pk)


def fill_in_the_rest(page, user) -> None:
    """Translate what is left, as the translator would by a PO file."""
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, locale=page.locale, context=segment.context,
            defaults={"data": segment.string.data.replace(WORD, "lemon balm"), "last_translated_by": user},
        )  # fmt: skip


@pytest.mark.slow_first
def test_from_two_students_to_readers_of_two_languages(site, browser, people, live_server):
    began, Person.clicks = time.monotonic(), 0
    entry = write(people["student"])
    write_together(people["student"], people["fellow"], entry)
    review(*(people[name] for name in ("student", "researcher", "chief", "second")), entry)
    assert EntryPage.objects.get(pk=entry.pk).live
    english = translate(people["translator"], people["researcher"], people["second"], entry)
    assert english.live and find_waiting() == []
    work_beside_the_server()
    reader = browser.new_context().new_page()
    for address, word, found in (("/zoeken/", WORD, entry), ("/en/search/", "lemon balm", english)):
        reader.goto(f"{site}{address}?q={word}")
        assert reader.locator(f"[data-entry='{found.pk}']").count() == 1
    print(f"the board's walk: {time.monotonic() - began:.0f} s, {Person.clicks} clicks")
    assert Person.clicks <= 30
