"""An autosave presses no button, at whatever address and by whatever name."""

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.urls import reverse
from wagtail.models import PageLogEntry, RevisionMixin, get_page_models

from core.admin.page_form import PageForm
from directory.models import Organisation, Person, Place, Theme
from editorial.autosave import ACTION_FIELDS
from knowledge.models import CasePage
from tests import factories
from tests.editorial.tabs import JSON, Tab, button

pytestmark = pytest.mark.django_db
BUTTONS = [
    button("publish"), button("submit"), button("approve"), button("reject"), {"action-restart-workflow": "true"},
    {"action-cancel-workflow": "true"}, {"action": "publish"}, {"localize-restart-translation": "1"},
    {"localize-convert-to-alias": "1"},
]  # fmt: skip


@pytest.mark.parametrize("fields", BUTTONS, ids=lambda fields: next(iter(fields)))
def test_autosave_with_a_button_is_refused(chief_editor, home, fields):
    page = factories.CasePageFactory(lead="Zoals het begon.", publish=False)
    tab = Tab(chief_editor, page)
    log = PageLogEntry.objects.count()
    response = tab.autosave(extra=fields, lead="Anders.")
    assert (response.status_code, response.json()["success"]) == (400, False)
    assert "drukt op geen knop" in response.json()["error_message"]
    page = CasePage.objects.get(pk=page.pk)
    assert (page.live, page.revisions.count(), page.get_latest_revision_as_object().lead) == (
        False, 1, "Zoals het begon.",
    )  # fmt: skip
    assert PageLogEntry.objects.count() == log
    assert tab.autosave(lead="Anders.").status_code == 200  # the words go in without it


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_first_autosave_of_a_new_page_with_a_button_is_refused(chief_editor, home, action):
    parent = factories.CasePageFactory().get_parent()
    tab = Tab(chief_editor, reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", parent.pk]))
    number = CasePage.objects.count()
    assert tab.autosave(extra=button(action), title="Nieuw").status_code == 400
    assert CasePage.objects.count() == number


def test_older_version_is_not_put_back_by_an_autosave_with_a_button(chief_editor, home):
    page = factories.CasePageFactory(publish=False)
    old = page.save_revision()
    tab = Tab(chief_editor, reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk]))
    assert tab.autosave(extra=button("publish")).status_code == 400
    assert not CasePage.objects.get(pk=page.pk).live


def test_every_form_with_versions_is_judged():
    pages = [model for model in get_page_models() if model._meta.app_label != "wagtailcore"]
    assert [model for model in pages if not issubclass(model.get_edit_handler().get_form_class(), PageForm)] == []
    others = [
        model for model in apps.get_models() if issubclass(model, RevisionMixin) and model not in get_page_models()
    ]
    # A record with versions would have an autosave that no hook of pages sees; those of the directory keep no draft.
    assert set(others) == {Organisation, Person, Place, Theme}


def test_no_field_of_a_page_is_called_like_a_button():
    names = {
        name
        for model in get_page_models()
        for name in [
            *model.get_edit_handler().get_form_class().base_fields,
            *model.get_edit_handler().get_form_class().formsets,
        ]
    }
    assert [name for name in names if ACTION_FIELDS.fullmatch(name)] == []


def test_script_leaves_out_the_same_fields():
    with open(finders.find("js/page_form.js")) as script:
        assert f"/^({ACTION_FIELDS.pattern})$/" in script.read()


def test_plain_json_saves_a_draft(chief_editor, home):
    page = factories.CasePageFactory(publish=False)
    tab = Tab(chief_editor, page)
    assert chief_editor.post(tab.url, {**tab.data, "lead": "Anders."}, headers=JSON).json()["success"] is True
