"""The copy of a file in use: the same file and texts, the editor's own, and nothing public changes."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.models import Collection, PageViewRestriction

from editorial.groups import CHIEF_EDITOR
from media.models import PublicCollection, SiteImage
from media.public_use.copying import copy_file
from talkshows.consent.policy import is_file_withdrawn
from talkshows.models.consent import Consent
from tests import factories
from tests.media.public_use import world
from tests.media.public_use.world import MODELS, make_file, snapshot
from tests.media.uploads import hostile
from tests.publishing import publish

pytestmark = pytest.mark.django_db
OWN = {"id", "file", "created_at", "uploaded_by_user", "file_hash", "thumbnail"}


def copy(client, kind, file, **data):
    """Press the button; return (response, the newest file)."""
    response = client.post(reverse("copy_file", args=[kind, file.pk]), data)
    return response, MODELS[kind].objects.order_by("-pk").first()


@pytest.mark.parametrize("kind", MODELS)
def test_copy_has_the_same_file_and_texts_and_another_owner(student, kind):
    file = make_file(kind, title="Plein", source="Archief", uploaded_by_user=None)
    file.tags.add("wonen", "buurt feest")
    world.make_users({"image": [], "document": [], "recording": [], kind: [file]}, publish=True)
    before = snapshot(file)
    response, made = copy(student, kind, file)
    assert response.url == reverse(f"{world.views(kind)[0]}:edit", args=[made.pk])
    after = snapshot(made)
    assert {name: value for name, value in after.items() if name not in OWN} == {
        name: value for name, value in before.items() if name not in OWN
    }
    assert after["file"] != before["file"]
    assert after["uploaded_by_user"] == student.user.pk
    now = snapshot(file)
    assert {**now, "file_hash": ""} == {**before, "file_hash": ""}, "the file itself stays as it was"
    assert world.edit(student, kind, made).status_code == 302
    assert snapshot(made)["title"] == "Nieuw"


def test_what_was_typed_goes_along(student):
    image = factories.SiteImageFactory(
        title="Plein", uploaded_by_user=student.user, caption="Oud", is_decorative=True, alt=""
    )
    image.tags.add("wonen")
    _response, made = copy(
        student, "image", image, title="Plein bij avond", alt="Lantaarns", caption="", tags='"buurt feest"'
    )
    assert (made.title, made.alt, made.caption, made.is_decorative) == ("Plein bij avond", "Lantaarns", "", False)
    assert list(made.tags.names()) == ["buurt feest"]
    image.refresh_from_db()
    assert (image.title, image.alt) == ("Plein", "")


def test_what_was_typed_wrong_is_said_and_the_copy_stays(student):
    image = factories.SiteImageFactory(uploaded_by_user=student.user)
    response, made = copy(student, "image", image, title="Nieuw", alt="")
    assert made.alt == "Een groen vlak"
    assert (
        "versiering"
        in BeautifulSoup(student.get(response.url).content, "html.parser").find(class_="messages").get_text()
    )


def test_copy_chosen_in_a_draft_is_public_with_the_page(student, client):
    image = factories.SiteImageFactory(uploaded_by_user=student.user)
    case = factories.CasePageFactory(hero_image=image, owner=student.user)
    _response, made = copy(student, "image", image)
    case.hero_image = made
    case.save_revision(user=student.user)
    assert world.edit(student, "image", made).status_code == 302
    url = SiteImage.objects.get(pk=made.pk).get_rendition("width-20|format-webp").url
    assert client.get(url).status_code == 404
    publish(case)
    assert client.get(url).status_code == 200
    assert world.edit(student, "image", made).status_code == 403


def test_copy_of_a_file_of_a_public_collection_lies_elsewhere(student):
    kit = Collection.get_first_root_node().add_child(name="Perskit")
    PublicCollection.objects.create(collection=kit, reason="Pers")
    _response, made = copy(student, "image", factories.SiteImageFactory(collection=kit))
    assert made.collection == Collection.get_first_root_node()


def test_consents_of_a_recording_cover_its_copy(student):
    recording = make_file("recording")
    identity = f"file:{recording.pk}:{recording.file.name}"
    consent = Consent.objects.create(
        entry_key="00000000-0000-0000-0000-000000000001", name="Gast", agreed="Beeld", recordings=f"\n{identity}\n"
    )
    _response, made = copy(student, "recording", recording)
    assert not is_file_withdrawn(made)
    consent.refresh_from_db()
    consent.until = date(2020, 1, 1)
    consent.save()
    assert is_file_withdrawn(made)
    response, newest = copy(student, "recording", recording)
    assert (response.url, newest) == (reverse("wagtailadmin_home"), made), "withdrawn files are not copied"


def test_consent_of_a_picture_covers_its_copy(student):
    image, other = factories.SiteImageFactory(), factories.SiteImageFactory(file=factories.make_image_file(size=(9, 9)))
    consent = Consent.objects.create(
        entry_key="00000000-0000-0000-0000-000000000001", name="Gast", agreed="Beeld", picture=image
    )
    _response, made = copy(student, "image", image)
    assert not is_file_withdrawn(made)
    consent.until = date(2020, 1, 1)
    consent.save()
    assert [is_file_withdrawn(file) for file in (image, made, other)] == [True, True, False]


def test_missing_file_is_said(student):
    image = factories.SiteImageFactory()
    image.file.storage.delete(image.file.name)
    response, newest = copy(student, "image", image)
    assert (response.status_code, newest) == (302, image)
    assert "ontbreekt" in student.get(response.url).content.decode()


def recording_files() -> set[Path]:
    """Return the files of recordings and their pictures on the disk."""
    return {path for folder in ("media", "media_thumbnails") for path in Path(default_storage.path(folder)).glob("*")}


def test_recording_whose_small_picture_is_missing_is_copied_without_it(student):
    thumbnail = ContentFile(hostile.picture(size=(30, 20)), name="klein.png")
    file = make_file("recording", thumbnail=thumbnail, uploaded_by_user=None)
    default_storage.delete(file.thumbnail.name)
    before = recording_files()
    _response, made = copy(student, "recording", file)
    assert made != file and not made.thumbnail and default_storage.exists(made.file.name)
    assert recording_files() - before == {Path(made.file.path)}


def test_refused_copy_leaves_no_file(student):
    thumbnail = ContentFile(hostile.picture(size=(30, 20)), name="klein.png")
    file = make_file("recording", thumbnail=thumbnail, uploaded_by_user=None)
    default_storage.delete(file.thumbnail.name)
    Path(file.thumbnail.path).mkdir()  # something that cannot be read
    before = recording_files()
    with pytest.raises(IsADirectoryError):
        copy_file(file, student.user)
    assert recording_files() == before and type(file).objects.count() == 1
    Path(file.thumbnail.path).rmdir()


def test_only_editors_copy_and_only_by_a_post(client, student, home):
    image = factories.SiteImageFactory()
    copy(client, "image", image)
    assert student.get(reverse("copy_file", args=["image", image.pk])).status_code == 405
    assert student.post(reverse("copy_file", args=["anders", image.pk])).status_code == 404
    assert student.post(reverse("copy_file", args=["image", 2**40])).status_code == 404
    assert SiteImage.objects.count() == 1


def test_file_of_a_private_page_is_copied_by_who_may_read_it(student, chief_editor):
    image = factories.SiteImageFactory(title="Voor de redactie")
    page = factories.CasePageFactory(hero_image=image)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.set(Group.objects.filter(name=CHIEF_EDITOR))
    assert copy(student, "image", image)[0].status_code == 404
    assert SiteImage.objects.count() == 1
    assert copy(chief_editor, "image", image)[1].uploaded_by_user == chief_editor.user
