"""The form of a photo asks about the people on it, says what a licence allows, and keeps no name that a camera gave."""

import pytest
from wagtail.images.forms import get_image_form

from media.models import SiteImage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "kept"),
    [("IMG_2041", False), ("PXL_20261129_101112", False), ("WhatsApp Image 2026-11-29 at 10.11.12", False),
     ("20260302_1234", False), ("image", False), ("Foto", False), ("image (2)", False),
     ("DSC01234", False), ("Photo 12 buren", True), ("20 foto's", True), ("2026", True), ("Koken in Laak", True), ("P+R Laak", True)],
)  # fmt: skip
def test_number_of_a_camera_is_no_title(title, kept):
    form = get_image_form(SiteImage)(
        {"title": title, "alt": "Lange tafel met borden", "licence": "cc-by-4.0", "focal_point_x": ""},
        {"file": factories.make_image_file()}, user=factories.UserFactory(is_superuser=True),
    )  # fmt: skip
    form.is_valid()
    assert form.cleaned_data["title"] == (title if kept else "Lange tafel met borden")


def test_words_beside_the_fields():
    form = get_image_form(SiteImage)(user=factories.UserFactory(is_superuser=True))
    assert "herkenbaar" in str(form.fields["people"].help_text)
    assert [value for value, _label in form.fields["people"].choices] == ["none", "agreed", ""]
    assert "Laat maar leeg" in str(form["title"].help_text)
    assert "als ze de maker noemen" in str(form.fields["licence"].help_text)


def ask(**data):
    """Return the form of a new picture with these words."""
    return get_image_form(SiteImage)(
        {"licence": "cc-by-4.0", "focal_point_x": "", **data},
        {"file": factories.make_image_file()}, user=factories.UserFactory(is_superuser=True),
    )  # fmt: skip


def test_picture_without_title_is_called_by_the_first_words_of_its_alternative():
    form = ask(title="", alt="Lange tafel met borden. " + "Daaromheen zitten buren van alle leeftijden. " * 4)
    form.is_valid()
    assert "title" not in form.errors
    title = form.cleaned_data["title"]
    assert title.startswith("Lange tafel met borden. Daaromheen") and title.endswith("…") and len(title) <= 80
    without_words = ask(title="", alt="")
    without_words.is_valid()
    assert "alt" in without_words.errors and "title" not in without_words.errors  # one fault is said once
    nameless = ask(title="", alt="", is_decorative="on")
    nameless.is_valid()
    assert "title" in nameless.errors


def test_chooser_opens_at_the_upload_for_who_has_no_picture_yet(home):
    user = factories.UserFactory(is_superuser=True)
    make = get_image_form(SiteImage)
    assert "data-first-upload" in str(make(user=user)["file"])
    factories.SiteImageFactory(uploaded_by_user=user)
    assert "data-first-upload" not in str(make(user=user)["file"])
