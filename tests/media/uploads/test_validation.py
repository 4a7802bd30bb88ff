"""Uploads through the editing screens: clear refusals, no metadata kept, never an error page."""

import io
import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from media.models import SiteDocument, SiteImage
from tests.documents import make_pdf
from tests.media.uploads import hostile

pytestmark = pytest.mark.django_db


def post_image(client, name, data, **values):
    fields = {
        "title": "Beeld",
        "alt": "Wat je ziet",
        "licence": "cc-by-4.0",
        "collection": Collection.objects.first().pk,
        "tags": "",
    }
    upload = SimpleUploadedFile("x.png", data)
    upload.name = name
    return client.post(reverse("wagtailimages:add"), {**fields, "file": upload, **values})


def post_document(client, name, data):
    upload = SimpleUploadedFile("x.pdf", data)
    upload.name = name
    fields = {
        "title": "Stuk",
        "language": "nl",
        "licence": "cc-by-4.0",
        "collection": Collection.objects.first().pk,
        "tags": "",
    }
    return client.post(reverse("wagtaildocs:add"), {**fields, "file": upload})


@pytest.mark.parametrize("name", hostile.IMAGES)
def test_hostile_image_is_refused(student, name):
    reset = time.monotonic()
    response = post_image(student, name, hostile.IMAGES[name])
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert "Wat je ziet" in response.content.decode()  # what was typed stays
    assert not SiteImage.objects.exists()
    assert time.monotonic() - reset < 2


@pytest.mark.parametrize("name", hostile.DOCUMENTS)
def test_hostile_document_is_refused(student, name):
    response = post_document(student, name, hostile.DOCUMENTS[name])
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not SiteDocument.objects.exists()


def test_refusal_is_one_message(student):
    form = post_document(student, "pagina.pdf", b"<!doctype html><title>x</title>").context["form"]
    assert form.errors["file"] == [
        "De naam eindigt op .pdf, maar dit is een webpagina of andere opmaakcode. Dit is geen pdf. Bewaar het document als pdf en upload die."
    ]
    upload = SimpleUploadedFile("nep.mp4", b"geen video")
    fields = {"title": "Nep", "licence": "cc-by-4.0", "collection": Collection.objects.first().pk, "tags": ""}
    for url in (reverse("wagtailmedia:add", args=["video"]), reverse("wagtailmedia:add", args=["audio"])):
        upload.seek(0)
        form = student.post(url, {**fields, "file": upload}).context["form"]
        assert len(form.errors["file"]) == 1 and "__all__" not in form.errors


def test_file_with_another_ending_is_still_refused(student):
    form = post_document(student, "verslag.docx", make_pdf(["Bladzijde"])).context["form"]
    assert len(form.errors["file"]) == 1
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize("name", hostile.IMAGES)
def test_hostile_image_in_the_multiple_upload(student, name):
    upload = SimpleUploadedFile("x.png", hostile.IMAGES[name])
    upload.name = name
    response = student.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": upload, "title": "x", "collection": Collection.objects.first().pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.status_code in {200, 400}
    if response.status_code == 200:
        assert json.loads(response.content)["success"] is False
    assert not SiteImage.objects.exists()


def test_metadata_is_gone_and_the_picture_upright(student):
    post_image(student, "foto.jpg", hostile.with_place())
    image = SiteImage.objects.get()
    data = image.file.read()
    assert b"GEHEIM" not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (30, 40)
    rendition = image.get_rendition("width-20|format-webp")
    assert b"GEHEIM" not in rendition.file.read()


@pytest.mark.parametrize("name", hostile.ODD_NAMES)
def test_odd_name_becomes_a_plain_one(student, name):
    post_image(student, name, hostile.picture())
    stored = SiteImage.objects.get().file.name
    assert stored.startswith("original_images/")
    assert stored.count("/") == 1 and ".." not in stored and stored.isascii()
    assert stored.endswith(".png") and ".php" not in stored


def test_image_needs_a_description_or_is_decoration(student):
    response = post_image(student, "a.png", hostile.picture(), alt="")
    assert response.context["form"].errors["alt"]
    assert post_image(student, "a.png", hostile.picture(), alt="", is_decorative="on").status_code == 302


def test_good_pdf_is_taken(student):
    assert post_document(student, "verslag.pdf", make_pdf(["Bladzijde"])).status_code == 302
    assert SiteDocument.objects.get().file.read().startswith(b"%PDF-")


def test_refusal_is_in_dutch(student):
    response = post_document(student, "html.pdf", hostile.DOCUMENTS["html.pdf"])
    assert "Dit is geen pdf. Bewaar het document als pdf en upload die." in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "wagtailimages:add",
        "wagtailimages:add_multiple",
        "wagtaildocs:add",
        "wagtaildocs:add_multiple",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailmedia:index",
    ],
)
def test_upload_screens_are_for_editors(client, researcher, name):
    assert client.get(reverse(name)).status_code == 302
    assert researcher.get(reverse(name)).status_code == 200


def test_metadata_is_gone_in_the_multiple_upload_too(student):
    collection = Collection.objects.first().pk
    upload = SimpleUploadedFile("foto.jpg", hostile.with_place())
    headers = {"X-Requested-With": "XMLHttpRequest"}
    fields = {"files[]": upload, "title": "Foto", "collection": collection}
    answer = json.loads(student.post(reverse("wagtailimages:add_multiple"), fields, headers=headers).content)
    assert answer["success"] is True
    waiting = UploadedFile.objects.get()
    assert b"GEHEIM" not in waiting.file.read()
    prefix = f"uploaded-image-{waiting.pk}"
    values = {"title": "Foto", "alt": "Een plein", "licence": "cc-by-4.0", "collection": collection, "tags": ""}
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    done = json.loads(student.post(url, {f"{prefix}-{key}": value for key, value in values.items()}).content)
    assert done["success"] is True, done
    data = SiteImage.objects.get().file.read()
    assert b"GEHEIM" not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert dict(picture.getexif()) == {} and picture.size == (30, 40)
