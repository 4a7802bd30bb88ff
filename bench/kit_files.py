"""Reads posters and cards as others do: text, tags and fonts of a PDF by two libraries, its code by a third, colours from its pixels."""

import ctypes
import io
import re
from collections import Counter

import pypdf
import pypdfium2
import pypdfium2.raw as raw
import zxingcpp

from tests.contrast import measure_contrast

SCALE = 2  # pixels a point
RING = 3  # pixels around a text in which its background is looked for
PLAIN = 0.8  # share of the ring that has one colour, where nothing lies behind a text
OVERLAP = 0.12  # share of the smaller of two boxes of text that may lie in the other: accents above descenders


def bare(text: str) -> str:
    """Return the letters and digits of a text: lines break anywhere, and hyphens with them."""
    return re.sub(r"[\W_]+", "", text).casefold()


def read_tags(pdf: bytes) -> list[str]:
    """Return what a poster lacks of a tagged PDF/UA file: by pypdf, independent of who drew it."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root, page = reader.trailer["/Root"], reader.pages[0]
    wrong = [] if root["/MarkInfo"].get("/Marked") else ["not marked"]
    wrong += [] if root.get("/Lang") else ["no language"]
    wrong += [] if b"pdfuaid:part" in root["/Metadata"].get_data() else ["not PDF/UA"]
    tags = Counter(_walk(root["/StructTreeRoot"]))
    wrong += [f"no {tag}" for tag in ("/H1", "/Figure", "/P", "/Link") if not tags[tag]]
    for font in page["/Resources"]["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        wrong += [] if {"/FontFile2", "/FontFile3"} & set(below) else ["a font is not embedded"]
    return wrong


def _walk(node, depth: int = 0):
    node = node.get_object() if hasattr(node, "get_object") else node
    if depth > 40 or not isinstance(node, dict):
        return
    if "/S" in node:
        yield node["/S"]
    children = node.get("/K", [])
    children = children.get_object() if hasattr(children, "get_object") else children
    for child in children if isinstance(children, list) else [children]:
        yield from _walk(child, depth + 1)


def read_words(pdf: bytes) -> tuple[str, str]:
    """Return the letters of a poster by pypdf and by PDFium."""
    one = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    with pypdfium2.PdfDocument(pdf) as document:
        other = document[0].get_textpage().get_text_range()
    return bare(one), bare(other)


def read_code(pdf: bytes) -> list[str]:
    """Return what the codes of a poster say, as a camera would read them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [code.text for code in zxingcpp.read_barcodes(document[0].render(scale=SCALE).to_pil())]


def look(pdf: bytes) -> dict:
    """Return the lowest contrast of text, and what of it leaves the page, lies over another text or over a drawing."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        width, height = page.get_size()
        pixels = page.render(scale=SCALE).to_pil().convert("RGB")
        boxes = list(_list_boxes(page))
    lowest, wrong = 99.0, []
    for left, bottom, right, top, colour in boxes:
        if left < 0 or bottom < 0 or right > width or top > height:
            wrong.append(f"leaves the page at {left:.0f}, {top:.0f}")
        frame = (
            left * SCALE - RING,
            (height - top) * SCALE - RING,
            right * SCALE + RING,
            (height - bottom) * SCALE + RING,
        )
        ground, share = _find_ground(pixels, frame)
        lowest = min(lowest, measure_contrast(colour, ground))
        if share < PLAIN:
            wrong.append(f"lies over a drawing at {left:.0f}, {top:.0f}")
    wrong += [
        f"two texts lie over each other at {a[0]:.0f}, {a[3]:.0f}" for a, b in _pairs(boxes) if _share(a, b) > OVERLAP
    ]
    return {"contrast": round(lowest, 2), "wrong": wrong}


def _list_boxes(page):
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        parts = [ctypes.c_uint() for _part in range(4)]
        raw.FPDFPageObj_GetFillColor(found.raw, *parts)
        left, bottom, right, top = found.get_bounds()
        if right > left and top > bottom:
            yield left, bottom, right, top, "#{:02x}{:02x}{:02x}".format(*(part.value for part in parts[:3]))


def _find_ground(pixels, frame) -> tuple[str, float]:
    left, top, right, bottom = (round(value) for value in frame)
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, pixels.width - 1), min(bottom, pixels.height - 1)
    ring = [pixels.getpixel((x, y)) for x in range(left, right + 1) for y in (top, bottom)]
    ring += [pixels.getpixel((x, y)) for y in range(top, bottom + 1) for x in (left, right)]
    colour, number = Counter(ring).most_common(1)[0]
    return "#{:02x}{:02x}{:02x}".format(*colour), number / len(ring)


def _pairs(boxes):
    return ((a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])


def _share(a, b) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / min((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
