"""Wagtail sends `page_published` for a page that is only planned: each receiver waits for its time, or a planned page may pass it.

A receiver is named here only with a reason; any other does nothing before the page is on the site.
"""

from datetime import timedelta
from weakref import ReferenceType

import pytest
from django.utils import timezone
from wagtail.signals import page_published

from core.models import EntryPage
from media.page_dates import is_live_now, is_published
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAY_PASS = {
    "core.follow_publication": "indexes the references of the row; the task that it queues asks whether the page is live; "
    "translations wait (test_translation_sync)",
    "directory.repoint_published": "rows of a page refer to no merged record, public or not",
    "publications.queue_edition": "who is told is decided by what everybody may read",
    "search.cached_entry_published": "what is cached of a page that was live is not true any more",
    "search.cached_page_published": "what is cached of a page that was live is not true any more",
    "search.published": "indexes what everybody may read, and takes the rest out",
    "talkshows.published": "a consent that covers a recording too early withholds more, not less",
    "talkshows.queue_reminders": "who is told is decided by what everybody may read",
}


def list_receivers() -> dict:
    """Return {name: receiver} of all that are connected to the signal."""
    found = {name: receiver for (name, _sender), receiver, *_rest in page_published.receivers}
    return {name: one() if isinstance(one, ReferenceType) else one for name, one in found.items()}


def test_every_receiver_waits_or_has_a_reason(home, django_assert_num_queries):
    receivers = list_receivers()
    assert MAY_PASS.keys() <= receivers.keys() and len(receivers) > len(MAY_PASS)
    tomorrow = timezone.now() + DAY
    pages = [
        make(publish=False, go_live_at=tomorrow)
        for make in (factories.CasePageFactory, factories.DemandPageFactory, factories.EpisodePageFactory, factories.EditionPageFactory)
    ]  # fmt: skip
    for page in pages:
        for page.live in (False, True):  # an alias of a planned page is flagged as live
            for name in receivers.keys() - MAY_PASS.keys():
                with django_assert_num_queries(0, info=f"{name} does something for a planned page"):
                    receivers[name](sender=type(page), instance=page, revision=None)


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("begin", [None, -DAY, DAY])
@pytest.mark.parametrize("end", [None, -DAY, DAY])
def test_a_page_at_hand_is_judged_as_the_database_does(home, live, begin, end):
    page = factories.CasePageFactory()
    now = timezone.now()
    dates = {"go_live_at": begin and now + begin, "expire_at": end and now + end}
    EntryPage.objects.filter(pk=page.pk).update(live=live, **dates)
    page.refresh_from_db()
    assert is_live_now(page) is EntryPage.objects.filter(is_published(), pk=page.pk).exists()
