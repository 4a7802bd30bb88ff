"""Who waits for what, since when and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial import waiting
from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT
from editorial.inbox.models import Notice
from editorial.inbox.receivers import find_deciders
from editorial.models import CoAuthor, ReviewStep
from editorial.review.assignment import get_step
from editorial.review.bar import make_bar
from editorial.review.decisions import arrange
from editorial.review.reviewers import find_reviewers
from editorial.workflow import APPROVAL, REVIEW
from editorial.workflow_state import DUE_AFTER, find_returned, find_sent_by, find_waiting
from tests import factories
from tests.publishing import find_task_state, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    return {role: factories.UserFactory(role) for role in (STUDENT, RESEARCHER, CHIEF_EDITOR)}


def send(user, number: int = 1) -> list:
    """Return drafts of a user that wait for the first step."""
    pages = [factories.CasePageFactory(publish=False, owner=user) for _ in range(number)]
    for page in pages:
        submit(page, user)
    return pages


def titles(steps) -> list[tuple]:
    return [(step.page.title, step.task) for step in steps]


def test_page_waits_for_who_decides(people):
    (page,) = send(people[STUDENT])
    assert titles(find_waiting(people[RESEARCHER])) == [(page.title, REVIEW)]
    assert find_waiting(people[CHIEF_EDITOR]) == [] == find_waiting(people[STUDENT])
    assert titles(find_sent_by(people[STUDENT])) == [(page.title, REVIEW)]
    find_task_state(page).approve(user=people[RESEARCHER])
    assert titles(find_waiting(people[CHIEF_EDITOR])) == titles(find_waiting()) == [(page.title, APPROVAL)]
    assert find_waiting(people[RESEARCHER]) == []


def test_step_begins_with_a_due_date_and_keeps_its_reviewer(people):
    (page,) = send(people[STUDENT])
    (step,) = find_waiting()
    assert step.due == timezone.localdate() + timedelta(days=DUE_AFTER) and not step.is_overdue
    ReviewStep.objects.update(reviewer=people[RESEARCHER], due=timezone.localdate() - timedelta(days=1))
    (step,) = find_waiting()
    assert (step.reviewer, step.is_overdue) == (people[RESEARCHER], True)
    find_task_state(page).reject(user=people[RESEARCHER], comment="De bron ontbreekt.")
    (back,) = find_returned(people[STUDENT])
    assert (back.page.pk, back.reason, back.returned_by) == (page.pk, "De bron ontbreekt.", people[RESEARCHER])
    assert find_returned(people[CHIEF_EDITOR]) == [] == find_waiting()
    page.refresh_from_db()
    page.current_workflow_state.resume(user=people[STUDENT])
    (step,) = find_waiting()
    assert (step.reviewer, step.is_overdue) == (people[RESEARCHER], False)
    assert find_returned() == []


def test_first_due_comes_first(people):
    early, late = send(people[STUDENT], 2)
    ReviewStep.objects.filter(task_state=find_task_state(late)).update(due=timezone.localdate())
    assert [step.page.pk for step in find_waiting()] == [late.pk, early.pk]
    assert [step.page.pk for step in find_waiting(pages=[early.pk])] == [early.pk]


def test_step_of_before_is_shown_without_a_date(people):
    send(people[STUDENT])
    ReviewStep.objects.all().delete()
    (step,) = find_waiting()
    assert (step.due, step.reviewer) == (None, None)
    assert get_step(step.state).due is not None
    assert set(find_reviewers(step.state)) == {
        people[RESEARCHER],
        people[CHIEF_EDITOR],
    }  # who may take it over may act too


def test_step_waits_for_the_chief_editor_who_was_chosen(people):
    (page,) = send(people[STUDENT])
    assert make_bar(people[CHIEF_EDITOR], page).tone == "waiting"
    arrange(page, people[RESEARCHER], people[CHIEF_EDITOR].pk, None)
    (step,) = find_waiting(people[CHIEF_EDITOR])
    bar = make_bar(people[CHIEF_EDITOR], page)
    assert (step.page.pk, bar.tone, bar.can_take_over, bar.can_decide) == (page.pk, "mine", True, False)
    assert make_bar(people[RESEARCHER], page).tone == "waiting"


def close_account(user) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])


def lose_role(user) -> None:
    user.groups.clear()


@pytest.mark.parametrize("leave", [close_account, lose_role])
def test_step_of_who_may_not_act_any_more_waits_for_everybody_again(people, leave):
    gone = factories.UserFactory(RESEARCHER)
    (page,) = send(people[STUDENT])
    arrange(page, people[RESEARCHER], gone.pk, None)
    assert [one.page.pk for one in waiting.find_waiting(gone)] == [page.pk]
    assert waiting.find_waiting(people[RESEARCHER]) == [] and find_deciders(find_task_state(page)) == [gone]
    leave(gone)
    gone = type(gone).objects.get(pk=gone.pk)
    (step,) = find_waiting(people[RESEARCHER])
    assert step.reviewer is None
    assert find_waiting(gone) == [] or not gone.is_active
    assert [one.page.pk for one in waiting.find_waiting(people[RESEARCHER])] == [page.pk]
    assert find_deciders(find_task_state(page)) == [people[RESEARCHER]]
    bar = make_bar(people[RESEARCHER], page)
    assert bar.tone == "mine" and str(gone) not in f"{bar.sentence} {bar.notes}"
    find_task_state(page).reject(user=people[RESEARCHER], comment="De bron ontbreekt.")
    page.refresh_from_db()
    page.current_workflow_state.resume(user=people[STUDENT])
    assert ReviewStep.objects.get(task_state=find_task_state(page)).reviewer is None
    assert Notice.objects.filter(user=people[RESEARCHER], key=f"review:{find_task_state(page).pk}").exists()


def test_what_came_back_waits_for_whom_it_is_shared_with(people):
    fellow, partner = factories.UserFactory(STUDENT), factories.UserFactory(PARTNER)
    (page,) = send(people[STUDENT])
    for user in (fellow, partner):
        CoAuthor.objects.create(page=page, user=user)
    find_task_state(page).reject(user=people[RESEARCHER], comment="De bron ontbreekt.")
    for user, number in ((people[STUDENT], 1), (fellow, 1), (partner, 0), (factories.UserFactory(STUDENT), 0)):
        assert len(find_returned(user)) == number


def test_list_takes_the_same_queries_however_long(people, django_assert_num_queries):
    send(people[STUDENT])
    find_waiting(people[RESEARCHER])  # content types are asked once
    with django_assert_num_queries(2):
        assert len(find_waiting(people[RESEARCHER])) == 1
    send(people[STUDENT], 2)
    with django_assert_num_queries(2):
        assert len(find_waiting(people[RESEARCHER])) == 3
