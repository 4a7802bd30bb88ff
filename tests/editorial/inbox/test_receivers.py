"""Comments and decisions reach the inbox, each once, and Wagtail mails nothing beside it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import mail as wagtail_mail
from wagtail.models import Comment, CommentReply, Page
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT
from editorial.inbox.models import Notice
from editorial.inbox.notices import notify
from editorial.inbox.sentences import NoticeTexts
from editorial.models import CoAuthor
from editorial.review.decisions import arrange
from tests import factories
from tests.clients import sign_in
from tests.editorial.inbox.people import make_person, take_mails
from tests.publishing import find_task_state, submit

pytestmark = pytest.mark.django_db
Kind = Notice.Kind


def test_wagtails_notifiers_are_not_connected():
    signals = (task_submitted, workflow_submitted, workflow_rejected, workflow_approved)
    connected = [receiver[1] for signal in signals for receiver in signal.receivers]
    assert [one for one in connected if type(one).__module__ == "wagtail.admin.mail"] == []


def send_in(student):
    """Return a case that a student handed in."""
    page = factories.CasePageFactory(publish=False, title="Laak", owner=student)
    page.save_revision(user=student)
    submit(page, student)
    return page


def find_told(user, kind: str) -> list[str]:
    """Return the sentences of one kind that a user reads in the inbox, the last first."""
    texts = NoticeTexts(Notice.objects.filter(user=user, kind=kind).order_by("-pk"))
    return [texts.format(one) for one in texts.notices]


@pytest.fixture
def board(home):
    """A student, a researcher and a chief editor."""
    return [make_person(*one) for one in (("Sanne", STUDENT), ("Bram", RESEARCHER), ("Carla", CHIEF_EDITOR))]


def test_next_step_names_who_handed_in_and_who_approved(board):
    sanne, bram, carla = board
    page = send_in(sanne)
    assert find_told(bram, Kind.REVIEW) == ["“Laak” wacht op jou. Sanne stuurde het in."]
    find_task_state(page).approve(user=bram)
    said = "“Laak” wacht op jou. Sanne stuurde het in, Bram keurde de stap ervoor goed."
    assert find_told(carla, Kind.REVIEW) == [said]
    fellow = make_person("Femke", STUDENT)
    find_task_state(page).reject(user=carla, comment="Te lang.")
    Page.objects.get(pk=page.pk).current_workflow_state.resume(user=fellow)
    over = "“Laak” wachtte op jouw beslissing, en nu niet meer."
    assert find_told(carla, Kind.REVIEW) == [said.replace("Sanne", "Femke"), over]
    own = factories.CasePageFactory(publish=False, title="Eigen", owner=bram)
    submit(own, bram)
    find_task_state(own).approve(user=bram)
    assert (
        find_told(carla, Kind.REVIEW)[0] == "“Eigen” wacht op jou. Bram stuurde het in en keurde de stap ervoor goed."
    )


def test_sentences_cost_the_same_queries_however_many(board, django_assert_num_queries):
    sanne, bram, carla = board
    for number in (1, 3):
        for _time in range(number):
            find_task_state(send_in(sanne)).approve(user=bram)
        notices = list(Notice.objects.filter(user=carla).select_related("page", "actor", "user"))
        with django_assert_num_queries(4):  # steps, approvals, and what who reads may do
            texts = NoticeTexts(notices)
            [texts.format(one) for one in texts.notices]


def test_last_approval_says_that_it_is_on_the_site_and_leads_there(board, work, settings):
    sanne, bram, carla = board
    page = send_in(sanne)
    find_task_state(page).approve(user=bram)
    work()
    take_mails()
    find_task_state(page).approve(user=carla)
    work()
    assert find_told(sanne, Kind.APPROVED) == []
    assert find_told(sanne, Kind.PUBLISHED) == ["“Laak” staat op de site; Carla keurde het goed."]
    (message,) = take_mails()["sanne"]
    assert f"{settings.SITE_URL}{page.url}\n" in message.body
    client, notice = sign_in(sanne), Notice.objects.get(user=sanne, kind=Kind.PUBLISHED)
    assert client.get(reverse("open_notice", args=[notice.pk]))["Location"] == page.url
    Page.objects.get(pk=page.pk).unpublish()
    assert find_told(sanne, Kind.PUBLISHED) == ["“Laak” is goedgekeurd door Carla."]
    assert client.get(reverse("open_notice", args=[notice.pk]))["Location"] != page.url


def test_who_handed_in_hears_of_each_step(board, work):
    sanne, bram, carla = board
    page = send_in(sanne)
    work()
    take_mails()
    find_task_state(page).approve(user=bram)
    work()
    said = "“Laak” is een stap verder: Bram keurde het goed. Ook van de volgende stap krijg je bericht."
    assert find_told(sanne, Kind.PASSED) == [said]
    assert said in take_mails()["sanne"][0].body
    assert find_told(bram, Kind.PASSED) == []
    find_task_state(page).approve(user=carla)
    assert find_told(sanne, Kind.PASSED) == [said]  # the last step is told as what it is


def test_notice_of_a_comment_leads_to_the_comment(home):
    writer, reader = factories.UserFactory(CHIEF_EDITOR), factories.UserFactory(CHIEF_EDITOR)
    page = factories.CasePageFactory(owner=reader)
    comment = Comment.objects.create(page=page, user=writer, text="Waarmee?", contentpath="lead")
    notify([reader], Kind.COMMENT, page, f"comment:{comment.pk}", writer, comment.pk)
    address = reverse("open_notice", args=[Notice.objects.get(user=reader).pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert sign_in(reader).get(address)["Location"] == f"{edit}?comment={comment.pk}"


def test_what_came_back_is_told_to_all_who_write_it_each_once(board):
    sanne, bram, _carla = board
    fellow, partner = make_person("Femke", STUDENT), make_person("Piet", PARTNER)
    page = factories.CasePageFactory(publish=False, title="Laak", owner=sanne)
    for user in (fellow, partner, sanne):
        CoAuthor.objects.create(page=page, user=user)
    page.save_revision(user=sanne)
    submit(page, fellow)
    find_task_state(page).reject(user=bram, comment="De bron ontbreekt.")
    for user, number in ((sanne, 1), (fellow, 1), (partner, 0), (bram, 0)):
        assert find_told(user, Kind.RETURNED) == ["“Laak” kwam bij je terug."] * number


def test_who_is_asked_to_look_is_told_once_and_as_long_as_it_is_true(board, work):
    sanne, bram, carla = board
    other = make_person("Olga", RESEARCHER)
    page = send_in(sanne)
    arrange(page, bram, bram.pk, None)  # oneself is not told
    work()
    take_mails()
    for reviewer in (carla, None, carla):
        arrange(page, bram, reviewer.pk if reviewer else None, None)
    work()
    said = "“Laak” wacht op jou: Bram vraagt je om ernaar te kijken."
    assert find_told(carla, Kind.REVIEW) == [said]
    (message,) = take_mails()["carla"]
    assert said in message.body
    assert not Notice.objects.filter(user=bram, key__startswith="asked:").exists()
    arrange(page, bram, other.pk, timezone.localdate())
    assert find_told(other, Kind.REVIEW)[0] == said
    over = "“Laak” wachtte op jouw beslissing, en nu niet meer."
    assert find_told(carla, Kind.REVIEW) == [over]
    find_task_state(page).approve(user=other)
    assert find_told(other, Kind.REVIEW)[0] == over


def test_what_goes_on_the_site_later_is_approved(board):
    sanne, bram, carla = board
    for is_live in (False, True):
        page = factories.CasePageFactory(publish=is_live, title="Laak", owner=sanne)
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision(user=sanne)
        submit(page, sanne)
        for user in (bram, carla):
            find_task_state(page).approve(user=user)
    assert find_told(sanne, Kind.APPROVED) == ["“Laak” is goedgekeurd door Carla."] * 2
    assert find_told(sanne, Kind.PUBLISHED) == []


def test_comment_answer_and_resolution_are_told_with_their_words(home, work):
    sanne, bram = make_person("Sanne", STUDENT), make_person("Bram", RESEARCHER)
    page = factories.CasePageFactory(title="Laak")
    comment = Comment.objects.create(page=page, user=sanne, text="Welke bron?", contentpath="title")
    reply = CommentReply.objects.create(comment=comment, user=bram, text="Het verslag.")
    threads = {"new_comments": [], "deleted_comments": [], "resolved_comments": [comment]}
    threads["replied_comments"] = [{"comment": comment, "replies": [reply]}]
    for _time in range(2):
        wagtail_mail.send_notification([sanne, bram], "updated_comments", {"page": page, "editor": bram, **threads})
    work()
    assert {name: len(mails) for name, mails in take_mails().items()} in ({"sanne": 1}, {"sanne": 2})
    texts = NoticeTexts(Notice.objects.order_by("pk"))
    told = [(texts.format(one), texts.format_detail(one)) for one in texts.notices]
    assert told == [
        ("Bram schreef een opmerking bij “Laak”.", "Het verslag."),
        ("Bram handelde een opmerking bij “Laak” af.", "Welke bron?"),
    ]
    comment.delete()
    assert NoticeTexts([]).format_detail(texts.notices[0]) == ""
