"""An approval publishes the version that the approver saw, and no other."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from editorial.finish import publish_approved_revision
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.models import BoardTask
from editorial.workflow import APPROVAL
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, read_form
from tests.publishing import approve, find_task_state, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(home, researcher):
    """A draft that waits for the chief editor."""
    page = factories.CasePageFactory(publish=False, title="Zoals gezien", owner=factories.UserFactory(STUDENT))
    submit(page, page.owner)
    approve(researcher, page)
    return page


def save_newer(page, user=None, title="Nieuwer"):
    """Save a newer version of a page."""
    newer = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    newer.title = title
    return newer.save_revision(user=user or factories.UserFactory(CHIEF_EDITOR))


def test_submitted_version_is_approved_without_another_look(waiting, chief_editor):
    assert approve(chief_editor, waiting).status_code == 302
    page = Page.objects.get(pk=waiting.pk)
    assert (page.live, page.title) == (True, "Zoals gezien")


def test_newer_version_is_told_and_nothing_goes_live(waiting, chief_editor):
    newer = save_newer(waiting)
    seen = find_task_state(waiting).revision
    refused = approve(chief_editor, waiting)
    html = refused.content.decode()
    assert refused.status_code == 409
    assert "een nieuwere versie" in html
    assert reverse("wagtailadmin_pages:revisions_compare", args=[waiting.pk, seen.pk, newer.pk]) in html
    assert not Page.objects.get(pk=waiting.pk).live
    assert find_task_state(waiting).status == "in_progress"


def test_version_that_was_looked_at_is_approved(waiting, chief_editor):
    newer = save_newer(waiting)
    seen = find_task_state(waiting).revision
    url = reverse("wagtailadmin_pages:revisions_compare", args=[waiting.pk, seen.pk, newer.pk])
    assert chief_editor.get(url).status_code == 200
    assert approve(chief_editor, waiting).status_code == 302
    page = Page.objects.get(pk=waiting.pk)
    assert (page.live, page.title, page.live_revision_id) == (True, "Nieuwer", newer.pk)


def test_look_that_got_no_answer_is_no_look(waiting, chief_editor):
    newer = save_newer(waiting)
    url = reverse("wagtailadmin_pages:revisions_compare", args=[waiting.pk, newer.pk + 999, newer.pk])
    assert chief_editor.get(url).status_code == 404
    assert approve(chief_editor, waiting).status_code == 409


def test_version_that_an_autosave_rewrote_since_is_not_seen(waiting, chief_editor):
    newer = save_newer(waiting)
    assert chief_editor.get(reverse("wagtailadmin_pages:view_draft", args=[waiting.pk])).status_code == 200
    draft = newer.as_object()
    draft.title = "Na het kijken"
    draft.save_revision(user=newer.user, overwrite_revision=newer)
    assert Page.objects.get(pk=waiting.pk).latest_revision_id == newer.pk
    assert approve(chief_editor, waiting).status_code == 409


def test_editor_of_a_translation_shows_texts_and_no_version(waiting, chief_editor):
    english, _made = Locale.objects.get_or_create(language_code="en")
    for above in waiting.get_ancestors().specific().filter(depth__gt=1):
        above.copy_for_translation(english)
    source, _made = TranslationSource.get_or_create_from_instance(waiting.copy_for_translation(english))
    Translation.objects.create(source=source, target_locale=waiting.locale)
    save_newer(waiting)
    assert chief_editor.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk])).status_code == 200
    assert approve(chief_editor, waiting).status_code == 409


def test_version_that_another_saw_is_not_seen(waiting, chief_editor):
    save_newer(waiting)
    sign_in(factories.UserFactory(CHIEF_EDITOR)).get(reverse("wagtailadmin_pages:edit", args=[waiting.pk]))
    assert approve(chief_editor, waiting).status_code == 409
    chief_editor.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk]))
    save_newer(waiting, title="Nog nieuwer")
    assert approve(chief_editor, waiting).status_code == 409
    assert not Page.objects.get(pk=waiting.pk).live


def test_dialog_of_the_dashboard_leads_to_what_changed(waiting, chief_editor):
    newer = save_newer(waiting)
    answer = approve(chief_editor, waiting, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 200
    assert answer.json()["redirect"].endswith(f"...{newer.pk}/")
    assert "een nieuwere versie" in chief_editor.get(answer.json()["redirect"]).content.decode()
    assert not Page.objects.get(pk=waiting.pk).live


def test_first_step_asks_it_too(home, researcher):
    page = factories.CasePageFactory(publish=False, owner=factories.UserFactory(STUDENT))
    submit(page, page.owner)
    save_newer(page, factories.UserFactory(RESEARCHER))
    task = find_task_state(page).task_id
    assert approve(researcher, page).status_code == 409
    assert find_task_state(page).task_id == task


def test_approval_in_the_form_publishes_what_the_form_says(waiting, chief_editor):
    url = reverse("wagtailadmin_pages:edit", args=[waiting.pk])
    data = posted(read_form(chief_editor, url), title="Van de redactie")
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve", "board-reason": "In een test."}
    assert chief_editor.post(url, data).status_code == 302
    page = Page.objects.get(pk=waiting.pk)
    assert (page.live, page.title) == (True, "Van de redactie")


def test_step_that_is_switched_off_publishes_nothing(waiting, administrator):
    task = BoardTask.objects.get(name=APPROVAL)
    task.deactivate()
    assert not Page.objects.get(pk=waiting.pk).live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


def test_what_came_between_approval_and_publication_is_not_published(waiting, chief_editor):
    state = find_task_state(waiting)
    TaskState.objects.filter(pk=state.pk).update(status=TaskState.STATUS_APPROVED)
    save_newer(waiting)
    publish_approved_revision(WorkflowState.objects.get(pk=state.workflow_state_id), chief_editor.user)
    page = Page.objects.get(pk=waiting.pk)
    assert (page.live, page.title, page.live_revision_id) == (True, "Zoals gezien", state.revision_id)
