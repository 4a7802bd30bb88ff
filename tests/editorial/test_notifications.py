"""The mails of the editing screens: each once, to who is concerned, in Dutch, without words that are glued together."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.mail import send_notification
from wagtail.models import Comment, CommentReply

from core.forms.contact import queue_message
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from subscriptions import emails
from subscriptions.models import Subscription
from tests import dutch, factories
from tests.clients import sign_in
from tests.publishing import approve, find_task_state, submit

pytestmark = pytest.mark.django_db


def person(name: str, *roles: str, **values):
    """Return a user with an address, in the groups of these roles."""
    user = factories.UserFactory(email=f"{name.lower()}@stadskennis.example", first_name=name, **values)
    user.groups.set(factories.Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def people(home) -> dict:
    """A student, a researcher, a chief editor, an administrator, and one who is a researcher and a chief editor too."""
    return {
        "student": person("Sanne", STUDENT),
        "researcher": person("Bram", RESEARCHER),
        "chief": person("Carla", CHIEF_EDITOR),
        "administrator": person("Ada", is_superuser=True),
        "both": person("Bo", RESEARCHER, CHIEF_EDITOR, is_superuser=True),
    }


def take_mails() -> dict[str, list[str]]:
    """Return {name of who is written to: subjects}, and empty the box."""
    found: dict[str, list[str]] = {}
    for message in mail.outbox:
        for address in message.recipients():
            found.setdefault(address.partition("@")[0], []).append(message.subject)
    mail.outbox.clear()
    return found


def make_page(owner):
    """Return a draft of this user."""
    page = factories.CasePageFactory(publish=False, title="Stadslab in Laak", owner=owner)
    page.save_revision(user=owner)
    mail.outbox.clear()
    return page


def test_step_is_mailed_once_to_who_decides_it_and_its_approval_to_who_sent_it(people, work):
    page = make_page(people["student"])
    submit(page, people["student"])
    work()
    assert {name: len(subjects) for name, subjects in take_mails().items()} == {"bram": 1, "bo": 1}
    approve(sign_in(people["researcher"]), page)
    work()
    assert {name: len(subjects) for name, subjects in take_mails().items()} == {"carla": 1, "bo": 1, "sanne": 1}
    approve(sign_in(people["chief"]), page)
    work()
    assert {name: len(subjects) for name, subjects in take_mails().items()} == {"sanne": 1}


def test_administrator_hears_of_the_own_piece_only_what_others_decide(people, work):
    page = make_page(people["administrator"])
    submit(page, people["administrator"])
    work()
    assert "ada" not in take_mails()
    find_task_state(page).reject(user=people["researcher"], comment="De bron ontbreekt.")
    work()
    assert {name: len(subjects) for name, subjects in take_mails().items()} == {"ada": 1}


def test_who_decides_is_not_mailed_about_it(people, work):
    page = make_page(people["both"])
    submit(page, people["both"])
    work()
    assert set(take_mails()) == {"bram"}
    approve(sign_in(people["both"]), page)
    work()
    assert set(take_mails()) == {"carla"}


def send_every_mail(people) -> None:
    """Send each mail of the site once, to somebody who reads Dutch."""
    student, reviewer = people["student"], people["researcher"]
    page = make_page(student)
    submit(page, student)
    find_task_state(page).reject(user=reviewer, comment="De bron ontbreekt.")
    page.refresh_from_db()
    page.current_workflow_state.resume(user=student)
    approve(sign_in(reviewer), page)
    approve(sign_in(people["chief"]), page)
    comment = Comment.objects.create(page=page, user=reviewer, text="Welke bron?", contentpath="title")
    reply = CommentReply.objects.create(comment=comment, user=student, text="Het verslag.")
    threads = {"new_comments": [comment], "resolved_comments": [comment], "deleted_comments": [comment]}
    threads["replied_comments"] = [{"comment": comment, "replies": [reply]}]
    send_notification([student], "updated_comments", {"page": page, "editor": reviewer, **threads})
    sign_in(student).post(reverse("account_reset_password"), {"email": student.email})
    saved = Subscription.objects.create(
        kind="search", email="lezer@stadskennis.example", language="nl", subject="q=stadslab", checked_at=timezone.now()
    )
    emails.send_confirmation(saved)
    queue_message({"message": "Een vraag.", "name": "Sanne", "email": "lezer@stadskennis.example"}, "", "Redactie")


@pytest.fixture
def mails(people, settings, work) -> list:
    """Every mail of the site, with its HTML where it has any."""
    settings.WAGTAILADMIN_NOTIFICATION_USE_HTML = True
    send_every_mail(people)
    work()
    return list(mail.outbox)


def test_every_mail_is_dutch_and_no_words_are_glued(mails):
    assert len(mails) >= 4
    texts = []
    for message in mails:
        texts += [message.subject, *message.body.splitlines()]
        for html, kind in getattr(message, "alternatives", []):
            assert kind == "text/html"
            texts += dutch.read_html(html)
    assert dutch.find_foreign(texts) == {}
    assert [text for text in texts if dutch.is_glued(text)] == []


def test_subject_of_a_comment_has_its_space(mails):
    (message,) = [message for message in mails if "opmerking bij" in message.body]
    assert "Bram schreef een opmerking bij “Stadslab in Laak”.\n" in message.body
