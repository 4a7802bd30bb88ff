"""Opens one upload in a process of its own, so that a bomb or a broken decoder never reaches the server.

`python -P apart.py image MAX_PIXELS` or `pdf`: the upload comes in on standard input. Exit 0: standard output is the
clean image, or nothing for a PDF. Exit 3: standard error is one word that says why not (media.opening knows them).
Imports nothing of the site.
"""

import io
import sys

SECONDS = 20  # of processor time
MEMORY = 1536 * 1024**2  # bytes of address space
MAX_SIDE = 16_000  # pixels; WebP ends at 16,383
MAX_PROFILE = 1024**2  # bytes
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
ACTIVE = (b"<?php", b"<script", b"<html", b"<!doctype")


class Refused(Exception):
    """The upload is not wanted; the word says why."""


def limit() -> None:
    """Bound this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 -- not on every system

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass


def holds_more(data: bytes) -> bool:
    """Return whether an image is also a program, a web page, a PDF or an archive."""
    low = data.lower()
    return any(mark in low for mark in ACTIVE) or b"%PDF-" in data[:1024] or b"PK\x05\x06" in data[-65_600:]


def read_profile(picture) -> bytes | None:
    """Return the colour profile when it is one: photos from cameras keep their colours."""
    from PIL import ImageCms  # noqa: PLC0415 -- slow import

    profile = picture.info.get("icc_profile")
    if not profile or len(profile) > MAX_PROFILE:
        return None
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (OSError, ImageCms.PyCMSError, TypeError):
        return None
    return profile


def turn_upright(picture):
    """Return the picture as the camera's orientation says; unreadable metadata says nothing."""
    from PIL import ImageOps  # noqa: PLC0415 -- slow import

    try:
        if picture.getexif().get(0x0112, 1) in range(2, 9):
            return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: S110 -- cameras write the strangest metadata, and it goes away
        pass
    return picture


def clean_image(data: bytes, max_pixels: int) -> bytes:
    """Return the same picture, decoded in full, upright, with its colour profile and no other metadata."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 -- slow import

    Image.MAX_IMAGE_PIXELS = None  # checked here
    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except UnidentifiedImageError:
        raise Refused("damaged" if data.startswith(BEGINNINGS) else "kind") from None
    # MPO: a phone's JPEG with a second picture behind it; the first one counts.
    kind = "JPEG" if picture.format == "MPO" else picture.format
    if picture.width * picture.height > max_pixels or max(picture.size) > MAX_SIDE:
        raise Refused("large")
    if kind != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        raise Refused("large")
    if holds_more(data):
        raise Refused("more")
    picture.load()
    options = {"icc_profile": read_profile(picture)}
    if kind == "PNG":
        large = picture.width * picture.height > 10_000_000
        options |= {"compress_level": 3 if large else 6, "transparency": picture.info.get("transparency")}
    upright = turn_upright(picture)
    if kind == "JPEG":
        kept = upright is picture and picture.format == "JPEG"
        options |= {"quality": "keep" if kept else 92, "optimize": True}
        if upright.mode not in {"RGB", "L", "CMYK"}:
            upright, options["quality"] = upright.convert("RGB"), 92
    elif kind == "WEBP":
        lossless = b"VP8L" in data[:64] and picture.width * picture.height <= 10_000_000
        options |= {"lossless": lossless, "quality": 92}
    upright.info = {}
    written = io.BytesIO()
    upright.save(written, kind, **{name: value for name, value in options.items() if value is not None})
    return written.getvalue()


def check_pdf(data: bytes) -> bytes:
    """Return nothing when PDFium opens the document and its first pages."""
    import pypdfium2  # noqa: PLC0415 -- slow import

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "assword" in str(error) else "damaged") from None
    if len(document) < 1:
        raise Refused("damaged")
    for number in range(min(len(document), 3)):
        document[number].get_size()
    return b""


def main(task: str, *limits: str) -> int:
    """Do `task` within the limits."""
    limit()
    data = sys.stdin.buffer.read()
    try:
        answer = clean_image(data, int(limits[0])) if task == "image" else check_pdf(data)
    except Refused as error:
        reason = str(error)
    except MemoryError:
        reason = "large"
    except Exception:  # decoders raise many kinds
        reason = "damaged"
    else:
        sys.stdout.buffer.write(answer)
        return 0
    sys.stderr.write(reason)
    return 3


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
