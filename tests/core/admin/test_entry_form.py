"""The form of an entry: what concerns publication is asked of who may publish, and keeps its value with all others."""

import pytest
from django import forms
from django.test import RequestFactory
from django.urls import reverse

from accounts.acting import acting
from core.admin.page_form import leave_out_empty_rows
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from knowledge.models import CasePage
from tests import factories
from tests.editorial.forms import posted, read_form

pytestmark = pytest.mark.django_db
NAMES = {"featured", "example_note", "corrections"}


def form_of(client, url):
    return read_form(client, url)


@pytest.mark.parametrize(("role", "asked"), [(STUDENT, set()), (RESEARCHER, set()), (CHIEF_EDITOR, NAMES)])
def test_fields_of_publication_are_for_who_may_publish(visitor, asked):
    page = factories.CasePageFactory(publish=False, owner=visitor.user)
    add = reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", page.get_parent().pk])
    for url in (add, reverse("wagtailadmin_pages:edit", args=[page.pk])):
        assert NAMES & set(form_of(visitor, url).fields) == asked


def test_a_field_that_is_not_asked_keeps_its_value_whatever_is_posted(researcher):
    page = factories.CasePageFactory(featured=True, example_note="Bedacht.", owner=researcher.user)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(form_of(researcher, url), lead="Een andere inleiding.") | {"example_note": "Echt gebeurd."}
    assert researcher.post(url, data).status_code == 302
    draft = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.lead, draft.featured, draft.example_note) == ("Een andere inleiding.", True, "Bedacht.")


def test_single_text_fields_speak_of_writing_and_not_of_blocks(chief_editor):
    html = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[factories.CasePageFactory().pk])).text
    field = html.split('id="id_approach"')[0].rsplit("<input", 1)[1] + html.split('id="id_approach"')[1][:3000]
    assert "Schrijf hier" in field


@pytest.mark.parametrize("known", ["0", "1"])  # after an autosave the browser counts the row as one that was there
@pytest.mark.parametrize(
    ("row", "saved"), [({}, []), ({"role": "partner"}, []), ({"organisation": ""}, []), ({"since": "2026-01-01"}, None)]
)
def test_new_row_in_which_nothing_is_typed_yet_stops_no_autosave(student, row, saved, known):
    page = factories.CasePageFactory(publish=False, owner=student.user)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(form_of(student, url), lead="Getypt naast een lege rij.")
    data |= {"partnerships-TOTAL_FORMS": "1", "partnerships-INITIAL_FORMS": known}
    data |= {f"partnerships-0-{name}": value for name, value in {"id": "", "ORDER": "1", "DELETE": "", **row}.items()}
    answer = student.post(url, data, headers={"Accept": "application/json"})
    if saved is None:  # half a row: said, and kept in the form
        assert answer.status_code == 400
        return
    assert answer.status_code == 200, answer.content
    draft = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.lead, list(draft.partnerships.all())) == ("Getypt naast een lege rij.", saved)


@pytest.mark.parametrize(("row", "paused"), [({"role": "author"}, False), ({"role": "author", "note": "maker"}, True)])
def test_role_without_a_person_stops_no_autosave_and_is_said_by_a_button(student, row, paused):
    page = factories.CasePageFactory(publish=False, owner=student.user)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(form_of(student, url), lead="Getypt naast een rol.")
    data |= {"contributions-TOTAL_FORMS": "1", "contributions-INITIAL_FORMS": "0"}
    values = {"id": "", "ORDER": "1", "DELETE": "", "person": "", "name": "", "note": "", **row}
    data |= {f"contributions-0-{name}": value for name, value in values.items()}
    assert student.post(url, data, headers={"Accept": "application/json"}).status_code == (400 if paused else 200)
    draft = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.lead == "Getypt naast een rol.", draft.contributions.count()) == (not paused, 0)
    row = student.post(url, data).context["form"].formsets["contributions"].forms[0]
    assert row.errors
    assert row["role"].value() == "author"


def test_row_that_is_whole_by_an_option_alone_is_saved_by_an_autosave():
    class Row(forms.Form):
        id = forms.IntegerField(required=False)
        role = forms.TypedChoiceField(choices=[("author", "auteur")])

    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-role": "author"}
    rows = forms.formset_factory(Row, can_delete=True)(data)
    request = RequestFactory(headers={"Accept": "application/json"}).post("/")
    request.user = factories.UserFactory()
    with acting(request):
        leave_out_empty_rows(rows)
    assert rows.is_valid()
    assert rows.deleted_forms == []


def test_row_that_is_filled_in_after_it_was_left_out_is_saved(student):
    page, organisation = factories.CasePageFactory(publish=False, owner=student.user), factories.OrganisationFactory()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(form_of(student, url)) | {"partnerships-TOTAL_FORMS": "2", "partnerships-INITIAL_FORMS": "2"}
    empty = {"id": "", "DELETE": "", "organisation": "", "role": ""}
    rows = [{**empty, "ORDER": "1"}, {**empty, "ORDER": "2", "organisation": organisation.pk, "role": "partner"}]
    for number, row in enumerate(rows):
        data |= {f"partnerships-{number}-{name}": value for name, value in row.items()}
    assert student.post(url, data, headers={"Accept": "application/json"}).status_code == 200
    draft = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [one.organisation for one in draft.partnerships.all()] == [organisation]
