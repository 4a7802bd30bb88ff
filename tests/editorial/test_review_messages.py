"""What reviewers say about an entry reaches who wrote it: the remark of a review, and comments at its fields."""

from datetime import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, PageSubscription

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import add_row, posted, read_form
from tests.publishing import publish, submit

pytestmark = pytest.mark.django_db
REMARK = "De <b>bron</b> van het getal ontbreekt."


@pytest.fixture
def sent(home):
    """A student's case in review; (case, the student's client)."""
    student = sign_in(factories.UserFactory(STUDENT, email="student@stadskennis.example"))
    case = factories.CasePageFactory(publish=False, title="Stadslab", owner=student.user)
    case.save_revision(user=student.user)
    submit(case, student.user)
    return case, student


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def reject(case, remark):
    reviewer = factories.UserFactory(RESEARCHER, first_name="Bram", last_name="de Wit")
    case.current_workflow_task_state.reject(user=reviewer, comment=remark)


def test_remark_is_read_on_the_start_panel_and_above_the_form(sent):
    case, student = sent
    assert "Bram" not in student.get(edit_url(case)).text
    reject(case, REMARK)
    for url in (reverse("wagtailadmin_home"), edit_url(case)):
        html = student.get(url).text
        assert (
            "Bram de Wit stuurde dit terug op" in html and "De &lt;b&gt;bron&lt;/b&gt; van het getal ontbreekt." in html
        )
        assert "<b>bron</b>" not in html


def test_remark_goes_when_the_entry_is_submitted_again(sent):
    case, student = sent
    reject(case, REMARK)
    case.current_workflow_state.resume(user=student.user)
    for url in (reverse("wagtailadmin_home"), edit_url(case)):
        assert "De &lt;b&gt;bron" not in student.get(url).text


def test_no_remark_is_said_too(sent):
    case, student = sent
    reject(case, "")
    assert "zonder opmerking" in student.get(edit_url(case)).text


def comment_on(client, page, text):
    """Comment at the lead, as the editor's browser posts it."""
    response = client.get(edit_url(page))
    data = posted(response.context["form"])
    add_row(data, response.context["form"], "comments", {"text": text, "contentpath": "lead", "position": "{}"})
    data["comments-0-replies-TOTAL_FORMS"] = data["comments-0-replies-INITIAL_FORMS"] = 0
    return client.post(edit_url(page), data)


@pytest.mark.parametrize("role", [RESEARCHER, CHIEF_EDITOR])
def test_reviewer_comments_at_a_field_and_the_student_reads_it(sent, role, mailoutbox):
    case, student = sent
    if role == CHIEF_EDITOR:  # during the first review the page is locked for others
        case.current_workflow_task_state.approve(user=factories.UserFactory(RESEARCHER))
        mail.outbox.clear()
    PageSubscription.objects.create(page=case, user=student.user, comment_notifications=True)
    reviewer = sign_in(factories.UserFactory(role, first_name="Bram"))
    assert comment_on(reviewer, case, "Kan dit korter?").status_code == 302
    assert [(row.text, row.contentpath) for row in Comment.objects.all()] == [("Kan dit korter?", "lead")]
    mail.outbox.clear()
    factories.do_work()
    assert ["student@stadskennis.example"] in [message.to for message in mail.outbox]
    reject(case, "")
    assert "Kan dit korter?" in student.get(edit_url(case)).text


def test_comments_are_for_the_board_alone(client, sent):
    case, _student = sent
    Comment.objects.create(
        page=case, user=factories.UserFactory(RESEARCHER), text="Kan dit korter?", contentpath="lead"
    )
    case.current_workflow_state.cancel()
    case.get_latest_revision().publish()
    assert "Kan dit korter?" not in client.get(case.url).text
    assert "Kan dit korter?" not in sign_in(factories.UserFactory()).get(edit_url(case)).text


def decide(client, case, action):
    """Press a button of the review, as the editor's browser posts it; return the start page, where the next piece waits."""
    data = posted(read_form(client, edit_url(case)))
    extra = '{"comment": "Mooi."}'
    data |= {"action-workflow-action": "true", "workflow-action-name": action, "workflow-action-extra-data": extra}
    answer = client.post(edit_url(case), data, follow=True)
    assert answer.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    return answer.text


def test_reviewer_is_told_what_the_decision_did(researcher, chief_editor, sent):
    case, _student = sent
    assert "wacht nu op: de eindredactie" in decide(researcher, case, "approve")
    html = decide(chief_editor, case, "approve")
    live = type(case).objects.get(pk=case.pk)
    assert "“Stadslab” staat live" in html and f'href="{live.url}"' in html and "is gewijzigd" not in html


@pytest.mark.parametrize("is_live", [True, False])
def test_reviewer_is_told_when_a_planned_version_goes_live(researcher, chief_editor, sent, is_live):
    case, student = sent
    if is_live:
        case.current_workflow_state.cancel()
        case.get_latest_revision().publish()
        case.refresh_from_db()
    case.go_live_at = timezone.make_aware(datetime(2100, 3, 2, 9, 30))
    case.save_revision(user=student.user)
    if is_live:
        submit(case, student.user)
    decide(researcher, case, "approve")
    html = decide(chief_editor, case, "approve")
    live = type(case).objects.get(pk=case.pk)
    assert "“Stadslab” staat live" not in html and "gaat live op 2 maart 2100, 09:30." in html
    assert ("Tot dan blijft de vorige versie staan." in html, live.live) == (is_live, is_live)
    assert (f'href="{live.url}"' in html) == is_live


def test_publisher_is_told_when_a_planned_version_goes_live(chief_editor, sent):
    case, _student = sent
    case.current_workflow_state.cancel()
    publish(case)
    case.refresh_from_db()
    case.go_live_at = timezone.make_aware(datetime(2100, 3, 2, 9, 30))
    case.save_revision(user=factories.UserFactory(STUDENT))
    chief_editor.get(edit_url(case))
    html = chief_editor.post(reverse("board_publish", args=[case.pk]), follow=True).text
    assert "“Stadslab” staat live" not in html and "deze versie gaat live op 2 maart 2100, 09:30." in html


def test_reviewer_is_told_that_it_went_back(researcher, sent):
    case, _student = sent
    assert "ging terug naar wie het schreef" in decide(researcher, case, "reject")
