"""The bar's buttons: each does its one thing, for who may, and says what is missing."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT
from editorial.models import CoAuthor, ReviewStep
from tests import factories
from tests.clients import sign_in
from tests.publishing import approve, find_task_state, submit

pytestmark = pytest.mark.django_db


class World:
    """A draft of a student, and somebody of each role."""

    def __init__(self):
        self.student, self.other = (sign_in(factories.UserFactory(STUDENT)) for _ in range(2))
        self.researcher, self.chief = (sign_in(factories.UserFactory(role)) for role in (RESEARCHER, CHIEF_EDITOR))
        self.page = factories.CasePageFactory(publish=False, owner=self.student.user)
        self.page.save_revision(user=self.student.user)


def press(client, name: str, page, **body):
    return client.post(reverse(f"board_{name}", args=[page.pk]), body)


def edit_screen(client, page) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text


def test_page_is_sent_returned_and_sent_again(world):
    page = world.page
    assert "Stuur naar de redactie" in edit_screen(world.student, page)
    press(world.student, "send", page)
    first = find_task_state(page)
    assert first.status == "in_progress"
    press(world.researcher, "return", page, **{"board-remark": " "})
    assert find_task_state(page).pk == first.pk
    press(world.researcher, "return", page, **{"board-remark": "De bron ontbreekt."})
    assert TaskState.objects.get(pk=first.pk).comment == "De bron ontbreekt."
    html = edit_screen(world.student, page)
    assert "De bron ontbreekt." in html and 'data-board-bar="returned"' in html
    press(world.student, "send", page)
    assert find_task_state(page).pk != first.pk


def test_no_way_of_sending_back_goes_without_a_reason(world):
    page = world.page
    submit(page, world.student.user)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", find_task_state(page).pk])
    world.researcher.post(url, {"comment": ""})
    assert find_task_state(page) is not None
    world.researcher.post(url, {"comment": "Te lang."})
    assert find_task_state(page) is None


def test_who_waits_sees_for_whom_and_who_decides_gets_the_buttons(world):
    page = world.page
    submit(page, world.student.user)
    mine, theirs = edit_screen(world.researcher, page), edit_screen(world.student, page)
    assert 'data-board-bar="mine"' in mine and "Keur goed" in mine and "Stuur terug" in mine
    assert 'data-board-bar="waiting"' in theirs and "Keur goed" not in theirs and "Haal terug" in theirs
    assert "Neem deze stap over" in edit_screen(world.chief, page)
    assert "Keur goed en publiceer" not in mine
    approve(world.researcher, page)
    assert "Keur goed en publiceer" in edit_screen(world.chief, page)


def test_reviewer_and_day_are_kept_and_looking_is_said(world):
    page = world.page
    submit(page, world.student.user)
    press(world.researcher, "arrange", page, reviewer=world.researcher.user.pk, due="2026-12-24")
    step = ReviewStep.objects.get(task_state=find_task_state(page))
    assert (step.reviewer, str(step.due)) == (world.researcher.user, "2026-12-24")
    for due in ("morgen", "2026-13-45"):
        assert press(world.researcher, "arrange", page, due=due).status_code == 302
    assert press(world.researcher, "arrange", page, reviewer=world.other.user.pk).status_code == 302
    step.refresh_from_db()
    assert (step.reviewer, str(step.due)) == (world.researcher.user, "2026-12-24")
    press(world.researcher, "look", page)
    step.refresh_from_db()
    assert step.looking == world.researcher.user and step.looking_since <= timezone.now()
    assert "kijkt ernaar" in edit_screen(world.student, page)
    press(world.researcher, "look", page, stop="1")
    step.refresh_from_db()
    assert step.looking is None


def test_draft_is_shared_by_its_owner_alone(world):
    page, other = world.page, world.other.user
    press(world.other, "share", page, user=other.pk)
    assert not CoAuthor.objects.exists()
    press(world.student, "share", page, user=other.pk)
    assert page.permissions_for_user(type(other).objects.get(pk=other.pk)).can_edit()
    assert press(world.student, "share", page, user="x").status_code == 404
    press(world.other, "unshare", page, user=other.pk)
    assert not CoAuthor.objects.exists()


def test_page_is_taken_back_by_who_sent_it(world):
    page = world.page
    submit(page, world.student.user)
    press(world.other, "withdraw", page)
    assert find_task_state(page) is not None
    press(world.student, "withdraw", page)
    assert find_task_state(page) is None


@pytest.mark.parametrize("name", ["send", "write", "approve", "return", "take_over", "publish", "withdraw", "look",
                                  "arrange", "share", "unshare"])  # fmt: skip
def test_who_has_nothing_to_do_with_a_page_changes_nothing(world, name):
    submit(world.page, world.student.user)
    before = (
        Page.objects.get(pk=world.page.pk).live,
        find_task_state(world.page).pk,
        ReviewStep.objects.values().get(),
    )
    body = {
        "board-reason": "Omdat.",
        "board-remark": "Omdat.",
        "reviewer": world.other.user.pk,
        "user": world.other.user.pk,
    }
    for client in (world.other, sign_in(factories.UserFactory(PARTNER))):
        press(client, name, world.page, **body)
        assert client.get(reverse(f"board_{name}", args=[world.page.pk])).status_code == 405
    assert (
        Page.objects.get(pk=world.page.pk).live,
        find_task_state(world.page).pk,
        ReviewStep.objects.values().get(),
    ) == before
    assert not CoAuthor.objects.exists()


def test_publish_button_publishes_what_was_seen_and_nothing_newer(world):
    page = world.page
    edit_screen(world.chief, page)
    page.lead = "Later geschreven, en door niemand gezien."
    page.save_revision(user=world.student.user)
    refused = press(world.chief, "publish", page)
    assert refused.status_code == 409 and "nieuwere versie" in refused.text
    assert not Page.objects.get(pk=page.pk).live
    edit_screen(world.chief, page)
    assert press(world.chief, "publish", page).status_code == 302
    live = Page.objects.get(pk=page.pk).specific
    assert live.live and live.lead == page.lead


def test_address_of_a_button_shows_a_way_back(world):
    address = reverse("board_send", args=[world.page.pk])
    answer = world.student.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "adres van een knop" in answer.text and f'href="{reverse("wagtailadmin_home")}"' in answer.text
    assert Client().get(address, headers={"Accept": "text/html"}).status_code == 302  # to the login
    assert world.student.get(address, headers={"Accept": "application/json"}).content == b""
