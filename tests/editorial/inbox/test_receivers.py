"""Comments and decisions reach the inbox, each once, and Wagtail mails nothing beside it."""

import pytest
from wagtail.admin import mail as wagtail_mail
from wagtail.models import Comment, CommentReply
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from editorial.groups import RESEARCHER, STUDENT
from editorial.inbox.models import Notice
from editorial.inbox.sentences import NoticeTexts
from tests import factories
from tests.editorial.inbox.people import make_person, take_mails

pytestmark = pytest.mark.django_db


def test_wagtails_notifiers_are_not_connected():
    signals = (task_submitted, workflow_submitted, workflow_rejected, workflow_approved)
    connected = [receiver[1] for signal in signals for receiver in signal.receivers]
    assert [one for one in connected if type(one).__module__ == "wagtail.admin.mail"] == []


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
