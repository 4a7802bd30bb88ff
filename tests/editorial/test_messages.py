"""What a screen says after a button: one verdict, and the one that is true."""

import pytest
from django.contrib.messages import constants
from django.urls import reverse
from wagtail.models import Page

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, read_form
from tests.publishing import approve, submit
from tests.recordings import recorded

pytestmark = pytest.mark.django_db
GOOD, BAD = "good", "bad"
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def read_verdicts(response) -> list[str]:
    """Return what each message of a screen says of the action: that it was done, or that it was not."""
    levels = [message.level for message in response.context["messages"]]
    return [
        GOOD if level == constants.SUCCESS else BAD for level in levels if level in (constants.SUCCESS, constants.ERROR)
    ]


def press(client, page, **values):
    """Press a button of a page's form, and follow to the next screen."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(read_form(client, address), **values)
    return client.post(
        address,
        {**data, **{key: value for key, value in values.items() if "action" in key or "board" in key}},
        follow=True,
    )


@pytest.fixture
def chief(home):
    return sign_in(factories.UserFactory(CHIEF_EDITOR))


@pytest.mark.parametrize(
    "action", [{}, {"action-publish": "1", "board-reason": "In een test."}, {"action-submit": "1"}, {"action-publish": "1", "board-reason": "In een test.", "go_live_at": "01-03-2031 12:00"}],
    ids=["save", "publish", "submit", "plan"],
)  # fmt: skip
@pytest.mark.parametrize("live", [True, False])
def test_what_succeeds_says_so_once(chief, action, live):
    page = factories.CasePageFactory(publish=live)
    assert read_verdicts(press(chief, page, **action)) == [GOOD]


@pytest.mark.parametrize(
    "action",
    [{"action-publish": "1", "board-reason": "In een test."}, {"action-submit": "1"}, {}],
    ids=["publish", "submit", "save"],
)
def test_what_is_refused_says_so_once(chief, action):
    page = factories.CasePageFactory()
    response = press(chief, page, display_date="geen dag", **action)
    assert read_verdicts(response) == [BAD]
    assert Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


def test_approval_and_return_say_one_thing(chief):
    researcher, student = sign_in(factories.UserFactory(RESEARCHER)), sign_in(factories.UserFactory(STUDENT))
    page = factories.CasePageFactory(publish=False, owner=student.user)
    assert read_verdicts(press(student, page, **{"action-submit": "1"})) == [GOOD]
    assert read_verdicts(press(researcher, page, **APPROVE)) == [GOOD]
    assert read_verdicts(press(chief, page, **APPROVE)) == [GOOD]
    assert Page.objects.get(pk=page.pk).live


def test_approval_that_cannot_be_published_says_only_that(chief):
    """Also when the view had said already that it is approved."""
    student = factories.UserFactory(STUDENT)
    page = factories.EpisodePageFactory(publish=False, owner=student, **recorded(no_recognisable_guest=False))
    submit(page, student)
    approve(sign_in(factories.UserFactory(RESEARCHER)), page)
    response = approve(chief, page, follow=True)
    assert read_verdicts(response) == [BAD]
    assert not Page.objects.get(pk=page.pk).live


def test_bulk_publication_that_is_refused_says_only_that(chief):
    page = factories.EpisodePageFactory(publish=False, **recorded(no_recognisable_guest=False))
    address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}"
    response = chief.post(address, {"include_descendants": ""}, follow=True)
    assert read_verdicts(response) == [BAD]


@pytest.mark.parametrize("address", ["/beheer/images/add/", "/beheer/documents/add/", "/beheer/media/audio/add/"])
def test_refused_upload_says_one_thing(chief, address):
    assert set(read_verdicts(chief.post(address, {"title": ""}))) <= {BAD}
    assert len(read_verdicts(chief.post(address, {"title": ""}))) == 1


def test_messages_of_lines_and_consents_say_one_thing(chief):
    page = factories.EpisodePageFactory(**recorded())
    consents = reverse("consents", args=[page.pk])
    values = {"name": "Fatima", "agreed": "Beeld en geluid", "given_on": "01-02-2026"}
    assert read_verdicts(chief.post(consents, values, follow=True)) == [GOOD]
    lines = reverse("correct_lines", args=[page.pk, "nl"])
    page.refresh_from_db()
    data = {"version": page.latest_revision_id, "text-0": "Goedemorgen en welkom."}
    assert read_verdicts(chief.post(lines, data, follow=True)) == [GOOD]
