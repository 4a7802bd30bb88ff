"""The form of a photo asks about the people on it, says what a licence allows, and keeps no name that a camera gave."""

import pytest
from wagtail.images.forms import get_image_form

from media.models import SiteImage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "kept"),
    [("IMG_2041", False), ("PXL_20261129_101112", False), ("WhatsApp Image 2026-11-29 at 10.11.12", False),
     ("Photo 12 buren", True), ("Koken in Laak", True), ("P+R Laak", True)],
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
    assert "als ze de maker noemen" in str(form.fields["licence"].help_text)
