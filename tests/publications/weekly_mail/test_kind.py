"""The weekly edition goes out when it is published: once to each subscriber of its language, and to nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.models import CollectedEntry
from publications.models import EditionPage
from subscriptions import registration
from subscriptions.models import Subscription
from subscriptions.tasks import queue_due
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db
EMAIL = "lezer@stadskennis.example"


@pytest.fixture
def send(home, work):
    """A function that does what the worker does, and returns the new mails."""

    def run() -> list:
        before = len(mail.outbox)
        for _round in range(2):
            queue_due()
            work()
        return mail.outbox[before:]

    return run


def subscribe(email=EMAIL, language="nl", confirm=True) -> Subscription:
    row = Subscription.objects.create(kind="weekly", email=email, language=language, checked_at=timezone.now())
    if confirm:
        registration.confirm(row)
    return row


def test_edition_goes_out_once_with_its_articles(send):
    subscribe()
    subscribe("ander@stadskennis.example", confirm=False)
    subscribe("reader@stadskennis.example", "en")
    case = factories.CasePageFactory(title="Ontmoeten in Laak", lead="Buren openen een keuken.")
    edition = factories.EditionPageFactory(title="Week 48", publish=False, collected=[CollectedEntry(target=case)])
    assert send() == []
    publish(edition)
    [message] = send()
    assert message.to == [EMAIL] and message.subject == "Stadskennis: Week 48"
    for words in ("Ontmoeten in Laak", "Buren openen een keuken.", case.full_url, edition.full_url, "/mail/stoppen/"):
        assert words in message.body and words in message.alternatives[0][0]
    edition.lead = "Verbeterd."
    publish(edition)
    edition.unpublish()
    publish(edition)
    assert send() == []


def test_who_subscribes_later_gets_the_next_one_only(send):
    edition = factories.EditionPageFactory(title="Week 47")
    subscribe()
    edition.lead = "Verbeterd."
    publish(edition)
    assert send() == []
    factories.EditionPageFactory(title="Week 48", slug="week-48")
    factories.EditionPageFactory(title="Week 49", slug="week-49")
    assert [message.subject for message in send()] == ["Stadskennis: Week 48"]
    assert Subscription.objects.get().due_at > timezone.now()
    Subscription.objects.update(due_at=timezone.now())  # a moment later
    assert [message.subject for message in send()] == ["Stadskennis: Week 49"] and send() == []


def test_paper_private_and_old_editions_are_not_mailed(send):
    subscribe()
    factories.EditionPageFactory(title="Krant", slug="krant", form=EditionPage.Form.PAPER)
    private = factories.EditionPageFactory(title="Besloten", slug="besloten", publish=False)
    lock = PageViewRestriction.objects.create(page=private, restriction_type="login")
    publish(private)
    old = factories.EditionPageFactory(title="Oud", slug="oud", publish=False)
    old.first_published_at = timezone.now() - timedelta(days=15)
    old.save()
    publish(old)
    assert send() == []
    lock.delete()
    assert [message.subject for message in send()] == ["Stadskennis: Besloten"]
