"""Validation and cleaning of uploaded images, documents and recordings."""

import io
import re
import shutil
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from media.images.decoding import decode_image
from media.pdf.reader import run_worker
from media.uploads.file_names import clean_name
from media.uploads.kinds import describe_kind, find_kind
from media.uploads.storage import lies_beside

MAX_DOCUMENT = 40 * 1024 * 1024  # bytes
MAX_RECORDING = 2 * 1024**3  # bytes
MAX_IMAGE = 12 * 1024 * 1024  # bytes
RESERVED_SPACE = 1024 * 1024  # bytes to keep free for the database
HEAD = 4096  # bytes that tell the kind of a file
IMAGE_KINDS = {"jpeg", "png", "webp", "heic", "avif"}
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
RECORDING_KINDS = {"mp4", "matroska", "ogg", "wav", "mp3"}
NO_ROOM = "no_room"  # code of the error, which makes the status of the page 507
_REFUSALS = {
    "encrypted": _("This PDF is locked with a password. Save it without one and try once more."),
    "empty": _("This PDF has no pages."),
    "too-large": _("This PDF is too heavy to open. Make it smaller, or in parts."),
    "too-slow": _("This PDF takes too long to open. Save it again and try once more."),
}


def clean_image(upload):
    """Return the image as the site keeps it (`media.images`): upright, in sRGB, without metadata, as JPEG, PNG or WebP.

    Raise ValidationError with the reason when that is not possible.
    """
    if hasattr(upload, "clean_image"):  # the form cleaned it, and a step after the form asks once more
        return upload.clean_image
    data = _read(upload, MAX_IMAGE)
    if find_kind(data[:HEAD])[0] not in IMAGE_KINDS:
        raise ValidationError(
            _join(describe_kind(data[:HEAD], upload.name), _("Use a JPEG, PNG, WebP, HEIC or AVIF image."))
        )
    found = decode_image(data)
    ending = ENDINGS[found.kind]
    stem = clean_name(upload.name).rsplit(".", 1)[0]
    cleaned = SimpleUploadedFile(f"{stem}.{ending}", found.data, content_type=f"image/{found.kind.lower()}")
    upload.clean_image = cleaned.clean_image = cleaned
    return cleaned


def clean_document(upload):
    """Return the upload with a clean name; raise ValidationError unless it is a PDF that can be opened."""
    data = _read(upload, MAX_DOCUMENT)
    if b"%PDF-" not in data[:1024]:
        refusal = _("This is not a PDF. Save the document as PDF and upload that.")
        raise ValidationError(_join(describe_kind(data[:HEAD], upload.name), refusal))
    state, _records = run_worker(io.BytesIO(data), "check")
    if state != "read":
        raise ValidationError(_explain_pdf(state, data))
    upload.name = clean_name(upload.name)
    upload.seek(0)
    return upload


def _explain_pdf(state: str, data: bytes):
    """Return the refusal of a PDF that cannot be opened."""
    if state == "encrypted" and not re.search(rb"/Filter\s*/Standard\b", data):
        return _(
            "This PDF is protected by a program of its own, not by a password. Save it without protection and try once more."
        )
    if state == "broken" and b"%%EOF" not in data[-2048:]:
        return _(
            "This PDF is cut off: its last part is missing. Fetch it once more from where it came and upload the whole file."
        )
    return _REFUSALS.get(state, _("This PDF is damaged. Save it again and try once more."))


def clean_recording(upload):
    """Return the upload with a clean name; raise ValidationError for a kind that is no recording for browsers.

    `media.recordings.probe` reads what is in it.
    """
    if upload.size > MAX_RECORDING:
        raise ValidationError(_("This file is too large."))
    if upload.size == 0:
        raise ValidationError(_("This file is empty."))
    _check_disk_space(upload)
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    is_mp3 = upload.name.lower().endswith(".mp3")  # any bytes may stand before its first frame
    kind = find_kind(head)[0]
    if kind not in RECORDING_KINDS and not (is_mp3 and not kind):
        advice = _("This is not a sound or video file that browsers play. Use MP4, WebM, MP3, M4A, Ogg or WAV.")
        raise ValidationError(_join(describe_kind(head, upload.name), advice))
    upload.name = clean_name(upload.name)
    return upload


def _read(upload, limit: int) -> bytes:
    if upload.size > limit:
        raise ValidationError(_("This file is too large: at most %(size)s MB."), params={"size": limit // 1024 // 1024})
    if upload.size == 0:
        raise ValidationError(_("This file is empty."))
    _check_disk_space(upload)
    upload.seek(0)
    data = upload.read()
    if not data.strip(b"\0"):
        raise ValidationError(
            _("There is nothing in this file: it holds zeros only. Fetch it once more from where it came.")
        )
    return data


def _join(*sentences) -> str:
    return " ".join(str(sentence) for sentence in sentences if sentence)


def _check_disk_space(upload) -> None:
    """Raise ValidationError when a file does not fit on the disk beside what lies there of it; storages without a path are not checked."""
    try:
        place = default_storage.path("")
        free = shutil.disk_usage(place).free
    except (NotImplementedError, OSError):
        return
    if free < RESERVED_SPACE + (0 if lies_beside(upload, Path(place)) else upload.size):
        raise ValidationError(
            _(
                "The disk of this site is full, so this file was not kept. Tell the administrator; what you typed is still here."
            ),
            code=NO_ROOM,
        )
