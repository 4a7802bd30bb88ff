"""The inbox on the screen: one's own notices and nobody else's, what waits, and the choice of mail."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from editorial.groups import PARTNER, RESEARCHER, STUDENT
from editorial.inbox.models import MailChoice, Notice
from editorial.inbox.notices import notify, read_choice
from editorial.models import CoAuthor
from tests import factories
from tests.clients import sign_in
from tests.publishing import find_task_state, submit
from tests.query_counts import count_queries

pytestmark = pytest.mark.django_db


def test_shows_what_waits_and_what_happened_and_counts_it_in_the_menu(student, researcher):
    page = factories.CasePageFactory(publish=False, title="Halte Laak", owner=student.user)
    page.save_revision(user=student.user)
    submit(page, student.user)
    html = researcher.get(reverse("inbox")).text
    assert html.count("Halte Laak") == 2 and "Berichten (1)" in html
    assert re.search(r"Halte Laak[^<]*</a>\s<time", html)  # read aloud, sentence and day are apart
    assert "Halte Laak" not in student.get(reverse("inbox")).text
    assert "Berichten (1)" in researcher.get(reverse("wagtailadmin_home")).text
    researcher.post(reverse("inbox_read_all"))
    assert "Berichten (1)" not in researcher.get(reverse("inbox")).text


def test_what_was_decided_meanwhile_is_not_new_and_waits_for_nobody(student, researcher):
    page = factories.CasePageFactory(publish=False, title="Halte Laak", owner=student.user)
    page.save_revision(user=student.user)
    submit(page, student.user)
    state, other = find_task_state(page), factories.UserFactory(RESEARCHER)
    day = timezone.localdate()
    for kind in (Notice.Kind.DUE, Notice.Kind.LATE):
        notify([researcher.user], kind, page, kind, source=state.pk, day=day)
    notify([researcher.user], Notice.Kind.WORK, page, "work:0")  # done
    html = researcher.get(reverse("inbox")).text
    assert (html.count("notices-mark"), html.count("“Halte Laak” wacht op jou")) == (4, 3)
    state.approve(user=other)
    response = researcher.get(reverse("inbox"))
    assert (
        response.text.count("notices-mark") == response.context["unread"] == 1
    )  # the work, of which nobody counts that it is done
    sentences = [row["sentence"] for row in response.context["rows"]]
    assert [one for one in sentences if "wacht op jou" in one or "is iets te doen" in one] == [] and len(sentences) == 4
    assert all(
        words in " ".join(sentences)
        for words in ("wachtte op jouw beslissing", "wachtte op jou tot", "moest iets gebeuren")
    )


def test_notice_of_another_leads_to_ones_own_inbox_and_stays_unread(student, researcher):
    page = factories.CasePageFactory()
    notify([student.user], Notice.Kind.APPROVED, page, "a")
    notice = Notice.objects.get()
    assert researcher.get(reverse("open_notice", args=[notice.pk]))["Location"] == reverse("inbox")
    assert researcher.get(reverse("open_notice", args=[notice.pk + 9]))["Location"] == reverse("inbox")
    notice.refresh_from_db()
    assert notice.read_at is None
    assert student.get(reverse("open_notice", args=[notice.pk]))["Location"] == page.url


def test_choice_is_kept_and_a_wrong_one_is_told(student):
    assert read_choice(student.user) == MailChoice.When.AT_ONCE
    response = student.post(reverse("inbox_mail"), {"when": "daily"})
    assert response["Location"] == reverse("inbox")
    assert read_choice(student.user) == MailChoice.When.DAILY
    response = student.post(reverse("inbox_mail"), {"when": "ooit"})
    assert response.status_code == 400 and "error-message" in response.text
    assert read_choice(student.user) == MailChoice.When.DAILY


@pytest.mark.parametrize("role", [None, STUDENT, RESEARCHER])
def test_is_for_editors_and_writes_by_post_only(visitor, role):
    for name in ("inbox", "inbox_read_all", "inbox_mail"):
        response = visitor.get(reverse(name))
        if role is None:
            assert response["Location"].startswith("/beheer/login/")
        else:
            assert response.status_code == (200 if name == "inbox" else 405)
    assert sign_in(factories.UserFactory()).get(reverse("inbox")).status_code in {302, 403}


def test_notices_cost_the_same_number_of_queries_however_many_there_are(student):
    pages = [factories.CasePageFactory() for _number in range(3)]
    notify([student.user], Notice.Kind.APPROVED, pages[0], "a")
    one, _queries = count_queries(student, reverse("inbox"))
    for number, page in enumerate(pages[1:]):
        notify([student.user], Notice.Kind.APPROVED, page, f"b{number}")
    three, queries = count_queries(student, reverse("inbox"))
    assert one == three, queries


def test_hostile_pages_of_the_list_are_answered(student):
    for value in ("0", "-1", "999999999999999999999", "x", "\0"):
        assert student.get(reverse("inbox"), {"p": value}).status_code == 200


def test_partner_is_led_to_where_they_read_and_told_of_nothing_that_is_not_shared_any_more(home):
    partner, page = sign_in(factories.UserFactory(PARTNER)), factories.CasePageFactory(publish=False, title="Kanarie")
    shared = CoAuthor.objects.create(page=page, user=partner.user)
    comment = Comment.objects.create(page=page, user=partner.user, text="Een zin over kanaries.", contentpath="lead")
    notify([partner.user], Notice.Kind.RESOLVED, page, "a", source=comment.pk)
    html = partner.get(reverse("inbox")).text
    assert "Kanarie" in html and comment.text in html
    opened = partner.get(reverse("open_notice", args=[Notice.objects.get().pk]))
    assert opened["Location"] == reverse("read_along", args=[page.pk])
    shared.delete()
    html = partner.get(reverse("inbox")).text
    assert "Kanarie" not in html and comment.text not in html and "niet meer met je gedeeld wordt" in html
