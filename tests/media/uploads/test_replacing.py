"""Another file in the place of one that is there: the old one goes when the new one is saved, and only then."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.urls import reverse
from wagtail.users.models import UserProfile

from editorial.groups import CHIEF_EDITOR
from media.models import SiteDocument, SiteImage, SiteMedia
from media.uploads import rollback
from tests import factories
from tests.clients import sign_in
from tests.media.uploads import hostile
from tests.media.uploads.test_full_disk import SOUND, files, own_transactions, refused, uploads  # noqa: F401 -- fixture

pytestmark = pytest.mark.django_db
EDIT = {"image": "wagtailimages:edit", "document": "wagtaildocs:edit", "recording": "wagtailmedia:edit"}
MODELS = {"image": SiteImage, "document": SiteDocument, "recording": SiteMedia}

ACCOUNT = {
    "name_email-first_name": "Noor", "name_email-last_name": "Voorbeeld", "name_email-email": "noor@stadskennis.example",
    "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
}  # fmt: skip


@pytest.fixture
def editor(home):
    return sign_in(factories.UserFactory(CHIEF_EDITOR), raise_request_exception=False)


def add(editor, kind: str):
    """Return a file that an editor uploaded, with its bytes on the disk."""
    address, data, field, make = uploads()[kind]
    assert editor.post(address, {**data, field: make()}).status_code == 302
    return MODELS[kind].objects.latest("pk")


def replace(editor, kind: str, item):
    """Send the form of a file with another one of the same name."""
    _address, data, field, make = uploads()[kind]
    return editor.post(reverse(EDIT[kind], args=[item.pk]), {**data, "title": "Nieuw", field: make()})


def stored(item) -> str:
    """Return the name of the file that the row of an item refers to."""
    return type(item).objects.values_list("file", flat=True).get(pk=item.pk)


@pytest.mark.parametrize("kind", EDIT)
def test_the_old_file_goes_when_the_new_one_is_saved(own_transactions, editor, work, kind):  # noqa: F811
    item = add(editor, kind)
    old = item.file.name
    assert replace(editor, kind, item).status_code == 302
    work()
    assert stored(item) != old and default_storage.exists(stored(item)) and not default_storage.exists(old)


@pytest.mark.parametrize("kind", EDIT)
@pytest.mark.parametrize("table", ["{}", "wagtailcore_modellogentry"])
def test_a_form_that_cannot_be_saved_loses_no_file(own_transactions, editor, kind, table):  # noqa: F811
    item = add(editor, kind)
    old, kept = item.file.name, files()
    with refused(f'(UPDATE|INSERT INTO) "{table.format(item._meta.db_table)}"') as failed:
        response = replace(editor, kind, item)
    if not failed:
        assert kind == "recording"  # its screen writes no log
        return
    assert response.status_code == 507
    assert stored(item) == old and files() == kept
    assert Path(item.file.path).stat().st_size > 0


def test_every_model_with_files_is_asked_before_a_file_goes():
    models = [model for model in apps.get_models() if any(isinstance(one, FileField) for one in model._meta.fields)]
    replaced = {"wagtailmedia.Media", "wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition"}
    assert {model._meta.label for model in models} - replaced == set(rollback.USERS)


@pytest.mark.parametrize("is_first", [True, False])
def test_an_avatar_that_cannot_be_replaced_is_kept(own_transactions, editor, is_first):  # noqa: F811
    user = get_user_model().objects.get(pk=editor.session["_auth_user_id"])

    def send(name):
        avatar = SimpleUploadedFile(name, hostile.picture(size=(80, 80)))
        return editor.post(reverse("wagtailadmin_account"), {**ACCOUNT, "avatar-avatar": avatar})

    if not is_first:
        send("een.png")
    before, kept = UserProfile.get_for_user(user).avatar.name, files()
    assert bool(before) is not is_first
    with refused('UPDATE "wagtailusers_userprofile"') as failed:
        assert send("twee.png").status_code == 507 and failed
    assert UserProfile.get_for_user(user).avatar.name == before and files() == kept
    send("drie.png")
    now = UserProfile.get_for_user(user).avatar
    assert now.name != before and files() == {*kept, Path(now.path)} - {Path(default_storage.path(before))}


def test_a_deleted_file_is_gone_after_the_request(own_transactions, editor, work):  # noqa: F811
    for kind, name in (("document", "wagtaildocs:delete"), ("recording", "wagtailmedia:delete")):
        item = add(editor, kind)
        assert editor.post(reverse(name, args=[item.pk])).status_code == 302
        work()
        assert not default_storage.exists(item.file.name), kind
