"""Images as the site keeps them: decoded in a child process, refused with the reason."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from media import child_process
from media.images.worker import KEPT_PIXELS, MAX_PIXELS, TOO_HEAVY

WORKER = Path(__file__).with_name("worker.py")
MEGAPIXELS = MAX_PIXELS // 1_000_000
KEPT_MEGAPIXELS = KEPT_PIXELS // 1_000_000
_FAULTS = {
    "cut-off": _("This image is cut off: its last part is missing. Fetch it once more from where it came and upload the whole file."),
    "damaged": _("This image is damaged: it cannot be decoded. Save it again and try once more."),
    "animated": _("This image moves. Use a still image; a moving one can be added as a recording."),
    "pixels": _("This image has %(megapixels)s megapixels, and at most %(most)s is possible. Make it smaller and try once more."),
    "kind": _("Images of this kind are not read here. Use a JPEG, PNG, WebP, HEIC or AVIF image."),
    "too-heavy": _("This image takes too much memory to decode. Make it smaller, or save it as JPEG, and try once more."),
    "too-slow": _("This image takes too long to decode. Make it smaller, or save it as JPEG, and try once more."),
}  # fmt: skip


@dataclass(frozen=True)
class CleanImage:
    """An image without metadata, upright and in sRGB; `kind` is JPEG, PNG or WEBP."""

    kind: str
    data: bytes


def decode_image(data: bytes) -> CleanImage:
    """Return the image in `data` as the site keeps it; raise ValidationError with what is wrong with it."""
    with child_process.run_worker(WORKER, io.BytesIO(data)) as (code, written):
        try:
            header = json.loads(written.readline())
        except ValueError:
            header = {}
        content = written.read()
    if code in child_process.KILLED_FOR_TIME:
        header = {"fault": "too-slow"}
    elif code in child_process.KILLED_FOR_SIZE or code == TOO_HEAVY:
        header = {"fault": "too-heavy"}
    elif code or not header:
        header = {"fault": "damaged"}
    fault = header.get("fault")
    if fault:
        raise ValidationError(_FAULTS[fault], code=fault, params={"most": MEGAPIXELS, **header})
    return CleanImage(header["kind"], content)
