"""What the bar says of a page that waits for nobody, and which of its buttons stand out."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import strip_tags
from wagtail.models import Comment, Page

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.review import decisions
from editorial.review.bar import make_bar
from tests import factories
from tests.clients import sign_in
from tests.publishing import find_task_state, publish, submit

pytestmark = pytest.mark.django_db


class World:
    """A case of a student, and somebody of each role."""

    def __init__(self):
        self.student, self.researcher, self.chief = (
            sign_in(factories.UserFactory(role, first_name=name))
            for role, name in ((STUDENT, "Sanne"), (RESEARCHER, "Bram"), (CHIEF_EDITOR, "Carla"))
        )
        page = factories.CasePageFactory(publish=False, owner=self.student.user)
        page.save_revision(user=self.student.user)
        self.key = page.pk

    @property
    def page(self):
        """The case as the database has it."""
        return Page.objects.get(pk=self.key).specific


def see_bar(client, page) -> str:
    """Return the bar above the form of a page, as HTML."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    return html.split('<section class="board-bar')[1].split("</section>")[0]


def find_send_button(bar: str) -> str:
    """Return the classes of the button that sends."""
    return re.search(r'value="send"[^>]*class="([^"]*)"', bar)[1]


def read_bar(client, page):
    return make_bar(client.user, Page.objects.get(pk=page.pk))


def test_page_on_the_site_as_it_is_has_its_address_and_nothing_to_send(world):
    page = world.page
    assert "button-secondary" not in find_send_button(see_bar(world.student, page))
    publish(page, world.chief.user)
    bar = see_bar(world.student, page)
    assert "Dit staat op de site." in bar and f'href="{page.url}"' in bar
    assert "button-secondary" in find_send_button(bar)
    page.lead = "Een andere inleiding."
    page.save_revision(user=world.student.user)
    changed = see_bar(world.student, page)
    assert "button-secondary" not in find_send_button(changed) and "nieuwer concept" in changed


def test_page_that_was_taken_back_says_so_until_it_is_sent_or_published(world):
    page, student = world.page, world.student.user
    submit(page, student)
    world.student.post(reverse("board_withdraw", args=[page.pk]))
    assert re.match(r"Je haalde dit op .* terug van de redactie\.", read_bar(world.student, page).sentence)
    other = read_bar(world.researcher, page)
    assert (
        other.sentence.startswith("Sanne haalde dit op ")
        and other.notes[0] == "Verander het en stuur het daarna opnieuw."
    )
    page.refresh_from_db()
    submit(page, student)
    assert "haalde" not in read_bar(world.student, page).sentence
    Page.objects.get(pk=page.pk).current_workflow_state.cancel(user=student)
    publish(page, world.chief.user)
    page.lead = "Een andere inleiding."
    page.save_revision(user=student)
    assert "haalde" not in read_bar(world.student, page).sentence


def test_change_of_a_public_page_that_was_taken_back_says_so(world):
    page, student = world.page, world.student.user
    publish(page, world.chief.user)
    page.lead = "Een andere inleiding."
    page.save_revision(user=student)
    submit(page, student)
    Page.objects.get(pk=page.pk).current_workflow_state.cancel(user=student)
    bar = read_bar(world.student, page)
    assert bar.sentence.startswith("Je haalde dit") and bar.notes[0] == "Op de site staat de versie van daarvoor."


def test_taking_back_is_offered_to_who_wrote_or_sent_it_and_who_decides_may_do_it_elsewhere(world):
    page, say = world.page, "Toch iets veranderen? Haal het eerst terug."
    submit(page, world.student.user)
    waiting, deciding = see_bar(world.student, page), see_bar(world.researcher, page)
    address = reverse("board_withdraw", args=[page.pk])
    assert address in waiting and say in waiting
    assert address not in deciding and say not in deciding
    world.researcher.post(address)
    assert find_task_state(page) is None
    own = factories.CasePageFactory(publish=False, owner=world.student.user)
    submit(own, world.researcher.user)
    assert address.replace(str(page.pk), str(own.pk)) in see_bar(world.researcher, own)
    assert say not in see_bar(world.researcher, own)  # it is not locked for them


