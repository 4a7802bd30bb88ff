"""Decoding in the child: colours, transparency, one sentence for each fault, and limits on heavy images."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from media.images import decoding, worker
from media.uploads.validation import clean_image
from tests.media.images.profiles import display_p3
from tests.media.uploads.hostile import moving, picture, png_bomb
from tests.real_files.images import quarters

CASES = Path(__file__).parents[2] / "real_files" / "cases"


def clean(name: str, data: bytes) -> Image.Image:
    cleaned = clean_image(SimpleUploadedFile(name, data))
    found = Image.open(io.BytesIO(cleaned.read()))
    found.name = cleaned.name
    return found


def test_transparency_of_a_palette_is_kept():
    logo = clean("logo-palet.png", (CASES / "logo-palet.png").read_bytes())
    assert (logo.format, logo.mode, logo.getpixel((0, 0))[3]) == ("PNG", "RGBA", 0)
    assert logo.getpixel((100, 100))[3] == 255


def test_grey_of_sixteen_bits_is_a_ramp():
    ramp = clean("grijs16.png", (CASES / "grijs16.png").read_bytes())
    assert ramp.mode == "L"
    assert [ramp.getpixel((x, 10)) for x in (0, 150, 300, 450, 599)] == [0, 63, 127, 191, 255]


def test_grey_of_sixteen_bits_with_one_clear_value():
    rows = b"".join(b"\0" + struct.pack(">4H", 0, 1000, 40000, 65535) for _ in range(2))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 16, 0, 0, 0, 0)), (b"tRNS", struct.pack(">H", 1000)),
              (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]  # fmt: skip
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    found = clean("grijs.png", data)
    assert [found.getpixel((x, 0))[3] for x in range(4)] == [255, 0, 255, 255]


def test_second_frame_of_a_phone_is_dropped():
    data = (CASES / "telefoon-mpo.jpg").read_bytes()
    found = clean("telefoon-mpo.jpg", data)
    first = Image.open(io.BytesIO(data))
    assert (found.format, found.name, found.size) == ("JPEG", "telefoon-mpo.jpg", first.size)
    assert getattr(found, "n_frames", 1) == 1
    assert found.resize((1, 1)).getpixel((0, 0)) == pytest.approx(first.resize((1, 1)).getpixel((0, 0)), abs=3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_of_a_wide_profile_become_srgb(kind):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 100, 50)).save(
        out, kind, icc_profile=display_p3(), **({"quality": 95} if kind == "JPEG" else {})
    )
    found = clean(f"x.{kind.lower()}", out.getvalue())
    assert "icc_profile" not in found.info
    assert found.getpixel((20, 20)) == pytest.approx((216, 93, 24), abs=4)  # Display P3 (200, 100, 50) in sRGB


def test_profile_of_another_colour_space_is_ignored():
    out = io.BytesIO()
    Image.new("L", (40, 40), 120).save(out, "PNG", icc_profile=display_p3())
    assert clean("x.png", out.getvalue()).getpixel((5, 5)) == 120


def test_stored_kind_is_what_the_file_is():
    data = picture("WEBP")
    assert clean("van-het-web.jpg", data).name == "van-het-web.webp"
    out = io.BytesIO()
    quarters((40, 40), [(255, 0, 0, 255)] * 4).save(out, "AVIF")
    assert clean("klein.avif", out.getvalue()).name == "klein.jpg"


def apng() -> bytes:
    """Return an animated PNG."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def heic() -> bytes:
    """Return a HEIC image."""
    import pillow_heif  # noqa: PLC0415 -- registers a decoder that the other tests must not need

    pillow_heif.register_heif_opener()
    return picture("HEIF", (64, 48))


FAULTS = {
    "leeg.jpg": (b"", "Dit bestand is leeg."),
    "nullen.png": (b"\0" * 4000, "Er staat niets in dit bestand"),
    "echt-een-gif.png": (picture("GIF"), "De naam eindigt op .png, maar dit is een gif-afbeelding."),
    "scan.tiff": (picture("TIFF"), "Dit is een tiff-afbeelding"),
    "logo.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "Dit is een svg-tekening."),
    "logo-xml.png": (b'<?xml version="1.0"?>\n<!-- x --><svg/>', "De naam eindigt op .png, maar dit is een svg-tekening."),
    "pagina.jpg": (b"<!doctype html><title>Niet gevonden</title>", "maar dit is een webpagina"),
    "brief.jpg": (b"PK\x03\x04" + b"x" * 99, "maar dit is een zip- of kantoorbestand"),
    "film.jpg": (b"\0\0\0\x18ftypisom" + b"\0" * 40, "maar dit is een mp4- of QuickTime-bestand"),
    "verslag.png": (b"%PDF-1.7\n", "maar dit is een pdf"),
    "ruis.jpg": (b"\x81\x92\xfa\xfb" * 90, "Gebruik een jpeg-, png-, webp-, heic- of avif-afbeelding."),
    "half.jpg": (picture("JPEG", (400, 300))[:900], "afgebroken"),
    "half.png": (picture("PNG", (400, 300))[:200], "afgebroken"),
    "half.webp": (picture("WEBP", (400, 300))[:80], "afgebroken"),
    "half.heic": (heic()[:-60], "afgebroken"),
    "kop.png": (b"\x89PNG\r\n\x1a\n", "afgebroken"),
    "kapot.png": (picture("PNG").replace(b"IDAT", b"IDAX"), "beschadigd"),
    "bom.png": (png_bomb(), "3600 megapixel"),
    "beweegt.webp": (moving(), "beweegt"),
    "beweegt.png": (apng(), "beweegt"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_words_fit_the_fault(name):
    data, words = FAULTS[name]
    with pytest.raises(ValidationError) as refused:
        clean_image(SimpleUploadedFile(name, data))
    assert len(refused.value.messages) == 1
    assert words in refused.value.messages[0]
    assert ("beschadigd" in refused.value.messages[0]) is (words == "beschadigd")


def test_too_many_bytes():
    with pytest.raises(ValidationError, match="hoogstens 12 MB"):
        clean_image(SimpleUploadedFile("groot.jpg", b"\xff\xd8\xff" + b"\0" * (12 << 20)))


def test_heavy_image_is_decoded_outside_this_process_and_reduced():
    out = io.BytesIO()
    Image.new("L", (7000, 7000), 90).save(out, "PNG", compress_level=1)
    before = resident()
    found = clean("groot.png", out.getvalue())
    assert found.width * found.height <= worker.KEPT_PIXELS
    assert resident() - before < 40_000_000


def resident() -> int:
    """Return the bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_limit_of_memory_is_a_sentence(monkeypatch, tmp_path):
    small = tmp_path / "worker.py"
    text = Path(worker.__file__).read_text().replace("832 * 1024", "24 * 1024")
    small.write_text(text.replace("Path(__file__).resolve()", f"Path({str(worker.__file__)!r}).resolve()"))
    monkeypatch.setattr(decoding, "WORKER", small)
    out = io.BytesIO()
    Image.new("RGB", (5000, 5000)).save(out, "PNG", compress_level=1)
    with pytest.raises(ValidationError, match="geheugen"):
        clean_image(SimpleUploadedFile("groot.png", out.getvalue()))
