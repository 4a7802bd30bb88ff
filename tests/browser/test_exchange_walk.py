"""From a question on a phone to its answer on the next one's phone: brought in, matched, written as a city lab, answered."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from playwright.sync_api import expect

from core.forms import protected
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from knowledge.models import CasePage, DemandPage, OfferPage
from knowledge.models.proposal import Proposal
from tests import factories
from tests.browser.phone import Visitor
from tests.browser.test_board_walk import Person
from tests.browser.test_main_job import work_beside_the_server

pytestmark = [pytest.mark.browser]
LIMIT = 5 * 60  # seconds for a slow hand
ASKS, OFFERS = "vera@corporatie.example", "lector@school.example"
TITLE, THEME, PLACE = "Een wormenhotel op de binnenplaats", "Duurzaam wonen", "Moerwijk"
QUESTION = "Wie bouwt met onze huurders een wormenhotel voor hun compost?"
START = timezone.localdate() + timedelta(days=40)
ANSWER = "Twaalf portieken brengen nu hun schillen naar één wormenhotel."


@pytest.fixture
def people(site, browser, monkeypatch):
    """The board: who completes, who reviews, who publishes, and the student who writes the city lab."""
    monkeypatch.setattr(protected, "MIN_AGE", -1)  # the phone of a test types fast
    cache.clear()
    roles = {"editor": CHIEF_EDITOR, "researcher": RESEARCHER, "chief": CHIEF_EDITOR, "student": STUDENT}
    return {name: Person(browser, site, factories.UserFactory(role, first_name=name)) for name, role in roles.items()}


def day(days: int) -> str:
    """Return a day after the begin of the question, as a field of a day takes it."""
    return (START + timedelta(days=days)).isoformat()


def read_mail(address: str) -> str:
    """Do the waiting work; return the newest mail to an address."""
    work_beside_the_server()
    return next(message.body for message in reversed(mail.outbox) if message.to == [address])


def find_link(body: str, part: str) -> str:
    """Return the link of a mail whose path has a part."""
    return next(url for url in re.findall(r"https?://\S+", body) if part in url)


def bring_in(visitor, button: str, address: str, steps: list[dict]) -> str:
    """Bring a card in from the home page on, and confirm it; return the private link from the mail."""
    visitor.open("/")
    visitor.follow("Vraag en aanbod")
    visitor.follow(button)
    for values in steps:
        visitor.fill(**values)
        visitor.press("Verder")
    assert steps[0]["title"] in visitor.read()
    visitor.fill(email=address, agreed=True)
    visitor.press("Verstuur")
    assert "Kijk in je mail" in visitor.read()
    visitor.open(find_link(read_mail(address), "/bevestigen/"))
    visitor.press("Ja, geef het door")
    assert "de redactie leest het" in visitor.read()
    return find_link(read_mail(address), "/mijn/")


def ask(visitor) -> DemandPage:
    """A corporation asks a question within five minutes."""
    began = time.monotonic()
    own = bring_in(visitor, "Stel een vraag", ASKS, [
        {"title": TITLE, "question": QUESTION, "why": "Schillen gaan bij het restafval.", "help": ["uitvoering", "ontwerp"]},
        {"asked_by": "Woningcorporatie De Brug", "place": PLACE, "themes": [THEME], "level": "hbo",
         "students": "2", "start": day(0), "end": day(120)},
        {"provides": ["begeleiding", "ruimte"], "provides_note": "Een schuur en een huismeester"},
    ])  # fmt: skip
    effort = visitor.effort
    print(f"a question: {effort}, {effort.seconds:.0f} s of a slow hand, {time.monotonic() - began:.0f} s of this run")
    assert effort.seconds <= LIMIT
    visitor.open(own)
    assert "nog niet op de site" in visitor.read()
    return DemandPage.objects.get(title=TITLE)


def offer(visitor) -> OfferPage:
    """A lecturer offers thirty students."""
    bring_in(visitor, "Doe een aanbod", OFFERS, [
        {"form": "vak met opdracht", "title": "Vak Circulair bouwen zoekt een binnenplaats",
         "lead": "Dertig studenten bouwen met huurders, van compost tot wormenhotel.", "help": ["uitvoering"]},
        {"offered_by": "Lector Groene stad", "programme": "Bouwkunde", "place": PLACE, "themes": [THEME],
         "level": "hbo", "students": "30", "start": day(-20), "end": day(90), "ec": "5"},
        {"conditions": "Vier uur begeleiding in de week."},
    ])  # fmt: skip
    return OfferPage.objects.get(title__startswith="Vak Circulair")


def publish(people, entry, fill=None, by="editor") -> None:
    """Bring an entry through the board: completed and sent, looked at, published."""
    writer = people[by]
    writer.open(entry)
    if fill:
        fill(writer.page)
    writer.click(writer.button("Stuur naar de redactie"))
    for role, button in (("researcher", "Keur goed"), ("chief", "Keur goed en publiceer")):
        assert "Wacht op jou" in people[role].open(entry)
        people[role].click(people[role].button(button))
    entry.refresh_from_db()
    assert entry.live and not entry.has_unpublished_changes
    work_beside_the_server()


def find_in_inbox(person, entry) -> None:
    """What was brought in stands on the board's start page, and leads to the card."""
    person.page.goto(f"{person.site}/beheer/")
    line = person.page.locator("li, tr", has_text=entry.title).filter(has_text="door een lezer ingebracht").first
    person.click(line.get_by_role("link", name=entry.title).first)
    assert person.page.locator("#id_title").input_value() == entry.title


