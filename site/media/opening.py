"""Asks a process of its own to open an upload (media.apart), and gives its reasons words for editors."""

import subprocess
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SECONDS = 25  # on the clock; the process itself stops after apart.SECONDS of work
_APART = Path(__file__).with_name("apart.py")
IMAGE = {
    "kind": _("Use a JPEG, PNG or WebP image."),
    "large": _("This image is too large, or it moves. Use a still image of at most 50 megapixels."),
    "more": _("This image also holds a program, a web page or an archive. Save it again as an ordinary picture."),
    "damaged": _("This image is damaged or incomplete. Save it again and try once more."),
}
PDF = {
    "locked": _("This PDF is damaged, or locked with a password."),
    "damaged": _("This PDF is damaged, or locked with a password."),
}


def open_apart(task: str, data: bytes, reasons: dict, *limits) -> bytes:
    """Return what the process makes of `data`; raise ValidationError with one of `reasons` when it refuses.

    A process that dies of its limits or of its decoder counts as damage.
    """
    command = [sys.executable, "-P", str(_APART), task, *map(str, limits)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS)  # noqa: S603 -- our own file
    except subprocess.TimeoutExpired:
        raise ValidationError(_("This file takes too long to open. Save it again and try once more.")) from None
    except OSError:
        raise ValidationError(_("This file could not be checked now. Try again in a few minutes.")) from None
    if done.returncode:
        raise ValidationError(reasons.get(done.stderr.decode("ascii", "ignore"), reasons["damaged"]))
    return done.stdout
