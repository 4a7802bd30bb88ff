"""A disk without room while a file is read in the background says nothing of the file: it is read again later."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.tasks import is_machine_fault
from media import child_process
from media.images.decoding import WORKER as IMAGE_WORKER
from media.models import PdfFacts, SiteDocument, SiteMedia
from media.pdf.reader import WORKER as PDF_WORKER
from media.pdf.reader import read
from media.recordings.trim import WORKER as TRIM_WORKER
from media.recordings.trim import trim_recording
from tests.documents import make_pdf
from tests.media.uploads import hostile
from tests.media.uploads.test_full_disk import refused, small_disk  # noqa: F401 -- fixture
from tests.recordings import FILES, SiteMediaFactory

pytestmark = pytest.mark.django_db


def fill(disk: Path) -> Path:
    """Leave no room on a disk; return the file that takes it."""
    room = os.statvfs(disk)
    stop = disk / "vol"
    stop.write_bytes(b"x" * (room.f_bavail * room.f_frsize))
    return stop


def test_a_pdf_is_read_when_there_is_room_again(home, work, settings, small_disk):  # noqa: F811
    document = SiteDocument.objects.create(title="Stuk", file=ContentFile(make_pdf(["Woorden"]), name="stuk.pdf"))
    full = fill(small_disk)
    settings.FILE_UPLOAD_TEMP_DIR = str(small_disk)
    work()
    assert PdfFacts.objects.get(document=document).state == PdfFacts.State.WAITING
    again = DBTaskResult.objects.filter(task_path="media.tasks.read_pdf", status="READY")
    assert again.exists() and not DBTaskResult.objects.filter(status="FAILED").exists()
    full.unlink()
    again.update(run_after=timezone.now())
    work()
    assert PdfFacts.objects.get(document=document).state == PdfFacts.State.READ


def test_a_pdf_whose_file_is_gone_is_damaged(home):
    document = SiteDocument.objects.create(title="Stuk", file=ContentFile(make_pdf(["Woorden"]), name="stuk.pdf"))
    default_storage.delete(document.file.name)
    assert read(document).state == PdfFacts.State.BROKEN


def test_a_recording_is_not_called_impossible_to_cut(settings, small_disk):  # noqa: F811
    item = SiteMediaFactory(type="audio")
    fill(small_disk)
    settings.FILE_UPLOAD_TEMP_DIR = str(small_disk)
    with pytest.raises(OSError) as caught:
        trim_recording(item, 0, 10, "Deel")
    assert caught.value.errno == errno.ENOSPC


def test_a_part_whose_row_cannot_be_written_leaves_no_file():
    item = SiteMediaFactory(type="audio")
    before = set(Path(default_storage.location).rglob("*"))
    with refused('INSERT INTO "media_sitemedia"'), pytest.raises(OperationalError), transaction.atomic():
        trim_recording(item, 0, 10, "Deel")
    assert set(Path(default_storage.location).rglob("opname-0-10*")) <= before and SiteMedia.objects.count() == 1


@pytest.mark.parametrize(
    ("script", "data"),
    [(PDF_WORKER, make_pdf(["Woorden"])), (IMAGE_WORKER, hostile.picture(size=(30, 20)))],
    ids=["pdf", "image"],
)
def test_a_script_that_cannot_write_its_answer_says_so(script, data):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-I", str(script)], input=data, stdout=full, stderr=subprocess.DEVNULL)
    assert done.returncode == child_process.MACHINE_FAULT


def test_a_script_that_cannot_write_its_file_says_so(tmp_path):
    full = tmp_path / "deel.opus"
    full.symlink_to("/dev/full")
    command = [sys.executable, "-I", str(TRIM_WORKER), str(FILES / "opname.opus"), str(full), "0", "100"]
    assert subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 75


def test_a_script_without_room_is_a_fault_of_the_machine(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import os\nos._exit(75)\n")
    with pytest.raises(OSError) as caught, child_process.run_worker(script, io.BytesIO(b"x")):
        pass
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EAGAIN, errno.ENOMEM])
def test_a_task_that_such_a_fault_ends_is_tried_again(number):
    error = OSError(number, os.strerror(number))
    assert is_machine_fault(f"builtins.{type(error).__name__}", f"Traceback\n{type(error).__name__}: {error}\n")
    assert not is_machine_fault("builtins.PermissionError", "PermissionError: [Errno 13] Permission denied")
