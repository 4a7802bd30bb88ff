"""Every kind through the editor: written by a student, previewed, submitted, approved twice, edited again, found."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from core.models import EntryPage
from tests import factories
from tests.editorial.forms import add_row, posted, read_form
from tests.publishing import approve

pytestmark = pytest.mark.django_db
KINDS = sorted(EntryPage.kinds())
TEXT = {"lead": "Wat wij leerden.", "body": [("text", rich_text("<p>Een zin met pimpelmees.</p>"))]}
# What a row needs beyond filled-in text.
ROWS = {
    "caption_tracks": {"source": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Gast>Goedenavond."},
    "chapters": {"start": "1:35"},
    "partnerships": {"role": "partner"},
    "contributions": {"role": "author"},
}


def write(client, parent, model):
    """Fill the form of a new page with one row in each of the kind's own sets of rows, and submit it."""
    url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    form = read_form(client, url)
    data = posted(form, title=f"Nieuw {model.kind}", slug=f"nieuw-{model.kind}", **TEXT)
    target = factories.CasePageFactory()
    organisation, person = factories.OrganisationFactory(), factories.PersonFactory()
    for name in form.formsets:
        if name != "comments":
            values = {"target": target.pk, "organisation": organisation.pk, "person": person.pk, "name": ""}
            add_row(
                data, form, name, {**values, "text": "Ingevuld", "session": "", "minutes": "", **ROWS.get(name, {})}
            )
    response = client.post(url, data)
    assert response.status_code == 302, _errors(response.context["form"])
    return model.objects.get(slug=f"nieuw-{model.kind}")


def _errors(form) -> list:
    return [form.errors, *(row for formset in form.formsets.values() for row in formset.errors if row)]


@pytest.mark.parametrize("kind", KINDS)
def test_from_the_first_word_to_the_reader(kind, client, student, researcher, chief_editor, work):
    model = EntryPage.kinds()[kind]
    parent = getattr(factories, f"{model.__name__}Factory").get_parent()
    page = write(student, parent, model)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = read_form(student, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    data = posted(form, **{"body": TEXT["body"]})
    rows = {name: len(formset.forms) for name, formset in form.formsets.items() if name != "comments"}
    assert set(rows.values()) == {1}, rows
    answer = student.post(preview, data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    shown = student.get(preview)
    assert (shown.status_code, f"Nieuw {kind}" in shown.text) == (200, True)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data |= {"title": f"Beter {kind}", "action-submit": "1"}
    response = student.post(edit, data)
    assert response.status_code == 302, _errors(response.context["form"])
    for reviewer in (researcher, chief_editor):
        assert not model.objects.get(pk=page.pk).live
        assert approve(reviewer, page).status_code in {200, 302}
    page = model.objects.get(pk=page.pk)
    assert (page.live, page.title) == (True, f"Beter {kind}")
    work()
    assert client.get(page.url).status_code == 200
    assert f'data-entry="{page.pk}"' in client.get("/zoeken/", {"q": "pimpelmees"}).text
