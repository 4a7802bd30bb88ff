"""The bar above what a reader brought in: that a reader did, until when an answer was promised, and the way that works."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from editorial.groups import CHIEF_EDITOR, RESEARCHER
from editorial.models import CoAuthor
from editorial.review.bar import make_bar
from knowledge.models import DemandPage, Submission
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, read_form
from tests.knowledge.submissions.forms import CONTACT, bring_in
from tests.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient", "exchange")]


@pytest.fixture
def submission(client, work):
    """A question that a reader brought in and confirmed."""
    return bring_in(client, mail.outbox, work)[0]


@pytest.fixture
def chief(home):
    """A chief editor's client."""
    return sign_in(factories.UserFactory(CHIEF_EDITOR))


def see_bar(client) -> str:
    html = client.get(reverse("wagtailadmin_pages:edit", args=[DemandPage.objects.get().pk])).text
    return html.split('<section class="board-bar')[1].split("</section>")[0]


def test_reader_promise_and_the_way_that_works(submission, chief, settings):
    settings.BOARD_READS_WITHIN = 9
    Submission.objects.update(confirmed_at=timezone.now().replace(month=3, day=2))
    bar = see_bar(chief)
    assert "Een lezer bracht dit in op 2 maart" in bar and "uiterlijk 11 maart" in bar
    assert "nog niet naar de redactie gestuurd" not in bar
    assert 'value="publish"' in bar and "Publiceren" in bar.split("</button>")[0]
    assert not any(part in bar for part in (CONTACT["email"], CONTACT["name"]))


def test_promise_that_was_not_kept_is_said(submission, chief):
    assert "voorbij" not in see_bar(chief)
    Submission.objects.update(confirmed_at=timezone.now() - timedelta(days=20))
    assert "die dag is voorbij" in see_bar(chief)


def test_who_may_not_publish_sends_it(submission):
    researcher = sign_in(factories.UserFactory(RESEARCHER))
    CoAuthor.objects.create(page=DemandPage.objects.get(), user=researcher.user)
    bar = see_bar(researcher)
    assert "Een lezer bracht dit in" in bar and 'value="publish"' not in bar
    assert "Stuur het dan naar de redactie." in bar and 'value="send"' in bar


def test_button_publishes_and_a_change_of_the_reader_says_so(submission, chief, work):
    address = reverse("wagtailadmin_pages:edit", args=[DemandPage.objects.get().pk])
    chief.post(address, {**posted(read_form(chief, address)), "action-board": "publish"}, follow=True)
    work()
    assert DemandPage.objects.get().live and "staat op de site" in see_bar(chief)
    page = DemandPage.objects.get()
    page.lead = "Anders."
    page.save_revision()
    assert "lezer" not in see_bar(chief)
    Submission.objects.update(changed_at=timezone.now())
    bar = see_bar(chief)
    assert "Wie dit inbracht, wijzigde het op" in bar and 'value="publish"' in bar
    assert "Op de site staat de versie van daarvoor." in bar


def test_own_change_by_who_publishes_asks_for_a_reason(submission, chief):
    page = DemandPage.objects.get()
    page.lead = "Beter gezegd."
    page.save_revision(user=chief.user)
    bar = see_bar(chief)
    assert "Een lezer bracht dit in" in bar and "Publiceer met een reden" in bar
    assert "Publiceer het dan" not in bar


def test_page_of_the_board_and_one_that_was_taken_off_are_no_readers(submission, chief):
    own = factories.DemandPageFactory(publish=False)
    assert "concept" in make_bar(chief.user, own).sentence
    publish(DemandPage.objects.get(pk=submission.page_id))
    Submission.objects.update(published_at=timezone.now())
    DemandPage.objects.get(pk=submission.page_id).unpublish()
    assert "concept" in make_bar(chief.user, DemandPage.objects.get(pk=submission.page_id)).sentence
