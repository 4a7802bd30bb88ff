"""Four eyes: who publishes did not make the last change, and no two steps are decided by the same person."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.models import ReviewStep
from editorial.review.assignment import get_step
from editorial.workflow_state import find_take_overs
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, read_form
from tests.publishing import approve, find_task_state, submit

pytestmark = pytest.mark.django_db
REASON = "De onderzoeker is met vakantie."


@pytest.fixture
def page(home):
    """A draft of a student."""
    student = factories.UserFactory(STUDENT)
    # Without blocks: `posted` sends none.
    draft = factories.CasePageFactory(publish=False, title="Stadslab in Laak", owner=student, body=[])
    draft.save_revision(user=student)
    return draft


def press(client, page, fields=None, **values):
    """Press a button of the page's form, with some fields filled in; return the response."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, {**posted(read_form(client, url), **values), **(fields or {})})


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def board(client, name: str, page, **body):
    return client.post(reverse(f"board_{name}", args=[page.pk]), body)


@pytest.mark.parametrize("role", [CHIEF_EDITOR, None], ids=["chief editor", "administrator"])
def test_own_change_is_kept_as_a_draft_and_not_published(page, role):
    user = factories.UserFactory(role) if role else factories.UserFactory(is_superuser=True)
    client = sign_in(user)
    response = press(client, page, {"action-publish": "1"}, lead="Van mij.")
    assert response.status_code == 302
    latest = Page.objects.get(pk=page.pk).get_latest_revision()
    assert (latest.content["lead"], is_live(page)) == ("Van mij.", False)
    html = client.get(response["Location"]).text
    assert "Je hebt zelf de laatste wijziging" in html and 'value="publish"' in html
    assert board(client, "publish", page).status_code == 403
    assert not is_live(page)
    press(client, page, {"action-board": "publish", "board-reason": REASON})
    assert is_live(page)
    assert [(one.user, one.reason) for one in find_take_overs()] == [(user, REASON)]


@pytest.mark.parametrize("refused", ["field", "conflict"])
def test_nothing_is_taken_over_by_a_form_that_comes_back(page, chief_editor, refused):
    own = {"action-board": "publish", "board-reason": REASON}
    press(chief_editor, page, lead="Van mij.")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    latest = Page.objects.get(pk=page.pk).latest_revision
    loaded = {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}
    body = {**posted(read_form(chief_editor, url)), **loaded, **own}
    if refused == "field":
        body["title"] = ""
    else:
        page.save_revision(user=page.owner)  # in another window
    assert chief_editor.post(url, body).status_code == {"field": 200, "conflict": 409}[refused]
    assert find_take_overs() == [] and not is_live(page)
    state = submit(page, page.owner)
    step = get_step(find_task_state(page))
    body |= {"action-board": "approve"}
    assert chief_editor.post(url, body).status_code in {200, 409}
    step.refresh_from_db()
    assert (find_take_overs(), step.taken_over_by, state.status) == ([], None, "in_progress")


def test_change_of_another_is_published_and_a_save_without_change_is_none(page, chief_editor):
    press(chief_editor, page)
    assert Page.objects.get(pk=page.pk).latest_revision.user == chief_editor.user
    press(chief_editor, page, {"action-publish": "1"})
    assert is_live(page) and find_take_overs() == []


def test_new_page_published_at_once_is_kept_as_a_draft(home, chief_editor):
    parent = factories.CasePageFactory.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", parent.pk])
    body = posted(read_form(chief_editor, url), title="Meteen online", lead="Ja.", question="Wat?")
    assert chief_editor.post(url, {**body, "action-publish": "1"}).status_code == 302
    made = Page.objects.get(title="Meteen online")
    assert (made.live, made.latest_revision.user) == (False, chief_editor.user)


def test_every_way_of_publishing_asks_it(page, chief_editor):
    press(chief_editor, page, lead="Van mij.")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    api = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    for url, body in ((bulk, {}), (api, {}), (reverse("board_publish", args=[page.pk]), {"board-reason": "."})):
        assert chief_editor.post(url, body).status_code in {302, 403}, url
        assert not is_live(page), url
    response = press(chief_editor, page, {"action-publish": "1"}, go_live_at="1-1-2099 12:00")
    assert response.status_code == 302
    assert not Page.objects.get(pk=page.pk).approved_schedule


def test_reviewer_mends_and_approves_the_own_step_and_the_next_is_another(page):
    both = factories.UserFactory(RESEARCHER)
    both.groups.add(Group.objects.get(name=CHIEF_EDITOR))
    client = sign_in(both)
    submit(page, page.owner)
    press(client, page, {"action-board": "approve"}, lead="Verbeterd.")
    assert find_task_state(page).task.name == "Eindredactie"
    refused = approve(client, page)
    assert refused.status_code == 403 and not is_live(page)
    assert "vorige stap" in refused.text
    other = sign_in(factories.UserFactory(CHIEF_EDITOR))
    assert approve(other, page).status_code == 302
    assert is_live(page)


def test_who_mended_the_last_step_leaves_it_to_another_or_gives_a_reason(page, researcher, chief_editor):
    submit(page, page.owner)
    approve(researcher, page)
    response = press(chief_editor, page, {"action-board": "approve"}, lead="Van de eindredacteur.")
    assert response.status_code == 302 and not is_live(page)
    assert Page.objects.get(pk=page.pk).latest_revision.content["lead"] == "Van de eindredacteur."
    html = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "Keur goed met een reden" in html
    press(chief_editor, page, {"action-board": "approve", "board-reason": REASON})
    assert is_live(page)


def test_chief_editor_takes_over_each_step_with_a_reason_of_its_own(page, chief_editor):
    submit(page, page.owner)
    assert board(chief_editor, "approve", page).status_code == 302  # Wagtail's way of saying no
    assert board(chief_editor, "take_over", page, **{"board-reason": " . "}).status_code == 302
    assert not ReviewStep.objects.filter(taken_over_by=chief_editor.user).exists()
    board(chief_editor, "take_over", page, **{"board-reason": REASON})
    assert (
        f"nam deze stap over: “{REASON}”" in chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    )
    board(chief_editor, "approve", page)
    assert find_task_state(page).task.name == "Eindredactie"
    assert board(chief_editor, "approve", page).status_code == 403
    board(chief_editor, "approve", page, **{"board-reason": "Er is maar één eindredacteur."})
    assert is_live(page)
    assert [one.task for one in find_take_overs()] == ["Eindredactie", "Blik van de onderzoeker"]


@pytest.mark.parametrize("role", [STUDENT, RESEARCHER])
def test_nobody_else_takes_over(page, role):
    client = sign_in(factories.UserFactory(role))
    submit(page, page.owner)
    for name in ("take_over", "publish"):
        assert board(client, name, page, **{"board-reason": REASON}).status_code == 302
    assert find_take_overs() == [] and not is_live(page)
