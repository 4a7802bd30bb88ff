"""Images as phones, scanners and drawing programs write them, with the four colours that a reader must see.

Every image shows four quarters in known colours, upright; `make_samples()` varies how they are written.
"""

import io
import itertools
import random
import struct
import zlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from media.uploads.validation import clean_image

Colour = tuple[int, int, int, int]
OPPOSITE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}  # EXIF: the turn that undoes a turn
TURNS = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
         5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
         8: Image.Transpose.ROTATE_90}  # fmt: skip
PLACE = b"GEHEIMEPLEK"
COUNT = 150  # of the whole run


@dataclass(frozen=True)
class ImageSample:
    """A file, the size and the colours (left above, right above, left below, right below) that a reader must see."""

    name: str
    data: bytes
    size: tuple[int, int]
    colours: tuple[Colour, ...]
    tolerance: int = 12


def quarters(size: tuple[int, int], colours) -> Image.Image:
    """Return an RGBA picture of four quarters."""
    width, height = size
    picture = Image.new("RGBA", size)
    for number, colour in enumerate(colours):
        left, top = (number % 2) * (width // 2), (number // 2) * (height // 2)
        picture.paste(tuple(colour), (left, top, left + width - width // 2, top + height - height // 2))
    return picture


def _pick(chance: random.Random, solid: bool) -> Colour:
    red, green, blue = (chance.choice((20, 70, 128, 190, 240)) for _ in range(3))
    return red, green, blue, 255 if solid or chance.random() < 0.6 else 0


def _grey(colour: Colour) -> Colour:
    value = round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
    return value, value, value, colour[3]


def _exif(turn: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 4.0, 1.0)
    return exif


def _save(picture: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _png_chunks(size, depth: int, kind: int, rows: list[bytes], *extra: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of raw rows, for the kinds that Pillow does not write."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0)), *extra]
    chunks += [(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def _png16(picture: Image.Image, grey: bool) -> bytes:
    flat = picture.convert("L" if grey else "RGB")
    step = 1 if grey else 3
    raw, width = flat.tobytes(), flat.width * step
    rows = [
        bytes(itertools.chain.from_iterable((value, value) for value in raw[at : at + width]))
        for at in range(0, len(raw), width)
    ]
    return _png_chunks(flat.size, 16, 0 if grey else 2, rows)


def _see_through(picture: Image.Image, mode: str) -> bytes:
    """Return a PNG whose transparency is one colour (tRNS of RGB and grey) or a list (tRNS of a palette)."""
    if mode == "P":
        palette = picture.convert("RGBA").quantize(16, method=Image.Quantize.FASTOCTREE)
        return _save(palette, "PNG")
    clear = (255, 0, 255)  # magenta stands for "nothing here"
    solid = Image.new("RGBA", picture.size, (*clear, 255))
    solid.alpha_composite(picture)
    if mode == "RGB":
        return _save(solid.convert("RGB"), "PNG", transparency=clear)
    grey = picture.convert("L")
    grey.paste(1, mask=picture.getchannel("A").point(lambda value: 255 - value))
    return _save(grey, "PNG", transparency=1)


def _profile() -> bytes:
    """Return the ICC profile of sRGB, as cameras embed it."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _phone_pair(picture: Image.Image, exif) -> bytes:
    second = Image.new("RGB", (16, 16), "black")
    return _save(picture, "MPO", save_all=True, append_images=[second], exif=exif)


def _jpeg(picture: Image.Image, mode: str, turn: int, chance: random.Random) -> bytes:
    options = {"quality": chance.choice((80, 92)), "progressive": chance.random() < 0.4, "subsampling": 0}
    return _save(
        picture.convert(mode), "JPEG", exif=_exif(turn), icc_profile=_profile() if mode == "RGB" else None, **options
    )


WRITERS = {  # name: (ending, grey, solid, turned by EXIF, write(picture, turn, chance))
    "jpeg": ("jpg", False, True, True, lambda p, t, c: _jpeg(p, "RGB", t, c)),
    "jpeg-grey": ("jpg", True, True, True, lambda p, t, c: _jpeg(p, "L", t, c)),
    "jpeg-cmyk": ("jpg", False, True, True, lambda p, t, c: _jpeg(p.convert("RGB"), "CMYK", t, c)),
    "jpeg-mpo": ("jpg", False, True, True, lambda p, t, c: _phone_pair(p.convert("RGB"), _exif(t))),
    "png-rgb": ("png", False, True, True, lambda p, t, c: _save(p.convert("RGB"), "PNG", exif=_exif(t))),
    "png-rgba": ("png", False, False, True, lambda p, t, c: _save(p, "PNG", exif=_exif(t))),
    "png-grey": ("png", True, True, False, lambda p, t, c: _save(p.convert("L"), "PNG")),
    "png-grey-alpha": ("png", True, False, False, lambda p, t, c: _save(p.convert("LA"), "PNG")),
    "png-grey16": ("png", True, True, False, lambda p, t, c: _png16(p, grey=True)),
    "png-rgb16": ("png", False, True, False, lambda p, t, c: _png16(p, grey=False)),
    "png-palette": ("png", False, True, False, lambda p, t, c: _save(p.convert("RGB").quantize(8), "PNG")),
    "png-palette-clear": ("png", False, False, False, lambda p, t, c: _see_through(p, "P")),
    "png-rgb-clear": ("png", False, False, False, lambda p, t, c: _see_through(p, "RGB")),
    "png-grey-clear": ("png", True, False, False, lambda p, t, c: _see_through(p, "L")),
    "webp": ("webp", False, True, True, lambda p, t, c: _save(p.convert("RGB"), "WEBP", quality=92, exif=_exif(t))),
    "webp-lossless": ("webp", False, False, True, lambda p, t, c: _save(p, "WEBP", lossless=True, exif=_exif(t))),
    "heic": ("heic", False, True, True, lambda p, t, c: _heif(p.convert("RGB"), t)),
    "heic-alpha": ("heif", False, False, True, lambda p, t, c: _heif(p, t)),
    "avif": ("avif", False, True, True, lambda p, t, c: _save(p.convert("RGB"), "AVIF", quality=95, exif=_exif(t))),
}  # fmt: skip


def _heif(picture: Image.Image, turn: int) -> bytes:
    import pillow_heif  # noqa: PLC0415 -- only for these kinds

    pillow_heif.register_heif_opener()
    return _save(picture, "HEIF", quality=95, exif=_exif(turn).tobytes())


def make_samples(seed: int, count: int) -> list[ImageSample]:
    """Return `count` images; the kinds take turns."""
    chance, found = random.Random(seed), []
    for number, kind in zip(range(count), itertools.cycle(WRITERS), strict=False):
        ending, grey, solid, turned, write = WRITERS[kind]
        size = 2 * chance.randint(24, 90), 2 * chance.randint(24, 90)
        colours = tuple(_pick(chance, solid) for _ in range(4))
        if grey:
            colours = tuple(_grey(colour) for colour in colours)
        turn = chance.randint(1, 8) if turned else 1
        picture = quarters(size, colours)
        if turn > 1:
            picture = picture.transpose(TURNS[OPPOSITE[turn]])
        data = write(picture, turn, chance)
        found.append(ImageSample(f"{number:03}-{kind}-{turn}.{ending}", data, size, colours))
    return found


def judge(sample: ImageSample) -> str:
    """Return what is wrong with the image that the site keeps of a sample, or an empty string."""
    try:
        kept = clean_image(SimpleUploadedFile(sample.name, sample.data)).read()
    except ValidationError as error:
        return f"refused: {error.messages}"
    except Exception as error:  # a crash is what is looked for
        return f"crash: {error!r}"
    with Image.open(io.BytesIO(kept)) as picture:
        if picture.getexif() or PLACE in kept:
            return "metadata is kept"
        if picture.size != sample.size:
            return f"size {picture.size} for {sample.size}"
        seen = picture.convert("RGBA")
    found = [seen.getpixel((x * seen.width // 4, y * seen.height // 4)) for y in (1, 3) for x in (1, 3)]
    pairs = list(zip(found, sample.colours, strict=True))
    same = [
        one[3] == other[3] == 0 or all(abs(a - b) <= sample.tolerance for a, b in zip(one, other, strict=True))
        for one, other in pairs
    ]
    return "" if all(same) else f"colours {found} for {list(sample.colours)}"


def judge_samples(samples: list[ImageSample]) -> list[str]:
    """Return one sentence per fault."""
    return [f"{sample.name}: {fault}" for sample in samples if (fault := judge(sample))]
