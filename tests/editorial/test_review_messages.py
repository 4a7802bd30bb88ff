"""What reviewers say about an entry reaches who wrote it: the remark of a review, and comments at its fields."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, PageSubscription

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories
from tests.editorial.forms import add_row, posted

pytestmark = pytest.mark.django_db
REMARK = "De <b>bron</b> van het getal ontbreekt."


@pytest.fixture
def sent(home):
    """A student's case in review; (case, student)."""
    student = factories.UserFactory(STUDENT, email="student@stadskennis.example")
    case = factories.CasePageFactory(publish=False, title="Stadslab", owner=student)
    case.save_revision(user=student)
    case.get_workflow().start(case, student)
    return case, student


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def reject(case, remark):
    reviewer = factories.UserFactory(RESEARCHER, first_name="Bram", last_name="de Wit")
    case.current_workflow_task_state.reject(user=reviewer, comment=remark)


def test_remark_is_read_on_the_start_panel_and_above_the_form(client, sent):
    case, student = sent
    client.force_login(student)
    assert "Bram" not in client.get(edit_url(case)).text
    reject(case, REMARK)
    for url in (reverse("wagtailadmin_home"), edit_url(case)):
        html = client.get(url).text
        assert (
            "Bram de Wit stuurde dit terug op" in html and "De &lt;b&gt;bron&lt;/b&gt; van het getal ontbreekt." in html
        )
        assert "<b>bron</b>" not in html


def test_remark_goes_when_the_entry_is_submitted_again(client, sent):
    case, student = sent
    reject(case, REMARK)
    case.current_workflow_state.resume(user=student)
    client.force_login(student)
    for url in (reverse("wagtailadmin_home"), edit_url(case)):
        assert "De &lt;b&gt;bron" not in client.get(url).text


def test_no_remark_is_said_too(client, sent):
    case, student = sent
    reject(case, "")
    client.force_login(student)
    assert "zonder opmerking" in client.get(edit_url(case)).text


def comment_on(client, page, text):
    """Comment at the lead, as the editor's browser posts it."""
    response = client.get(edit_url(page))
    data = posted(response.context["form"])
    add_row(data, response.context["form"], "comments", {"text": text, "contentpath": "lead", "position": "{}"})
    data["comments-0-replies-TOTAL_FORMS"] = data["comments-0-replies-INITIAL_FORMS"] = 0
    return client.post(edit_url(page), data)


@pytest.mark.parametrize("role", [RESEARCHER, CHIEF_EDITOR])
def test_reviewer_comments_at_a_field_and_the_student_reads_it(client, sent, role, mailoutbox):
    case, student = sent
    if role == CHIEF_EDITOR:  # during the first review the page is locked for others
        case.current_workflow_task_state.approve(user=factories.UserFactory(RESEARCHER))
        mail.outbox.clear()
    PageSubscription.objects.create(page=case, user=student, comment_notifications=True)
    client.force_login(factories.UserFactory(role, first_name="Bram"))
    assert comment_on(client, case, "Kan dit korter?").status_code == 302
    assert [(row.text, row.contentpath) for row in Comment.objects.all()] == [("Kan dit korter?", "lead")]
    assert [message.to for message in mail.outbox] == [["student@stadskennis.example"]]
    assert "Kan dit korter?" in mail.outbox[0].body
    reject(case, "")
    client.force_login(student)
    assert "Kan dit korter?" in client.get(edit_url(case)).text


def test_comments_are_for_the_board_alone(client, sent):
    case, _student = sent
    Comment.objects.create(
        page=case, user=factories.UserFactory(RESEARCHER), text="Kan dit korter?", contentpath="lead"
    )
    case.current_workflow_state.cancel()
    case.get_latest_revision().publish()
    assert "Kan dit korter?" not in client.get(case.url).text
    client.force_login(factories.UserFactory())
    assert "Kan dit korter?" not in client.get(edit_url(case)).text


def decide(client, case, action):
    """Press a button of the review, as the editor's browser posts it."""
    data = posted(client.get(edit_url(case)).context["form"])
    extra = '{"comment": "Mooi."}'
    data |= {"action-workflow-action": "true", "workflow-action-name": action, "workflow-action-extra-data": extra}
    return client.post(edit_url(case), data, follow=True).text


def test_reviewer_is_told_what_the_decision_did(client, sent):
    case, _student = sent
    client.force_login(factories.UserFactory(RESEARCHER))
    assert "wacht nu op: Eindredactie" in decide(client, case, "approve")
    client.force_login(factories.UserFactory(CHIEF_EDITOR))
    html = decide(client, case, "approve")
    live = type(case).objects.get(pk=case.pk)
    assert "“Stadslab” staat live" in html and f'href="{live.url}"' in html and "is gewijzigd" not in html


def test_reviewer_is_told_that_it_went_back(client, sent):
    case, _student = sent
    client.force_login(factories.UserFactory(RESEARCHER))
    assert "ging terug naar wie het schreef" in decide(client, case, "reject")
