"""A refused form keeps the accepted file: the second time it comes without one, because a browser cannot fill it in again."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, UploadedFile

from editorial.groups import CHIEF_EDITOR
from media.models import SiteDocument, SiteImage, SiteMedia
from media.uploads import kept
from talkshows.models import EpisodePage
from tests import factories
from tests.clients import sign_in
from tests.documents import make_pdf
from tests.editorial.forms import posted, read_form
from tests.recordings import FILES

pytestmark = pytest.mark.django_db


def image(name="plein.png") -> SimpleUploadedFile:
    """Return an image as a browser sends it."""
    return SimpleUploadedFile(name, factories.make_image_file().read(), "image/png")


def pdf() -> SimpleUploadedFile:
    """Return a PDF as a browser sends it."""
    return SimpleUploadedFile("verslag.pdf", make_pdf(["Een bladzijde"]), "application/pdf")


def video() -> SimpleUploadedFile:
    """Return a recording as a browser sends it."""
    return SimpleUploadedFile("avond.webm", (FILES / "opname.webm").read_bytes(), "video/webm")


def fields(prefix="", **values) -> dict:
    """Return the other fields of an upload form."""
    found = {"title": "Het plein", "collection": Collection.objects.first().pk, "licence": "cc-by-4.0", "language": "nl",
             "alt": "Een plein met banken", "tags": "", "maker": "", "source": "", "caption": ""} | values  # fmt: skip
    return {f"{prefix}{name}": value for name, value in found.items()}


# (address, prefix of the fields, the file, what is refused, model)
UPLOADS = [
    ("/beheer/images/add/", "", image, "alt", SiteImage),
    ("/beheer/images/chooser/create/", "image-chooser-upload-", image, "alt", SiteImage),
    ("/beheer/documents/add/", "", pdf, "title", SiteDocument),
    ("/beheer/documents/chooser/create/", "document-chooser-upload-", pdf, "title", SiteDocument),
    ("/beheer/media/video/add/", "", video, "title", SiteMedia),
    ("/beheer/media/video/chooser/upload/", "media-chooser-upload-", video, "title", SiteMedia),
]
ids = [address for address, *_rest in UPLOADS]


def find_token(response, name: str) -> str:
    """Return the token that the form of a response sends back; "" without one."""
    text = (
        response.json().get("htmlFragment") or response.json()["html"]
        if "json" in response["Content-Type"]
        else response.text
    )
    _before, found, after = text.partition(f'<input type="hidden" name="{name}-kept" value="')
    return after.partition('"')[0] if found else ""


@pytest.mark.parametrize(("address", "prefix", "file", "refused", "model"), UPLOADS, ids=ids)
def test_second_try_without_the_file_saves_it(chief_editor, address, prefix, file, refused, model):
    name = f"{prefix}file"
    sent = file()
    first = chief_editor.post(address, {**fields(prefix, **{refused: ""}), name: sent})
    token = find_token(first, name)
    assert token and model.objects.count() == 0
    assert f"Bewaard: {sent.name}." in first.content.decode()
    chief_editor.post(address, {**fields(prefix), f"{name}-kept": token})
    saved = model.objects.get()
    assert saved.title == "Het plein" and saved.file.size > 0
    assert saved.filename.startswith(sent.name.split(".")[0])
    assert UploadedFile.objects.count() == 0  # nothing is kept any longer


def test_kept_file_is_named_again_until_the_form_is_right(chief_editor):
    address = "/beheer/images/add/"
    token = find_token(chief_editor.post(address, {**fields(alt=""), "file": image()}), "file")
    again = chief_editor.post(address, {**fields(alt=""), "file-kept": token})
    assert find_token(again, "file") == token
    assert UploadedFile.objects.count() == 1


def test_chosen_file_takes_the_place_of_the_kept_one(chief_editor):
    token = find_token(chief_editor.post("/beheer/images/add/", {**fields(alt=""), "file": image()}), "file")
    chief_editor.post("/beheer/images/add/", {**fields(), "file-kept": token, "file": image("straat.png")})
    assert SiteImage.objects.get().filename.startswith("straat")
    assert UploadedFile.objects.count() == 0


def test_refused_file_is_not_kept_and_what_was_kept_stays(chief_editor):
    bad = SimpleUploadedFile("stuk.png", b"geen beeld", "image/png")
    assert find_token(chief_editor.post("/beheer/images/add/", {**fields(), "file": bad}), "file") == ""
    token = find_token(chief_editor.post("/beheer/images/add/", {**fields(alt=""), "file": image()}), "file")
    bad.seek(0)
    answer = chief_editor.post("/beheer/images/add/", {**fields(), "file-kept": token, "file": bad})
    assert find_token(answer, "file") == token and "Bewaard: plein.png." in answer.text


def test_kept_file_is_its_users_alone(chief_editor):
    token = find_token(chief_editor.post("/beheer/images/add/", {**fields(alt=""), "file": image()}), "file")
    other = sign_in(factories.UserFactory(CHIEF_EDITOR))
    answer = other.post("/beheer/images/add/", {**fields(), "file-kept": token})
    assert answer.context["form"].errors["file"] and SiteImage.objects.count() == 0
    (row,) = UploadedFile.objects.all()
    assert Client().get(f"/media/{row.file.name}").status_code == 404
    assert other.get(f"/media/{row.file.name}").status_code == 404


def test_forged_token_is_no_file(chief_editor):
    for token in ("", "x", "WzFd:x:y", signing.dumps([1, 1], salt=kept.SALT), signing.dumps("x", salt=kept.SALT)):
        answer = chief_editor.post("/beheer/images/add/", {**fields(), "file-kept": token})
        assert answer.context["form"].errors["file"], token


def test_file_is_kept_for_a_day(chief_editor, monkeypatch):
    token = find_token(chief_editor.post("/beheer/images/add/", {**fields(alt=""), "file": image()}), "file")
    later = timezone.now() + kept.MAX_AGE + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    assert kept.find_kept(token, chief_editor.user) is None
    assert (kept.drop_expired(), UploadedFile.objects.count()) == (1, 0)


def test_user_has_few_kept_files(chief_editor):
    for _number in range(kept.MAX_KEPT + 2):
        chief_editor.post("/beheer/images/add/", {**fields(alt=""), "file": image()})
    assert UploadedFile.objects.count() == kept.MAX_KEPT


def test_kept_image_has_lost_its_metadata(chief_editor):
    chief_editor.post("/beheer/images/add/", {**fields(alt=""), "file": image("plein van mij.png")})
    (row,) = UploadedFile.objects.all()
    assert row.file.name.startswith("wagtail_uploads/plein-van-mij")


def test_replaced_file_of_an_image_is_kept_and_the_screen_says_one_thing(chief_editor):
    stored = factories.SiteImageFactory()
    address = f"/beheer/images/{stored.pk}/"
    answer = chief_editor.post(address, {**fields(alt=""), "file": image()})
    assert len(answer.context["messages"]) == 1  # not also that the stored file is missing
    token = find_token(answer, "file")
    old = stored.file.name
    chief_editor.post(address, {**fields(), "file-kept": token})
    stored.refresh_from_db()
    assert stored.file.name != old and stored.filename.startswith("plein")


def test_chapters_of_a_refused_page_are_kept(chief_editor):
    page = factories.EpisodePageFactory()
    address = f"/beheer/pages/{page.pk}/edit/"
    data = posted(read_form(chief_editor, address))
    vtt = SimpleUploadedFile("hoofdstukken.vtt", b"WEBVTT\n\n00:00.000 --> 01:35.000\nWelkom\n")
    refused = chief_editor.post(address, {**data, "title": "", "chapters_file": vtt})
    token = find_token(refused, "chapters_file")
    assert token and "Bewaard: hoofdstukken.vtt." in refused.text
    assert chief_editor.post(address, {**data, "chapters_file-kept": token}).status_code == 302
    draft = EpisodePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [(row.start, row.title) for row in draft.chapters.all()] == [(0, "Welkom")]
    assert UploadedFile.objects.count() == 0
