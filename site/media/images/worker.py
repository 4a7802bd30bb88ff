"""Decodes one image in a child process with resource limits: `python -I worker.py < file`.

Writes one line of JSON and, when there is no `fault` in it, the image as the site keeps it: upright, in sRGB, without metadata,
as JPEG, PNG or WebP. Does not use Django.
"""

import errno
import io
import json
import os
import resource
import sys
from pathlib import Path

from PIL import Image, ImageOps

MEMORY = 832 * 1024 * 1024  # bytes, RLIMIT_DATA
ADDRESSES = 1536 * 1024 * 1024  # bytes, RLIMIT_AS, for systems without RLIMIT_DATA
CPU_SECONDS = 25  # of processor time
MAX_OUTPUT = 64 * 1024 * 1024
MAX_PIXELS = 50_000_000
KEPT_PIXELS = 16_000_000  # larger images are reduced to this: the web process opens what is kept for every rendition
QUALITY = 92
FORMATS = {"JPEG", "MPO", "PNG", "WEBP", "HEIF", "AVIF"}
TOO_HEAVY = 13  # exit code
NOT_WRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}  # exits as `media.child_process` says


def set_limits() -> None:
    """Set the resource limits of this process."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def exit_with(fault: str, **values) -> None:
    """Write the fault and exit without running destructors."""
    sys.stdout.write(json.dumps({"fault": fault, **values}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def decode(data: bytes):
    """Return (format, the decoded first or main image, reduced to KEPT_PIXELS); exit when that is not possible."""
    from media.images.structure import is_cut_off  # noqa: PLC0415 -- main() extends sys.path

    Image.MAX_IMAGE_PIXELS = None  # asked here, with words of its own
    if data[4:8] == b"ftyp":
        import pillow_heif  # noqa: PLC0415 -- costs a tenth of a second, and only phones need it

        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        picture = Image.open(io.BytesIO(data))
        kind = picture.format or ""
        if kind not in FORMATS:
            exit_with("kind", kind=kind)
        pixels = picture.width * picture.height
        if pixels > MAX_PIXELS:
            exit_with("pixels", megapixels=-(-pixels // 1_000_000))
        if kind in {"PNG", "WEBP", "AVIF"} and getattr(picture, "n_frames", 1) > 1:
            exit_with("animated")
        if pixels > KEPT_PIXELS and kind in {"JPEG", "MPO"}:
            picture.draft(None, _reduced(picture.size))  # decodes at a half, where that is enough
        picture.load()
    except MemoryError:
        os._exit(TOO_HEAVY)
    except Exception:  # Pillow's decoders raise many types
        exit_with("cut-off" if is_cut_off(data) else "damaged")
    return kind, picture


def _reduced(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, (KEPT_PIXELS / (size[0] * size[1])) ** 0.5)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def write(picture, kind: str, lossless: bool) -> None:
    """Write the header and the image."""
    large = picture.width * picture.height > 4_000_000
    options = {
        "JPEG": {"quality": QUALITY, "optimize": not large},
        "PNG": {"compress_level": 3 if large else 6},
        "WEBP": {"quality": QUALITY, "method": 2 if large else 4, "lossless": lossless},
    }[kind]
    written = io.BytesIO()
    picture.save(written, kind, **options)
    sys.stdout.write(json.dumps({"kind": kind, "width": picture.width, "height": picture.height}) + "\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(written.getvalue())
    sys.stdout.buffer.flush()


def main() -> None:
    """Clean the image on standard input."""
    set_limits()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from media.images.colours import to_site_colours  # noqa: PLC0415 -- sys.path is extended above

    data = sys.stdin.buffer.read()
    kind, picture = decode(data)
    profile, exif = picture.info.get("icc_profile"), picture.getexif()
    picture = to_site_colours(picture, profile)
    if picture.width * picture.height > KEPT_PIXELS:
        picture = picture.resize(_reduced(picture.size), Image.Resampling.LANCZOS, reducing_gap=2.0)
    turn = exif.get(0x0112, 1)
    picture.info = {}
    picture = turn_upright(picture, turn)
    clear = picture.mode == "RGBA"
    target = {"PNG": "PNG", "WEBP": "WEBP"}.get(kind, "WEBP" if clear else "JPEG")
    write(picture, target, lossless=kind == "WEBP" and b"VP8L" in data[:64])
    os._exit(0)


def turn_upright(picture, turn: int):
    """Return the picture as its EXIF orientation says that it must be seen."""
    exif = Image.Exif()
    exif[0x0112] = turn
    picture.info["exif"] = exif.tobytes()
    picture = ImageOps.exif_transpose(picture)
    picture.info = {}
    return picture


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        os._exit(TOO_HEAVY)
    except OSError as error:
        if error.errno not in NOT_WRITABLE:
            raise
        os._exit(os.EX_TEMPFAIL)