def test_button_below_the_words_has_a_name_of_its_own(world):
    page = world.page
    submit(page, world.student.user)
    for client in (world.researcher, world.chief):
        parts = re.findall(r"<summary class=\"button.*?</details>", see_bar(client, page), re.DOTALL)
        assert parts
        for part in parts:
            summary, below = part.split("</summary>")
            name = strip_tags(summary).strip()
            assert name and name not in [one.strip() for one in re.findall(r">([^<>]+)</button>", below)]
            assert "</button>" in below


def test_who_decides_reads_what_goes_public_with_it_and_why_it_came_back(world):
    page = world.page
    page.themes.add(factories.ThemeFactory(name="Samen eten", live=False, proposed_by=world.student.user))
    page.save()
    page.save_revision(user=world.student.user)
    submit(page, world.student.user)
    assert any("“Samen eten” (thema) is voorgesteld" in note for note in read_bar(world.researcher, page).notes)
    assert not any("Samen eten" in note for note in read_bar(world.student, page).notes)
    decisions.decide(world.page, world.researcher.user, "reject", "Wie zei dit?")
    decisions.send(world.page, world.student.user)
    assert any("Wie zei dit?" in note for note in read_bar(world.researcher, page).notes)
    publish(world.page, world.chief.user)
    world.page.save_revision(user=world.student.user)
    submit(world.page, world.student.user)
    assert not any("Wie zei dit?" in note for note in read_bar(world.researcher, page).notes)


def plan(page, user, days: int = 40):
    """Save a version of a page that is planned; return its moment as the buttons write it."""
    page.go_live_at = timezone.now() + timedelta(days=days)
    page.save_revision(user=user)
    local = timezone.localtime(page.go_live_at)
    with translation.override("nl"):
        return date_format(local, "j F, H:i" if local.year == timezone.localdate().year else "j F Y, H:i")


def test_last_approval_of_a_planned_page_says_when_it_goes_on_the_site(world):
    page, at_once = world.page, "Keur goed en publiceer"
    moment = plan(page, world.student.user)
    submit(page, world.student.user)
    assert "plan voor" not in see_bar(world.researcher, page)
    decisions.decide(world.page, world.researcher.user, "approve")
    html = world.chief.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert at_once not in html
    assert html.count(f"Keur goed en plan voor {moment}") == 2 and "en publiceren" not in html
    assert "met “Keur goed en plan voor” boven de pagina" in html and "Plannen om te publiceren" not in html
    plan(world.page, world.student.user, days=-1)
    assert at_once in see_bar(world.chief, page)


def test_reason_for_planning_or_approving_ones_own_change_is_asked_in_these_words(world):
    page = world.page
    page.lead = "Een andere inleiding."
    moment = plan(page, world.chief.user)
    bar = see_bar(world.chief, page)
    assert "Plan met een reden" in bar and f"Plan het voor {moment}" in bar and "Publiceer" not in bar
    submit(page, world.student.user)
    decisions.decide(world.page, world.researcher.user, "approve")
    bar = see_bar(world.chief, page)
    assert "Keur goed met een reden" in bar and f"Keur goed en plan voor {moment}" in bar


def test_who_gets_a_page_back_reads_how_many_comments_stand_at_fields_and_comes_there(world):
    page, who = world.page, world.researcher.user
    submit(page, world.student.user)
    done = Comment.objects.create(page=page, user=who, text="Klaar.", contentpath="title", resolved_at=timezone.now())
    first = Comment.objects.create(page=page, user=who, text="Wie?", contentpath="lead")
    Comment.objects.create(page=page, user=who, text="Waar?", contentpath="title")
    decisions.decide(world.page, who, "reject", "Zie de opmerkingen.")
    bar = see_bar(world.student, page)
    assert "Er staan 2 opmerkingen bij velden" in bar and f"?comment={first.pk}" in bar
    Comment.objects.exclude(pk=done.pk).delete()
    assert "?comment=" not in see_bar(world.student, page)
