"""A field that a form or a publication asks for has the mark of a required field, also when it depends on another field."""

import re

import pytest
from django.urls import reverse

from talkshows.models import Consent
from tests import factories
from tests.editorial.forms import read_form
from tests.recordings import recorded

pytestmark = pytest.mark.django_db
MARK = '<span class="w-required-mark'


def is_marked(html: str, name: str, prefix: str = "id_") -> bool:
    """Return whether the label of a field has the mark."""
    labels = re.findall(rf'<label[^>]*\bfor="{prefix}{name}"[^>]*>(.*?)</label>', html, re.DOTALL)
    assert labels, f"no label for {name}"
    return any(MARK in label for label in labels)


@pytest.mark.parametrize("address", ["/beheer/images/add/", "/beheer/images/chooser/create/"])
def test_text_alternative_is_marked_where_images_are_added(chief_editor, address):
    response = chief_editor.get(address)
    html = response.json()["htmlFragment"] if "json" in response["Content-Type"] else response.text
    prefix = "id_image-chooser-upload-" if "chooser" in address else "id_"
    assert is_marked(html, "alt", prefix)
    assert not is_marked(html, "caption", prefix)
    assert re.search(r'<input[^>]*name="[\w-]*alt"[^>]*>', html)[0].find(" required") == -1  # a decoration needs none


def test_text_alternative_is_marked_in_the_form_of_several_images(chief_editor):
    response = chief_editor.post(
        "/beheer/images/multiple/add/", {"files[]": factories.make_image_file(), "title": "Het plein", "collection": 1}
    )
    html = response.json()["form"]
    (name,) = re.findall(r'name="([\w-]*alt)"', html)
    assert is_marked(html, name)


def test_decoration_needs_no_text_alternative(chief_editor):
    image = factories.SiteImageFactory(alt="", is_decorative=True)
    assert not is_marked(chief_editor.get(f"/beheer/images/{image.pk}/").text, "alt")
    plain = factories.SiteImageFactory()
    assert is_marked(chief_editor.get(f"/beheer/images/{plain.pk}/").text, "alt")


def test_missing_text_alternative_is_told_once(chief_editor):
    form = chief_editor.post("/beheer/images/add/", {"title": "x", "alt": " "}).context["form"]
    assert form.errors["alt"] == ["Beschrijf het beeld, of vink ‘alleen versiering’ aan."]


ONE_OF_TWO = "Kies een {} of schrijf een naam: een van de twee is nodig."


@pytest.mark.parametrize(
    ("factory", "rows", "record", "kind"),
    [
        (factories.CasePageFactory, "contributions", "person", "persoon"),
        (factories.PracticePageFactory, "adoptions", "organisation", "organisatie"),
    ],
)
def test_of_two_ways_to_name_somebody_neither_is_marked_and_a_text_says_so(chief_editor, factory, rows, record, kind):
    page = factory()
    getattr(page, rows).create(name="Fatima", **({"role": "author"} if record == "person" else {}))
    page.save_revision()
    html = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    for row in ("0", "__prefix__"):
        assert not is_marked(html, f"{rows}-{row}-name") and not is_marked(html, f"{rows}-{row}-{record}")
        field = html.split(f'for="id_{rows}-{row}-{record}"')[1].split(f'for="id_{rows}-{row}-name"')[0]
        assert ONE_OF_TWO.format(kind) in field
    assert rows == "adoptions" or is_marked(html, "contributions-0-role")


def test_captions_and_consents_are_marked_while_they_are_missing(chief_editor):
    page = factories.EpisodePageFactory(publish=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert count_marks(chief_editor.get(address).text) == (False, False)
    fields = recorded(no_recognisable_guest=False)
    page.recording_file = fields["recording_file"]
    page.save_revision()
    assert count_marks(chief_editor.get(address).text) == (True, True)
    page.caption_tracks = fields["caption_tracks"]
    page.save_revision()
    Consent.objects.create(entry_key=page.translation_key, name="Fatima", agreed="Beeld en geluid")
    assert count_marks(chief_editor.get(address).text) == (False, False)


def count_marks(html: str) -> tuple[bool, bool]:
    """Return whether the captions and the statement about guests are marked."""
    captions = re.search(r'data-panel-heading-text>Ondertitel[^<]*</span>(<span class="w-required-mark")?', html)
    return bool(captions[1]), is_marked(html, "no_recognisable_guest")


def test_role_of_a_user_is_marked_unless_an_administrator(administrator):
    user = factories.UserFactory("Student")
    boss = factories.UserFactory(is_superuser=True)
    page = administrator.get(reverse("wagtailusers_users:edit", args=[user.pk]))
    assert page.context["form"].fields["groups"].required
    assert (
        not administrator.get(reverse("wagtailusers_users:edit", args=[boss.pk]))
        .context["form"]
        .fields["groups"]
        .required
    )


def test_of_person_and_name_of_a_consent_neither_is_marked_and_a_text_says_so(chief_editor):
    page = factories.EpisodePageFactory()
    address = reverse("consents", args=[page.pk])
    html = chief_editor.get(address).text
    assert not is_marked(html, "person") and not is_marked(html, "name") and is_marked(html, "agreed")
    assert ONE_OF_TWO.format("persoon") in html
    refused = chief_editor.post(address, {"agreed": "Beeld", "given_on": "2026-01-01", "name": " "})
    assert refused.context["form"].errors == {"name": ["Kies een persoon of schrijf een naam."]}


def test_no_role_is_chosen_for_a_person_and_an_organisation_takes_part(chief_editor):
    page = factories.EpisodePageFactory()
    form = read_form(chief_editor, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert form.formsets["contributions"].empty_form["role"].value() in (None, "")
    assert '<option value="" selected>' in str(form.formsets["contributions"].empty_form["role"])
    assert form.formsets["partnerships"].empty_form["role"].value() == "partner"
