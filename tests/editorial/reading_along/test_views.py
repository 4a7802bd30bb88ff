"""A partner reads what concerns them and comments on it; the rest stays closed, in every list and at every address."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Comment, PageLogEntry, PageSubscription, PageViewRestriction

from core.models import Partnership
from editorial.groups import PARTNER, RESEARCHER, STUDENT
from editorial.models import BoardMember, CoAuthor
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import read_form
from tests.publishing import submit

pytestmark = pytest.mark.django_db


class World:
    """Pages about the organisation of a partner and of another one."""

    def __init__(self):
        self.organisation, other = factories.OrganisationFactory(), factories.OrganisationFactory()
        self.partner = sign_in(factories.UserFactory(PARTNER))
        BoardMember.objects.create(user=self.partner.user).organisations.add(self.organisation)
        self.student = sign_in(factories.UserFactory(STUDENT, email="sanne@stadskennis.example"))
        self.waiting = self.write("Wacht op de redactie", self.organisation)
        submit(self.waiting, self.student.user)
        self.draft = self.write("Nog maar net begonnen", self.organisation)
        self.other = self.write("Van een ander", other)
        submit(self.other, self.student.user)

    def write(self, title: str, organisation):
        page = factories.CasePageFactory(
            publish=False, title=title, owner=self.student.user, lead="Een zin. Nog een zin.",
            body=[("text", '<p data-block-key="k1">Wij zaaien. Wij oogsten.</p>')],
        )  # fmt: skip
        page.partnerships.add(Partnership(organisation=organisation))
        page.save()
        page.save_revision(user=self.student.user)
        return page


def url_of(page, name="read_along") -> str:
    return reverse(name, args=[page.pk])


def test_partner_reads_what_waits_and_what_is_shared(world):
    html = world.partner.get(reverse("concerns")).text
    assert "Wacht op de redactie" in html and "Nog maar net" not in html and "Van een ander" not in html
    assert world.partner.get(url_of(world.draft)).status_code == 302
    CoAuthor.objects.create(page=world.draft, user=world.partner.user)
    for name in ("read_along", "read_along_preview"):
        assert world.partner.get(url_of(world.draft, name)).status_code == 200
        assert world.partner.get(url_of(world.other, name)).status_code == 302
    assert world.partner.get(reverse("wagtailadmin_pages:edit", args=[world.draft.pk])).status_code == 302


def test_of_a_public_page_partner_reads_what_is_on_the_site_until_it_waits_or_is_shared(world):
    page = world.write("Staat op de site", world.organisation)
    page.latest_revision.publish()
    page.title = page.lead = "Nog aan het schrijven"
    page.save_revision(user=world.student.user)
    addresses = [reverse("concerns"), url_of(page), url_of(page, "read_along_preview")]

    def shows(title: str) -> list[bool]:
        return [title in world.partner.get(url).text for url in addresses]

    assert (shows("Staat op de site"), shows("Nog aan het schrijven")) == ([True] * 3, [False] * 3)
    submit(page, world.student.user)
    assert shows("Nog aan het schrijven") == [True] * 3
    send_back(page)
    assert (shows("Staat op de site"), shows("Nog aan het schrijven")) == ([True] * 3, [False] * 3)
    page.current_workflow_state.cancel(user=world.student.user)
    CoAuthor.objects.create(page=page, user=world.partner.user)
    assert shows("Nog aan het schrijven") == [True] * 3


def test_partner_reads_no_private_page_until_it_waits_or_is_shared(world):
    page = world.write("Alleen voor leden", world.organisation)
    page.latest_revision.publish()
    addresses = [reverse("concerns"), url_of(page), url_of(page, "read_along_preview")]

    def reads() -> list[bool]:
        return ["Alleen voor leden" in world.partner.get(url).text for url in addresses]

    assert reads() == [True] * 3
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert reads() == [False] * 3
    submit(page, world.student.user)
    assert reads() == [True] * 3
    page.current_workflow_state.cancel(user=world.student.user)
    assert reads() == [False] * 3
    CoAuthor.objects.create(page=page, user=world.partner.user)
    assert reads() == [True] * 3


def send_back(page) -> None:
    """Send a page back to who wrote it."""
    researcher = factories.UserFactory(RESEARCHER)
    page.current_workflow_task.on_action(page.current_workflow_task_state, user=researcher, action_name="reject")


def test_what_was_sent_back_is_the_writers_again(world):
    send_back(world.waiting)
    assert "Wacht op de redactie" not in world.partner.get(reverse("concerns")).text
    assert [
        world.partner.get(url_of(world.waiting, name)).status_code for name in ("read_along", "read_along_preview")
    ] == [302] * 2


def test_comment_stands_where_the_editor_shows_it(world):
    page, block = world.waiting, world.waiting.body[0].id
    PageSubscription.objects.create(page=page, user=world.student.user, comment_notifications=True)
    response = world.partner.post(url_of(page), {"path": f"body.{block}", "sentence": "1", "text": "Wanneer?"})
    assert response.status_code == 302
    comment = Comment.objects.get()
    assert (comment.page_id, comment.user, comment.contentpath) == (page.pk, world.partner.user, f"body.{block}")
    assert json.loads(comment.position) == [{"key": "k1", "start": 12, "end": 24}]
    assert PageLogEntry.objects.filter(action="wagtail.comments.create", user=world.partner.user).exists()
    assert "Wanneer?" in world.partner.get(url_of(page)).text
    page.current_workflow_state.cancel(user=world.student.user)
    form = read_form(world.student, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    (shown,) = form.formsets["comments"].forms
    assert (shown.instance.text, shown.initial["position"]) == ("Wanneer?", comment.position)


def test_sentence_of_a_plain_field_is_quoted(world):
    world.partner.post(url_of(world.waiting), {"path": "lead", "sentence": "0", "text": "Klopt dit?"})
    assert Comment.objects.get().text == "Over “Een zin.”: Klopt dit?"


@pytest.mark.parametrize(
    "body", [{"path": "lead", "text": ""}, {"path": "nergens", "text": "Hm."}, {"text": "Hm."}, {"path": "lead", "text": "x" * 2001},
             {"path": "lead", "sentence": "-1", "text": "Hm."}, {"path": "lead", "sentence": "x", "text": "Hm."}],
)  # fmt: skip
def test_comment_that_is_not_one_says_so_and_keeps_the_words(world, body):
    response = world.partner.post(url_of(world.waiting), body)
    assert response.status_code == 400
    assert not Comment.objects.exists()


def test_nothing_is_written_to_what_does_not_concern(world):
    for page in (world.other, world.draft):
        world.partner.post(url_of(page), {"path": "lead", "text": "Hm."})
    assert not Comment.objects.exists()