def true_reasons() -> set[str]:
    """Return every sentence about the two cards that is true, worked out from what was typed into the forms."""
    with translation.override("nl"):
        first, last = (date_format(START + timedelta(days=days), "j F Y") for days in (0, 90))
    return {
        f"hetzelfde thema: {THEME}", f"dezelfde plek: {PLACE}", "gevraagd en aangeboden: uitvoering",
        "niveau hbo past bij allebei", "2 gevraagd, plaats voor 30 studenten",
        f"allebei kunnen van {first} tot en met {last}",
    }  # fmt: skip


def check_reasons(reader, question, offered) -> None:
    """The page of the question shows the offer with at least three reasons, and each of them is true."""
    reader.open(question.url)
    fits = reader.page.locator(".fits__item", has_text=offered.title)
    reasons = set(fits.locator("li").all_inner_texts())
    words = {reason for reason in reasons if reason.startswith("allebei over ")}
    typed = f"{TITLE} {QUESTION}".lower()
    assert all(word in typed for reason in words for word in re.findall("[“„]([^”]+)”", reason))
    assert len(reasons) >= 3 and reasons - words <= true_reasons(), reasons


def match(people, visitors, question, offered) -> Proposal:
    """The board proposes, both sides say yes by their links."""
    writer = people["editor"]
    writer.page.goto(f"{writer.site}{reverse('matching')}")
    row = writer.page.locator(f"section[aria-labelledby='demand-{question.pk}']")
    writer.click(row.locator("div", has_text=offered.title).get_by_role("button", name=re.compile("^Stel voor")))
    for visitor, address in zip(visitors, (ASKS, OFFERS), strict=True):
        visitor.open(find_link(read_mail(address), "/koppeling/"))
        assert f"hetzelfde thema: {THEME}" in visitor.read()
        visitor.press("Ja, we willen praten")
    assert "Jullie zeiden allebei ja" in visitors[1].read()
    assert OFFERS in read_mail(ASKS) and ASKS in read_mail(OFFERS)
    return Proposal.objects.accepted().get(demand=question)


def write_case(people, proposal) -> CasePage:
    """The board makes the draft for a student, who completes it; it is published by the workflow."""
    editor, student = people["editor"], people["student"]
    editor.page.goto(f"{editor.site}/beheer/")
    editor.click(editor.page.locator("main a", has_text=proposal.demand.title).first)
    editor.page.select_option(f"#owner-{proposal.pk}", str(student.user.pk))
    button = editor.page.locator(f"#proposal-{proposal.pk}").get_by_role("button", name="Maak het concept")
    editor.click(button)
    case = CasePage.objects.get(proposals=proposal)
    assert (editor.page.locator("#id_question").input_value(), case.owner) == (QUESTION, student.user)
    lead = "Studenten en huurders timmeren een wormenhotel."
    publish(people, case, lambda page: page.fill("#id_lead", lead), by="student")
    return case


def write_result(page) -> None:
    """Write the result of a city lab in its rich text, which is put into the form a moment after the last key."""
    page.locator("[data-contentpath='result'] [contenteditable=true]").click()
    page.keyboard.type(ANSWER)
    expect(page.locator("#id_result")).to_have_value(re.compile("één wormenhotel"), timeout=30_000)


def ask_again(second) -> None:
    """Who asks something near sees the answer before sending, also after a look at the other language."""
    with translation.override("nl"):  # whatever language a request or a task in this process spoke last
        second.open(reverse("new_demand"))
    second.fill(title="Wormenhotel voor ons portiek", question="Hoe krijgen we een wormenhotel bij de flat?")
    for name in ("English", "Nederlands"):
        second.press(name)
    assert second.page.locator("#id_title").input_value() == "Wormenhotel voor ons portiek"
    with second.page.expect_navigation():
        second.page.locator("#id_title").press("Enter")
    seen = second.page.locator("section[aria-labelledby='similar'] li").first.inner_text()
    assert TITLE in seen and f"beantwoord in {timezone.localdate().year}" in seen and ANSWER in seen
    second.follow(TITLE)
    assert ANSWER in second.read()


@pytest.mark.slow_first
@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no script"])
def test_a_question_comes_back_as_knowledge(site, browser, people, with_script):
    asks, offers = (Visitor(browser, site, with_script) for _ in range(2))
    question = ask(asks)
    find_in_inbox(people["chief"], question)
    publish(people, question, lambda page: page.fill("#id_lead", "De corporatie zoekt bouwers voor een wormenhotel."))
    offered = offer(offers)
    publish(people, offered)
    check_reasons(offers, question, offered)
    case = write_case(people, match(people, (asks, offers), question, offered))
    asks.open(question.url)
    assert case.title in asks.page.locator("section[aria-labelledby='what-came']").inner_text()
    publish(people, case, write_result, by="student")
    case.refresh_from_db()
    assert ANSWER in case.result
    asks.open(question.url)
    assert "beantwoord" in asks.read() and ANSWER in asks.read()

    ask_again(Visitor(browser, site, with_script))
