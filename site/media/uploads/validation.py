"""Validation and cleaning of uploaded images, documents and recordings."""

import io
import re
import shutil
import unicodedata
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from media.pdf.reader import run_worker

MAX_DOCUMENT = 40 * 1024 * 1024  # bytes
MAX_RECORDING = 2 * 1024**3  # bytes
MAX_PIXELS = 50_000_000
RESERVED_SPACE = 1024 * 1024  # bytes to keep free for the database
NO_ROOM = "no_room"  # code of the error, which makes the status of the page 507
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
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


def clean_name(name: str) -> str:
    """Return a file name of ASCII letters, digits and dashes, at most 100 characters, with its extension."""
    name = unicodedata.normalize("NFKD", name.replace("\\", "/").rsplit("/", 1)[-1])
    path = PurePosixPath(re.sub(r"[^A-Za-z0-9._-]+", "-", name.encode("ascii", "ignore").decode()))
    suffix = re.sub(r"[^a-z0-9]", "", path.suffix.lower())[:8]
    stem = re.sub(r"[.]+", "-", path.name[: -len(path.suffix)] if path.suffix else path.name).strip("-_")[:90]
    return f"{stem or 'bestand'}.{suffix}" if suffix else stem or "bestand"


def clean_image(upload):
    """Return a re-encoded upload of the image, rotated by its EXIF orientation and without metadata.

    Raise ValidationError when it cannot be decoded, is too large or is animated.
    """
    data = _read(upload, 12 * 1024 * 1024)
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.format not in FORMATS:
                raise ValidationError(_("Use a JPEG, PNG or WebP image."))
            if opened.width * opened.height > MAX_PIXELS or getattr(opened, "n_frames", 1) > 1:
                raise ValidationError(
                    _("This image is too large, or it moves. Use a still image of at most 50 megapixels.")
                )
            kind, profile = opened.format, opened.info.get("icc_profile")
            opened.load()
            picture = ImageOps.exif_transpose(opened)
    except ValidationError:
        raise
    except Exception as error:  # Pillow's decoders raise many types
        raise ValidationError(_("This image is damaged or incomplete. Save it again and try once more.")) from error
    written = io.BytesIO()
    options = {"JPEG": {"quality": 92, "optimize": True}, "PNG": {"optimize": False}, "WEBP": {"quality": 92}}[kind]
    picture.info = {}
    if kind == "JPEG" and picture.mode not in {"RGB", "L", "CMYK"}:
        picture = picture.convert("RGB")
    picture.save(written, kind, icc_profile=profile, **options)
    stem = clean_name(upload.name).rsplit(".", 1)[0]
    return SimpleUploadedFile(f"{stem}.{FORMATS[kind]}", written.getvalue(), content_type=f"image/{kind.lower()}")


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
    return upload.read()


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
            ),
            code=NO_ROOM,
        )
