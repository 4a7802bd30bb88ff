"""The mail of the inbox: plain text, true when it goes out, with links that work after signing in, in one mail only."""

import re

import pytest
from django.core import mail
from django.test import Client
from wagtail.users.models import UserProfile

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.inbox import mail as inbox_mail
from editorial.inbox.models import MailChoice, Notice
from editorial.inbox.notices import notify, save_choice
from tests import factories
from tests.clients import sign_in
from tests.editorial.inbox.people import make_person, take_mails
from tests.publishing import approve, find_task_state, submit

pytestmark = pytest.mark.django_db
PASSWORD = "een-lang-wachtwoord-voor-de-test"


@pytest.fixture
def bram(home):
    """A researcher with an address."""
    return make_person("Bram", RESEARCHER)


def test_link_of_a_mail_works_after_signing_in(bram, work, settings):
    bram.set_password(PASSWORD)
    bram.save()
    student = make_person("Sanne", STUDENT)
    page = factories.CasePageFactory(publish=False, title="Laak", owner=student)
    page.save_revision(user=student)
    submit(page, student)
    work()
    (message,) = take_mails()["bram"]
    assert not getattr(message, "alternatives", []) and message.content_subtype == "plain"
    url = re.search(rf"{re.escape(settings.SITE_URL)}(/beheer/berichten/\d+/)", message.body)[1]
    client = Client()
    login = client.get(url)
    assert login.status_code == 302 and login["Location"].startswith("/beheer/login/?next=")
    answer = client.post(login["Location"], {"login": bram.username, "password": PASSWORD})
    assert answer["Location"] == url
    assert client.get(url)["Location"] == f"/beheer/pages/{page.pk}/edit/"
    assert Notice.objects.get(user=bram).read_at is not None


def test_step_that_was_decided_before_the_mail_went_out_is_not_mailed(bram, work):
    save_choice(bram, MailChoice.When.DAILY)
    student = make_person("Sanne", STUDENT)
    page = factories.CasePageFactory(publish=False, owner=student)
    page.save_revision(user=student)
    submit(page, student)
    approve(sign_in(make_person("Olga", RESEARCHER)), page)
    work()
    mail.outbox.clear()
    assert inbox_mail.send_waiting(bram.pk) == 0
    assert mail.outbox == []


def test_notice_that_was_read_is_not_mailed(bram, work):
    save_choice(bram, MailChoice.When.DAILY)
    notify([bram], Notice.Kind.APPROVED, factories.CasePageFactory(), "a")
    sign_in(bram).post("/beheer/berichten/gelezen/")
    assert inbox_mail.send_waiting(bram.pk) == 0


def test_two_senders_at_once_send_one_mail(bram, monkeypatch):
    notify([bram], Notice.Kind.APPROVED, factories.CasePageFactory(), "a")
    write = inbox_mail.write_mail

    def write_while_another_sends(user, notices):
        monkeypatch.setattr(inbox_mail, "write_mail", write)
        assert inbox_mail.send_waiting(bram.pk) == 0
        return write(user, notices)

    monkeypatch.setattr(inbox_mail, "write_mail", write_while_another_sends)
    assert inbox_mail.send_waiting(bram.pk) == 1
    assert len(take_mails()["bram"]) == 1


def test_silent_mail_server_loses_nothing_and_repeats_nothing(bram, settings):
    notify([bram], Notice.Kind.APPROVED, factories.CasePageFactory(), "a")
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.editorial.inbox.silent.Backend"
    with pytest.raises(inbox_mail.MailFailedError):
        inbox_mail.send_waiting(bram.pk)
    settings.EMAIL_BACKEND = working
    assert Notice.objects.get(user=bram).mail == Notice.Mail.WAITING
    assert inbox_mail.send_waiting(bram.pk) == 1
    assert inbox_mail.send_waiting(bram.pk) == 0
    assert len(take_mails()["bram"]) == 1


def test_choice_and_switches_of_the_account_are_obeyed(bram, work):
    page = factories.CasePageFactory()
    save_choice(bram, MailChoice.When.NEVER)
    notify([bram], Notice.Kind.APPROVED, page, "a")
    save_choice(bram, MailChoice.When.AT_ONCE)
    profile = UserProfile.get_for_user(bram)
    profile.approved_notifications = False
    profile.save()
    notify([bram], Notice.Kind.APPROVED, page, "b")
    without_address = make_person("Niemand", RESEARCHER)
    without_address.email = ""
    without_address.save()
    notify([without_address], Notice.Kind.APPROVED, page, "c")
    work()
    assert take_mails() == {}
    assert Notice.objects.count() == 3  # the inbox has them all the same


def test_titles_cannot_write_headers_or_html(bram, work):
    page = factories.CasePageFactory(title="Laak\r\nBcc: iemand@elders.example <b>")
    notify([bram], Notice.Kind.APPROVED, page, "a")
    work()
    (message,) = take_mails()["bram"]
    assert "\n" not in message.subject and message.bcc == []
    assert "<b>" in message.body


def test_remark_and_comment_stand_in_the_mail(bram, work):
    student, chief = make_person("Sanne", STUDENT), make_person("Carla", CHIEF_EDITOR)
    page = factories.CasePageFactory(publish=False, title="Laak", owner=student)
    page.save_revision(user=student)
    submit(page, student)
    work()
    mail.outbox.clear()
    find_task_state(page).reject(user=bram, comment="De bron ontbreekt.")
    work()
    (message,) = take_mails()["sanne"]
    assert message.subject == "Stadskennis: “Laak” kwam bij je terug."
    assert "“De bron ontbreekt.”" in message.body and message.body.startswith("Dag Sanne,\n")
    assert chief.email not in message.body
