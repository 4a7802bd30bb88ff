"""Uploads: opened and checked in full before anything is kept.

Each check changes the upload in place (Wagtail's upload of several files at once keeps the upload itself when the
form is not complete yet) and raises ValidationError with a reason for editors.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from media.names import clean_name, ending_of
from media.opening import IMAGE, PDF, open_apart
from media.recordings import forget_place, is_recording
from media.room import NO_ROOM, ask_room, is_full

MAX_DOCUMENT = 40 * 1024**2  # bytes
MAX_RECORDING = 2 * 1024**3  # bytes
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def clean_image(upload):
    """Return the upload with the same picture: decoded in full, upright, without place, camera or comments."""
    _receive(upload, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    cleaned = open_apart("image", upload.read(), IMAGE, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    upload.content_type = TYPES.get(ending_of(upload.name), "application/octet-stream")
    return _replace(upload, cleaned)


def clean_document(upload):
    """Return the upload when it is a PDF that opens."""
    _receive(upload, MAX_DOCUMENT)
    data = upload.read()
    if b"%PDF-" not in data[:1024] or ending_of(upload.name) not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(_("This is not a PDF. Save the document as PDF and upload that."))
    open_apart("pdf", data, PDF)
    upload.content_type = "application/pdf"
    upload.seek(0)
    return upload


def clean_recording(upload):
    """Return the upload, without the place where it was made, when its content is what its ending says."""
    _receive(upload, MAX_RECORDING)
    if not is_recording(upload.read(4096), ending_of(upload.name)):
        raise ValidationError(
            _("This is not a sound or video file that browsers play. Use MP4, WebM, MP3, M4A, Ogg or WAV.")
        )
    try:
        forget_place(upload.file, upload.size)
    except OSError as error:
        raise _no_room(error) from None
    upload.seek(0)
    return upload


def _receive(upload, limit: int) -> None:
    """Refuse what is empty or too large or has no room; give the rest a plain name."""
    if getattr(upload, "no_room", False):
        raise ValidationError(NO_ROOM, code="no_room")
    if upload.size > limit:
        raise ValidationError(_("This file is too large: at most %(size)s MB."), params={"size": limit // 1024**2})
    if not upload.size:
        raise ValidationError(_("This file is empty."))
    ask_room(upload.size)
    upload.name = clean_name(upload.name)
    upload.seek(0)


def _replace(upload, data: bytes):
    try:
        upload.seek(0)
        upload.file.truncate(0)
        upload.file.write(data)
        upload.file.flush()
    except OSError as error:
        raise _no_room(error) from None
    upload.size = len(data)
    upload.seek(0)
    return upload


def _no_room(error: OSError) -> ValidationError:
    if not is_full(error):
        raise error
    return ValidationError(NO_ROOM, code="no_room")
