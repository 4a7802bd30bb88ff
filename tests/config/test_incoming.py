"""Uploads and recordings that are read or cut lie on the disk of the installation, not in the system's temporary folder."""

import io
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from config.incoming import KEPT, remove_left_over
from media.images.decoding import decode_image
from media.recordings.probe import probe
from media.recordings.trim import trim_recording
from tests.recordings import FILES, SiteMediaFactory

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def no_other_folder(settings, tmp_path, monkeypatch):
    """The folder of the installation is the only one in which a temporary file can be made."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "memory"))
    return folder


def make_picture() -> bytes:
    from PIL import Image  # noqa: PLC0415 -- slow import

    data = io.BytesIO()
    Image.new("RGB", (40, 30)).save(data, "PNG")
    return data.getvalue()


@pytest.mark.django_db
def test_recordings_and_pictures_need_no_other_folder(no_other_folder):
    upload = SimpleUploadedFile("opname.webm", (FILES / "opname.webm").read_bytes())
    assert round(probe(upload).duration) == 130
    assert trim_recording(SiteMediaFactory(), 40, 100, "Deel").media.file.size
    assert decode_image(make_picture()).kind == "PNG"
    with TemporaryUploadedFile("opname.webm", "video/webm", 1, None) as file:
        assert Path(file.temporary_file_path()).parent == no_other_folder
    assert list(no_other_folder.iterdir()) == []


def test_folder_is_made_when_the_settings_are_read(tmp_path):
    code = "import config.settings.production as s; print(s.FILE_UPLOAD_TEMP_DIR)"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", "VAR_DIR": str(tmp_path / "var"),
                   "SECRET_KEY": "k3y-" * 20, "STADSKENNIS_ENV_FILE": "none"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    folder = tmp_path / "var" / "incoming"
    assert done.stdout.strip() == str(folder), done.stderr
    assert folder.stat().st_mode & 0o777 == 0o700


def test_folder_of_a_container_is_on_the_volume():
    site = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["web"]
    var = re.search(r"VAR_DIR=(\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))[1]
    assert f"files:{var}" in site["volumes"]
    assert not any(var.startswith(one.split(":")[0]) for one in site["tmpfs"])


def test_what_a_killed_process_left_goes_after_a_day(no_other_folder, tmp_path):
    outside = tmp_path / "opname.mp4"
    outside.touch()
    old, new = no_other_folder / "old.upload", no_other_folder / "new.upload"
    old.touch()
    new.touch()
    (no_other_folder / "cut").mkdir()
    (no_other_folder / "cut" / "original.mp4").touch()
    (no_other_folder / "link").symlink_to(outside)
    past = time.time() - KEPT - 60
    for path in (old, no_other_folder / "cut", no_other_folder / "link"):
        os.utime(path, (past, past), follow_symlinks=False)
    remove_left_over()
    assert list(no_other_folder.iterdir()) == [new] and outside.exists()
