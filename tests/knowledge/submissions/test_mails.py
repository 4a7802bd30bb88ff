"""Mails and pages say what they are about: the title and the text, whose it is, and what happens next."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.entries.planned import run_due
from knowledge.models import DemandPage, Submission
from knowledge.submissions import emails
from tests.knowledge.submissions.forms import CONTACT, DEMAND, OFFER, begin, bring_in, fill, links, post
from tests.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient", "exchange")]


@pytest.mark.parametrize(
    ("path", "title", "text", "word"),
    [(DEMAND, "Schone portieken", "Hoe blijft ons portiek schoon?", "vraag"),
     (OFFER, "Vak zoekt vraag", "Dertig studenten zoeken een plein.", "aanbod")],
)  # fmt: skip
def test_who_confirms_sees_what_it_is_about(client, work, settings, path, title, text, word):
    settings.BOARD_READS_WITHIN = 9
    post(client, fill(client, path), CONTACT)
    work()
    [asked] = mail.outbox
    assert word in asked.subject and title in asked.body and text not in asked.body
    confirm = next(link for link in links(asked) if "~" in link)
    seen = client.get(confirm).text
    assert title in seen and text in seen and CONTACT["email"] not in seen
    assert "binnen 9 dagen" in client.post(confirm).text
    work()
    received = mail.outbox[-1]
    assert all(part in received.body for part in (title, text, "binnen 9 dagen"))
    own = client.get(next(link for link in links(received) if "~" in link)).text
    assert f"Je {word}" in own and text in own


@pytest.mark.parametrize("name", ["confirm", *emails.SUBJECTS])
def test_subjects_have_one_colon_and_bodies_the_title(client, work, name):
    submission, _own = bring_in(client, mail.outbox, work)
    DemandPage.objects.update(open_until=timezone.localdate())
    submission.refresh_from_db()
    emails.send(submission, name)
    sent = mail.outbox[-1]
    assert sent.subject.count(":") == 1 and "kaart" not in sent.body
    assert "Schone portieken" in sent.body
    assert name == "confirm" or "Hoe blijft ons portiek schoon?" in sent.body


@pytest.mark.parametrize(
    "title",
    ["Win op https://spam.example", "Kijk op spam.example", "www spam", "Bel 070 123 45 67 nu", "Mail a@b", "[klik](hier)", "<b>dik</b>"],
)  # fmt: skip
def test_what_leads_elsewhere_is_not_mailed_to_an_address_that_nobody_confirmed(client, title):
    begin(client, title=title)
    submission = Submission(kind="demand", language="nl", email="a@wijk.example", data={"text": {"title": [title]}})
    assert emails.harmless_title(submission) == ""
    emails.send(submission, "confirm")
    assert title not in mail.outbox[-1].body


def test_who_brought_it_in_is_told_when_it_is_on_the_site_and_not_when_it_is_planned(client, work, monkeypatch):
    submission, _own = bring_in(client, mail.outbox, work)
    page, begin = DemandPage.objects.get(), timezone.now() + timedelta(weeks=3)
    page.go_live_at = begin
    mail.outbox.clear()
    publish(page)
    work()
    submission.refresh_from_db()
    assert (mail.outbox, submission.published_at) == ([], None)
    monkeypatch.setattr(timezone, "now", lambda: begin)
    assert run_due() == []
    work()
    assert ["staat nu op de site" in message.body for message in mail.outbox] == [True]
    submission.refresh_from_db()
    assert submission.published_at == begin


def test_a_long_title_is_shortened():
    submission = Submission(data={"text": {"title": ["Een heel lang verhaal " * 20]}})
    assert len(emails.harmless_title(submission)) <= emails.SHORT
