"""Reads duration, size and codecs of an uploaded recording in a child process, and refuses what browsers do not play."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from media.recordings.playable import CONTAINERS, advise, find_unplayable

WORKER = Path(__file__).with_name("probe_worker.py")
TIMEOUT = 90  # seconds; a file without a duration is read to its end


@dataclass(frozen=True)
class Probe:
    """Duration in seconds, size in pixels (0 for audio), and which streams the file has."""

    duration: float
    width: int
    height: int
    video: bool
    audio: bool


def probe(upload) -> Probe:
    """Return the Probe of an uploaded file; raise ValidationError when browsers cannot play it."""
    found = _read(upload)
    streams = found["streams"]
    if found["cut_off"]:
        raise ValidationError(_("This recording is cut off: a part of the file is missing. Copy it once more from the recorder and upload the whole file."), code="cut-off")  # fmt: skip
    if not streams:
        raise ValidationError(
            _("This file is damaged: no sound or picture can be read from it. Save it again."), code="damaged"
        )
    video = any(stream["type"] == "video" for stream in streams)
    unplayable = find_unplayable(found["container"], found["doctype"], streams)
    if unplayable:
        told = _("Browsers do not play this file: it holds %(what)s. %(advice)s")
        raise ValidationError(told, code="unplayable", params={"what": unplayable, "advice": advise(video)})
    if found["duration"] <= 0 or not found["decodes"]:
        raise ValidationError(
            _("This file is damaged: no sound or picture can be read from it. Save it again."), code="damaged"
        )
    expected = CONTAINERS.get(upload.name.rsplit(".", 1)[-1].lower(), found["container"])
    if expected != found["container"]:
        told = _(
            "What is in this file is not what its name says (%(name)s). Save it again, or give the name its right ending."
        )
        raise ValidationError(told, code="other-kind", params={"name": upload.name})
    audio = any(stream["type"] == "audio" for stream in streams)
    return Probe(found["duration"], found["width"], found["height"], video, audio)


def _read(upload) -> dict:
    """Return what the worker says of an upload."""
    with tempfile.NamedTemporaryFile(suffix=".media", dir=settings.FILE_UPLOAD_TEMP_DIR) as copy:
        path = getattr(upload, "temporary_file_path", None)
        if path is None:
            upload.seek(0)
            for chunk in upload.chunks():
                copy.write(chunk)
            copy.flush()
            upload.seek(0)
        command = [sys.executable, "-I", str(WORKER), path() if path else copy.name]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=True)  # noqa: S603
            return json.loads(done.stdout)
        except subprocess.TimeoutExpired:
            raise ValidationError(_("This file takes too long to read. Save it again and try once more.")) from None
        except (subprocess.CalledProcessError, ValueError):
            return {"streams": [], "cut_off": False}
