"""Another file in the place of one that is there: the old one goes when the new one is saved, and only then."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from editorial.groups import CHIEF_EDITOR
from media.models import SiteDocument, SiteImage, SiteMedia
from tests import factories
from tests.clients import sign_in
from tests.media.uploads.test_full_disk import SOUND, files, own_transactions, refused, uploads  # noqa: F401 -- fixture

pytestmark = pytest.mark.django_db
EDIT = {"image": "wagtailimages:edit", "document": "wagtaildocs:edit", "recording": "wagtailmedia:edit"}
MODELS = {"image": SiteImage, "document": SiteDocument, "recording": SiteMedia}


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


def test_a_deleted_file_is_gone_after_the_request(own_transactions, editor, work):  # noqa: F811
    for kind, name in (("document", "wagtaildocs:delete"), ("recording", "wagtailmedia:delete")):
        item = add(editor, kind)
        assert editor.post(reverse(name, args=[item.pk])).status_code == 302
        work()
        assert not default_storage.exists(item.file.name), kind
