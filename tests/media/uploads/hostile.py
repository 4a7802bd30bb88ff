"""Twenty-four hostile or broken uploads, made here; none is a real attack on anybody."""

import io
import struct
import zlib

from PIL import Image

from tests.documents import make_pdf


def picture(kind="PNG", size=(40, 30), **options) -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "#b2340f").save(out, kind, **options)
    return out.getvalue()


def with_place() -> bytes:
    """Return a JPEG with camera, place and comment in its metadata."""
    image = Image.new("RGB", (40, 30), "#0b5a46")
    exif = Image.Exif()
    exif[0x010F] = "GEHEIMECAMERA"
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 4.0, 1.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"GEHEIMCOMMENTAAR")
    return out.getvalue()


def png_bomb(width=60000, height=60000) -> bytes:
    """Return a PNG of a few hundred bytes that claims to be huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def moving() -> bytes:
    """Return an animated WebP."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
IMAGES = {
    "truncated.jpg": picture("JPEG", (400, 300))[:900],
    "truncated.png": picture("PNG", (400, 300))[:200],
    "truncated.webp": picture("WEBP", (400, 300))[:80],
    "bomb.png": png_bomb(),
    "bomb-lines.png": png_bomb(2**31 - 1, 1),
    "empty.jpg": b"",
    "html.jpg": b"<html><script>alert(1)</script></html>",
    "php.jpg": b"<?php system($_GET[0]); ?>",
    "svg.png": SVG,
    "drawing.svg": SVG,
    "gif.png": picture("GIF"),
    "photo.tiff": picture("TIFF"),
    "moving.webp": moving(),
    "zeros.png": b"\0" * 5000,
    "head-only.png": b"\x89PNG\r\n\x1a\n",
    "pdf.png": make_pdf(["geen beeld"]),
}
DOCUMENTS = {
    "html.pdf": b"<html><script>alert(1)</script></html>",
    "zip.pdf": b"PK\x03\x04" + b"\0" * 400,
    "empty.pdf": b"",
    "truncated.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "php.pdf": b"%PDF-1.4\n<?php system($_GET[0]); ?>",
    "exe.pdf": b"MZ" + b"\0" * 400,
    "image.pdf": picture("PNG"),
    "script.html": b"<script>alert(1)</script>",
}
ODD_NAMES = [
    "../../../etc/passwd.png",
    "a" * 300 + ".png",
    "rechts\u202egnp.exe.png",
    "..\\..\\win.png",
    "  .png",
    "naam met é.png",
    "x.php.png",
]
