"""Validation and cleaning of uploaded images, documents and recordings."""

import io
import shutil

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from media.images.decoding import decode_image
from media.pdf.reader import run_worker
from media.uploads.file_names import clean_name
from media.uploads.kinds import describe_kind, find_kind

MAX_DOCUMENT = 40 * 1024 * 1024  # bytes
MAX_RECORDING = 2 * 1024**3  # bytes
MAX_IMAGE = 12 * 1024 * 1024  # bytes
RESERVED_SPACE = 1024 * 1024  # bytes to keep free for the database
HEAD = 4096  # bytes that tell the kind of a file
IMAGE_KINDS = {"jpeg", "png", "webp", "heic", "avif"}
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
_MAGIC = {
    "mp4": (4, b"ftyp"), "m4v": (4, b"ftyp"), "m4a": (4, b"ftyp"), "webm": (0, b"\x1aE\xdf\xa3"),
    "ogg": (0, b"OggS"), "opus": (0, b"OggS"), "wav": (0, b"RIFF"),
}  # fmt: skip
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
        raise ValidationError(_("This is not a PDF. Save the document as PDF and upload that."))
    state, _records = run_worker(io.BytesIO(data), "check")
    if state != "read":
        raise ValidationError(_REFUSALS.get(state, _("This PDF is damaged. Save it again and try once more.")))
    upload.name = clean_name(upload.name)
    upload.seek(0)
    return upload


def clean_recording(upload):
    """Return the upload with a clean name; raise ValidationError unless its content matches its extension."""
    if upload.size > MAX_RECORDING:
        raise ValidationError(_("This file is too large."))
    _check_disk_space(upload.size)
    suffix = upload.name.rsplit(".", 1)[-1].lower()
    upload.seek(0)
    head = upload.read(64)
    upload.seek(0)
    place, magic = _MAGIC.get(suffix, (0, b""))
    is_mp3 = suffix == "mp3" and (head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0))
    if not is_mp3 and (not magic or head[place : place + len(magic)] != magic):
        raise ValidationError(
            _("This is not a sound or video file that browsers play. Use MP4, WebM, MP3, M4A, Ogg or WAV.")
        )
    upload.name = clean_name(upload.name)
    return upload


def _read(upload, limit: int) -> bytes:
    if upload.size > limit:
        raise ValidationError(_("This file is too large: at most %(size)s MB."), params={"size": limit // 1024 // 1024})
    if upload.size == 0:
        raise ValidationError(_("This file is empty."))
    _check_disk_space(upload.size)
    upload.seek(0)
    data = upload.read()
    if not data.strip(b"\0"):
        raise ValidationError(
            _("There is nothing in this file: it holds zeros only. Fetch it once more from where it came.")
        )
    return data


def _join(*sentences) -> str:
    return " ".join(str(sentence) for sentence in sentences if sentence)


def _check_disk_space(size: int) -> None:
    """Raise ValidationError when `size` bytes do not fit on the disk; storages without a path are not checked."""
    try:
        free = shutil.disk_usage(default_storage.path("")).free
    except (NotImplementedError, OSError):
        return
    if free < size + RESERVED_SPACE:
        raise ValidationError(
            _(
                "The disk of this site is full, so this file was not kept. Tell the administrator; what you typed is still here."
            )
        )
