"""What each role may do, and that nothing is published past the board."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT, ensure_roles
from knowledge.models import CasePage
from tests import factories
from tests.publishing import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return factories.IndexPageFactory(title="Stadslabs", slug="stadslabs")


def form(**values):
    """Return what the editor of a case posts."""
    return nested_form_data(
        {
            "title": "Een nieuw stadslab", "slug": "een-nieuw-stadslab", "lead": "Wat wij leerden.", "question": "Wat kan beter?",
            "question_owner": "", "shared_goal": rich_text("<p>Doel</p>"), "approach": rich_text("<p>Aanpak</p>"),
            "result": rich_text("<p></p>"), "impact_residents": rich_text("<p></p>"), "impact_partners": rich_text("<p></p>"),
            "impact_education": rich_text("<p></p>"), "learned": rich_text("<p></p>"), "lessons": rich_text("<p></p>"),
            "phase": "running", "display_date": "2026-11-01", "licence": "cc-by-4.0", "hero_image": "",
            "body": streamfield([("text", rich_text("<p>Een.</p><p>Twee.</p><p>Drie met pimpelmees.</p>"))]),
            "corrections": streamfield([]), "courses": inline_formset([]), "partnerships": inline_formset([]), "contributions": inline_formset([]),
            "related_entries": inline_formset([]), "comments": inline_formset([]), **values,
        }
    )  # fmt: skip


def post_case(client, index, **values):
    """Post a new case; return it."""
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", index.pk])
    response = client.post(url, form(**values))
    assert response.status_code == 302, response.context["form"].errors if response.context else response.content
    return CasePage.objects.get(slug="een-nieuw-stadslab")


def test_student_writes_researcher_and_chief_editor_approve(client, index, student, researcher, chief_editor, work):
    page = post_case(student, index, **{"action-submit": "1"})
    assert not page.live
    assert approve(researcher, page).status_code in {200, 302}
    assert not CasePage.objects.get(pk=page.pk).live
    assert approve(chief_editor, page).status_code in {200, 302}
    page = CasePage.objects.get(pk=page.pk)
    assert page.live
    work()
    html = client.get("/zoeken/", {"q": "pimpelmees"}).content.decode()
    assert f'data-entry="{page.pk}"' in html


def test_workflow_has_two_steps_and_holds_for_all_entries(index):
    workflow = factories.CasePageFactory(parent=index, publish=False).get_workflow()
    assert [task.groups.get().name for task in (row.task.specific for row in workflow.workflow_tasks.all())] == [
        RESEARCHER,
        CHIEF_EDITOR,
    ]
    assert [found.name for found in Workflow.objects.filter(active=True)] == ["Redactie"]


def test_student_cannot_approve(student, index):
    page = post_case(student, index, **{"action-submit": "1"})
    approve(student, page)
    approve(student, page)
    assert not CasePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("role", [STUDENT, RESEARCHER])
@pytest.mark.parametrize("values", [{"action-publish": "1"}, {"action-publish": "1", "go_live_at": "2020-01-01 10:00"}])
def test_only_the_chief_editor_publishes(visitor, index, values):
    page = post_case(visitor, index, **values)
    assert not page.live
    visitor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**values))
    page = CasePage.objects.get(pk=page.pk)
    assert (page.live, page.go_live_at, page.approved_schedule) == (False, None, False) or not page.live


def side_doors(page, index):
    """Return (name, address, form) of the views that could publish, unpublish or translate on the side."""
    soon = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    copy = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": index.pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    return [
        ("copy", reverse("wagtailadmin_pages:copy", args=[page.pk]), copy),
        ("copy_alias", reverse("wagtailadmin_pages:copy", args=[page.pk]), {**copy, "alias": "on"}),
        ("unpublish", reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}),
        ("delete", reverse("wagtailadmin_pages:delete", args=[page.pk]), {}),
        ("lock", reverse("wagtailadmin_pages:lock", args=[page.pk]), {}),
        ("bulk publish", reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}", {}),
        ("bulk unpublish", reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={page.pk}", {}),
        ("bulk delete", reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}", {}),
        ("schedule", reverse("wagtailadmin_pages:edit", args=[page.pk]), form(go_live_at=soon, **{"action-publish": "1"})),
        ("privacy", reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "login"}),
        ("translate", reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": ["2"]}),
        ("update", reverse("wagtail_localize:update_translations", args=[1]), {}),
    ]  # fmt: skip


def state():
    """Return what must not change."""
    return list(Page.objects.order_by("pk").values_list("pk", "live", "locked", "expire_at", "go_live_at", "title"))


@pytest.mark.parametrize("number", range(12))
def test_student_finds_no_side_door(student, index, number):
    theirs = factories.CasePageFactory(parent=index)
    name, url, data = side_doors(theirs, index)[number]
    before = state()
    response = student.post(url, data)
    assert response.status_code in {302, 403, 404}, name
    assert state() == before, name


@pytest.mark.parametrize("number", range(12))
def test_anonymous_finds_no_side_door(client, index, number):
    page = factories.CasePageFactory(parent=index)
    name, url, data = side_doors(page, index)[number]
    before = state()
    response = client.post(url, data)
    assert response.status_code in {302, 403}, name
    assert state() == before, name


def test_chief_editor_may_unpublish_and_translate(chief_editor, index):
    page = factories.CasePageFactory(parent=index)
    assert chief_editor.get(reverse("wagtail_localize:submit_page_translation", args=[page.pk])).status_code == 200
    chief_editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not CasePage.objects.get(pk=page.pk).live


DIRECTORY = ["organisation", "person", "theme", "place"]


@pytest.mark.parametrize("model", DIRECTORY)
@pytest.mark.parametrize(
    ("role", "allowed"), [(None, False), (STUDENT, False), (RESEARCHER, True), (CHIEF_EDITOR, True)]
)
def test_who_may_change_the_directory(visitor, model, allowed):
    for view in ("list", "add"):
        response = visitor.get(reverse(f"wagtailsnippets_directory_{model}:{view}"))
        assert (response.status_code == 200) is allowed, view


@pytest.mark.parametrize("model", DIRECTORY)
def test_student_may_choose_and_sees_what_it_is(student, model):
    records = {
        "organisation": factories.OrganisationFactory,
        "person": factories.PersonFactory,
        "theme": factories.ThemeFactory,
        "place": factories.PlaceFactory,
    }
    record = records[model](name="Te kiezen")
    response = student.get(reverse(f"wagtailsnippetchoosers_directory_{model}:choose"))
    html = json.loads(response.content)["html"]
    assert "Te kiezen" in html
    assert "@" not in html
    assert record.choice_note in html


def test_roles_are_made_once_and_changes_stay(home):
    group = Group.objects.get(name=RESEARCHER)
    group.permissions.clear()
    ensure_roles()
    assert not group.permissions.exists()


@pytest.mark.parametrize("path", ["/beheer/users/", "/beheer/groups/", "/beheer/sites/", "/beheer/workflows/list/"])
@pytest.mark.parametrize("role", [STUDENT, RESEARCHER, CHIEF_EDITOR])
def test_only_administrators_manage_people_and_settings(visitor, path):
    assert visitor.get(path).status_code == 302
