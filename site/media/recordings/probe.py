"""Reads duration, size and streams of an uploaded recording, in a child process with resource limits."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TIMEOUT = 20  # seconds
_SCRIPT = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (15, 15))
from pymediainfo import MediaInfo
tracks = MediaInfo.parse(sys.argv[1]).tracks
number = lambda value: float(value) if value not in (None, "") else 0.0
found = {"duration": 0.0, "width": 0, "height": 0, "video": False, "audio": False}
for track in tracks:
    found["duration"] = max(found["duration"], number(track.duration) / 1000)
    if track.track_type == "Video":
        found |= {"video": True, "width": int(number(track.width)), "height": int(number(track.height))}
    found["audio"] |= track.track_type == "Audio"
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Probe:
    """Duration in seconds, size in pixels (0 for audio), and which streams the file has."""

    duration: float
    width: int
    height: int
    video: bool
    audio: bool


def probe(upload) -> Probe:
    """Return the Probe of an uploaded file; raise ValidationError when it cannot be played."""
    broken = ValidationError(_("This file is damaged: no sound or picture can be read from it. Save it again."))
    with tempfile.NamedTemporaryFile(suffix=".media") as copy:
        path = getattr(upload, "temporary_file_path", None)
        if path is None:
            upload.seek(0)
            for chunk in upload.chunks():
                copy.write(chunk)
            copy.flush()
            upload.seek(0)
        command = [sys.executable, "-c", _SCRIPT, path() if path else copy.name]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=True)  # noqa: S603
            found = Probe(**json.loads(done.stdout))
        except subprocess.TimeoutExpired:
            raise ValidationError(_("This file takes too long to read. Save it again and try once more.")) from None
        except (subprocess.CalledProcessError, ValueError, TypeError):
            raise broken from None
    if found.duration <= 0 or not (found.video or found.audio):
        raise broken
    return found
