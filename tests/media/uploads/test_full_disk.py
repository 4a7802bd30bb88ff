"""A full disk: a clear message, nothing half kept, and readers notice nothing."""

import errno
import os
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import OperationalError, connection
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from config.cache_backends import FolderCache
from core import machine_faults
from core.machine_faults import find_fault
from editorial.groups import RESEARCHER
from media.models import SiteDocument, SiteImage, SiteMedia, SiteRendition
from media.uploads import validation
from media.uploads.validation import RESERVED_SPACE
from tests import factories
from tests.clients import sign_in
from tests.documents import make_pdf
from tests.media.uploads import hostile

pytestmark = pytest.mark.django_db
FULL = {
    "default": {"BACKEND": "tests.media.uploads.full_disk.FullDisk"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SOUND = Path(__file__).parents[2] / "files" / "opname.opus"


def files() -> set:
    """Return every file below the media folder."""
    return {path for path in Path(default_storage.location).rglob("*") if path.is_file()}


def rows() -> list[int]:
    return [model.objects.count() for model in (SiteImage, SiteDocument, SiteMedia, SiteRendition, UploadedFile)]


@pytest.fixture
def own_transactions(transactional_db):
    """Each write is a transaction, as on a running site."""


@contextmanager
def refused(statement: str):
    """Let every statement that matches fail as on a full disk; yields those that did."""
    failed = []

    def refuse(execute, sql, params, many, context):
        if re.match(statement, sql):
            failed.append(sql)
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield failed


@pytest.fixture
def editor(home):
    return sign_in(factories.UserFactory(RESEARCHER), raise_request_exception=False)


def uploads() -> dict:
    """Return {name: (address, form, name of the file's field, file)} of every form that takes a file."""
    collection = Collection.objects.first().pk
    picture = lambda: SimpleUploadedFile("beeld.png", hostile.picture(size=(300, 200)))  # noqa: E731
    paper = lambda: SimpleUploadedFile("stuk.pdf", make_pdf(["Bladzijde"]))  # noqa: E731
    sound = lambda: SimpleUploadedFile("geluid.opus", SOUND.read_bytes())  # noqa: E731
    image = {"title": "Beeld", "alt": "Wat", "licence": "cc-by-4.0", "collection": collection, "tags": ""}
    document = {"title": "Stuk", "language": "nl", "licence": "cc-by-4.0", "collection": collection, "tags": ""}
    media = {"title": "Geluid", "licence": "cc-by-4.0", "collection": collection, "tags": "", "duration": "3"}
    many = {"title": "Veel", "collection": collection}
    chosen = {f"image-chooser-upload-{key}": value for key, value in image.items()}
    picked = {f"document-chooser-upload-{key}": value for key, value in document.items()}
    played = {f"media-chooser-upload-{key}": value for key, value in media.items()}
    return {
        "image": (reverse("wagtailimages:add"), image, "file", picture),
        "images": (reverse("wagtailimages:add_multiple"), many, "files[]", picture),
        "image chooser": (reverse("wagtailimages_chooser:create"), chosen, "image-chooser-upload-file", picture),
        "document": (reverse("wagtaildocs:add"), document, "file", paper),
        "documents": (reverse("wagtaildocs:add_multiple"), many, "files[]", paper),
        "document chooser": (reverse("wagtaildocs_chooser:create"), picked, "document-chooser-upload-file", paper),
        "recording": (reverse("wagtailmedia:add", args=["audio"]), media, "file", sound),
        "recording chooser": (reverse("wagtailmedia:chooser_upload", args=["audio"]), played, "media-chooser-upload-file", sound),
    }  # fmt: skip


KINDS = [
    "image",
    "images",
    "image chooser",
    "document",
    "documents",
    "document chooser",
    "recording",
    "recording chooser",
]


def send(client, kind: str):
    address, data, field, make = uploads()[kind]
    ajax = {"X-Requested-With": "XMLHttpRequest"} if kind != "image" else {}
    return client.post(address, {**data, field: make()}, headers=ajax)


def test_a_file_that_lies_on_the_disk_already_needs_no_more_room(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    room = RESERVED_SPACE + 1000
    monkeypatch.setattr(validation.shutil, "disk_usage", lambda place: SimpleNamespace(free=room))
    with open(tmp_path / "deel", "w+b") as file:
        file.write(b"x" * 5000)
        beside = SimpleNamespace(size=5000, temporary_file_path=lambda: file.name)
        validation._check_disk_space(beside)
    with pytest.raises(ValidationError):
        validation._check_disk_space(SimpleNamespace(size=5000))
    monkeypatch.setattr(validation.shutil, "disk_usage", lambda place: SimpleNamespace(free=RESERVED_SPACE - 1))
    (tmp_path / "deel").write_bytes(b"x")
    with pytest.raises(ValidationError):
        validation._check_disk_space(beside)


def test_a_file_is_on_the_disk_before_it_gets_its_name(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = tmp_path, str(tmp_path)
    written, sync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (written.append(os.fstat(number).st_ino), sync(number)))
    upload = TemporaryUploadedFile("geluid.opus", "audio/ogg", 4, None)
    upload.file.write(b"abcd")
    upload.file.flush()
    number = os.stat(upload.temporary_file_path()).st_ino
    name = default_storage.save("geluid.opus", upload)
    upload.close()  # which knows that it was moved
    assert number in written and os.stat(default_storage.path(name)).st_ino == number  # moved, not copied


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_keeps_a_good_file(editor, kind):
    before = rows()
    assert send(editor, kind).status_code in {200, 302}
    assert sum(rows()) > sum(before)


def test_disk_that_fills_up_half_way(own_transactions, editor):
    for kind in KINDS:
        kept, before = files(), rows()
        with override_settings(STORAGES=FULL):
            response = send(editor, kind)
        assert response.status_code == 507, kind
        assert "De schijf van deze site is vol" in response.content.decode(), kind
        assert response.reason_phrase == "De schijf is vol: er is niets bewaard", kind
        assert (files(), rows()) == (kept, before), kind


@pytest.mark.parametrize(
    ("statement", "met"),
    [
        ('INSERT INTO "media_', 6),
        ('INSERT INTO "wagtailcore_uploadedfile"', 2),
        ('INSERT INTO "django_tasks_database', 6),
        ('INSERT INTO "wagtailcore_modellogentry"', 2),
        ('INSERT INTO "wagtailsearch_indexentry"', 0),
    ],
)
def test_database_that_cannot_write_any_more(own_transactions, editor, statement, met):
    """The file is on the disk, and its row may be, when a later write fails: both are taken back."""
    found = 0
    for kind in KINDS:
        kept, before = files(), rows()
        with refused(statement) as failed:
            response = send(editor, kind)
        if failed:
            found += 1
            assert response.status_code == 507, kind
            assert (files(), rows()) == (kept, before), kind
    assert found >= met


def test_no_room_is_said_before_anything_is_written(editor, monkeypatch):
    monkeypatch.setattr("media.uploads.validation.RESERVED_SPACE", 10**18)
    kept = files()
    response = send(editor, "image")
    assert response.status_code == 507
    html = response.content.decode()
    assert "De schijf van deze site is vol" in html and 'value="Beeld"' in html
    assert (files(), SiteImage.objects.count()) == (kept, 0)


def test_reader_gets_the_page_without_the_picture(own_transactions, client, home):
    case = factories.CasePageFactory(hero_image=factories.SiteImageFactory())
    kept = files()
    with override_settings(STORAGES=FULL):
        response = client.get(case.url)
        assert response.status_code == 200 and "<picture" not in response.content.decode()
    assert files() == kept
    assert "<picture" in client.get(case.url).content.decode()


def test_image_row_that_cannot_be_written_leaves_no_size_behind(own_transactions, client, home):
    case = factories.CasePageFactory(hero_image=factories.SiteImageFactory())
    kept = files()
    with refused('INSERT .*INTO "media_siterendition"') as failed:
        assert client.get(case.url).status_code == 200
    assert failed
    assert files() == kept


def test_cache_that_cannot_write_is_no_error(tmp_path, monkeypatch):
    cache = FolderCache(str(tmp_path / "cache"), {})
    cache.set("a", 1)

    def refuse(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    cache.set("b", 2)
    assert (cache.get("a"), cache.get("b")) == (1, None)
    assert type(caches["default"]) is not FolderCache  # the tests' own


def test_large_upload_on_the_same_disk_is_moved(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = default_storage.location
    Path(default_storage.location).mkdir(parents=True, exist_ok=True)
    upload = TemporaryUploadedFile("groot.mp3", "audio/mpeg", 4, None)
    upload.write(b"ID3.")
    upload.flush()
    name = default_storage.save("media/groot.mp3", upload)
    assert default_storage.open(name).read() == b"ID3."
    assert not Path(upload.temporary_file_path()).exists()
    upload.file._closer.close_called = True  # the file it would remove has moved


@pytest.mark.parametrize(
    ("error", "full"),
    [(OSError(errno.ENOSPC, ""), True), (OSError(errno.EDQUOT, ""), True), (OSError(errno.EACCES, ""), False),
     (OperationalError("database or disk is full"), True), (OperationalError("database is locked"), False), (None, False)],
)  # fmt: skip
def test_what_counts_as_a_full_disk(error, full):
    assert (find_fault(error) is machine_faults.FULL) is full
    if error is not None:
        wrapped = ValueError("around it")
        wrapped.__cause__ = error
        assert (find_fault(wrapped) is machine_faults.FULL) is full


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB, where this machine lets us make one."""
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", tmp_path], capture_output=True).returncode
    ):
        if os.environ.get("CI") == "true":
            pytest.fail("no small disk could be mounted")
        pytest.skip("a small disk can only be mounted by root")
    yield tmp_path
    subprocess.run(["umount", "-l", tmp_path], check=True)


def test_real_disk_that_is_full(own_transactions, editor, client, settings, small_disk):
    settings.MEDIA_ROOT = small_disk
    case = factories.CasePageFactory(hero_image=factories.SiteImageFactory())
    assert client.get(case.url).status_code == 200
    room = os.statvfs(small_disk)
    (small_disk / "vol").write_bytes(b"x" * (room.f_bavail * room.f_frsize - 2000))
    kept, before = files(), rows()
    assert "De schijf van deze site is vol" in send(editor, "image").content.decode()  # asked before
    settings.MEDIA_ROOT = small_disk
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("media.uploads.validation._check_disk_space", lambda size: None)
        for kind in KINDS:
            response = send(editor, kind)
            assert response.status_code == 507 or kind in {"documents", "document", "document chooser"}, kind
    assert rows()[0] == before[0]
    assert {path for path in files() if path.stat().st_size == 0} == set()
    assert client.get(case.url).status_code == 200
    assert len(files()) - len(kept) == sum(rows()) - sum(before)
