"""What readers see on a page besides its own text: values of filled form fields, and notes in a box (FreeText).

Does not use Django.
"""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2.raw as raw

from media.pdf.layout import TextLine
from media.pdf.pieces import Box, PageFrame

MAX_ANNOTATIONS = 2000  # on a page
MAX_VALUE = 20_000  # characters
HIDDEN = 0b100010  # flags Hidden and NoView
PASSWORD = 1 << 13  # field flag
CHECKED = "☒"
LINE_HEIGHT = 1.2
_TEXTS = {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}
_BOXES = {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}
_FONT_SIZE = re.compile(r"(\d+\.?\d*|\.\d+)\s+Tf")
_TAGS = re.compile(r"<[^>]*>")


def place_annotations(pieces: list[TextLine], page, document, frame: PageFrame) -> list[TextLine]:
    """Return the pieces of a page with those of its annotations, each behind what it belongs to."""
    for text, box, size in _read_annotations(page, document):
        left, bottom, right, top = frame.turned(box, frame.turn)
        size = size or min(12.0, 0.7 * (top - bottom)) or 10.0
        lines = [line for line in re.split(r"[\r\n\u2028\u2029]+", text) if line.strip()]
        step = size * LINE_HEIGHT
        base = (
            top - step
            if len(lines) > 1 or top - bottom > 2 * step
            else bottom + max(0.0, (top - bottom - size) / 2 + 0.2 * size)
        )
        new = [
            TextLine(line, left, right, base - number * step, size, turn=frame.turn)
            for number, line in enumerate(lines)
        ]
        if new:
            _insert(pieces, new, bottom, top)
    return pieces


def _insert(pieces: list[TextLine], new: list[TextLine], bottom: float, top: float) -> None:
    """Insert the lines of one annotation behind its label, else behind what stands above it."""
    first = new[0]
    beside = [
        (at, piece)
        for at, piece in enumerate(pieces)
        if piece.turn == first.turn and bottom - 3 <= piece.base + 0.3 * piece.size <= top + 3
    ]
    if first.text == CHECKED:
        label = min(
            (pair for pair in beside if pair[1].left >= first.left), key=lambda pair: pair[1].left, default=None
        )
        if label:
            first.base, first.right, first.open_end = label[1].base, min(first.right, label[1].left), True
            pieces[label[0] : label[0]] = new
            return
    label = max((pair for pair in beside if pair[1].left < first.left), key=lambda pair: pair[1].left, default=None)
    if label:
        first.base, first.left = label[1].base, max(first.left, label[1].right)
        first.right, first.open_end = max(first.right, first.left), label[1].open_end and len(new) == 1
        label[1].open_end = True
        pieces[label[0] + 1 : label[0] + 1] = new
        return
    above = [
        (piece.base, -at) for at, piece in enumerate(pieces) if piece.turn == first.turn and piece.base > first.base
    ]
    over = [pair for pair in above if pieces[-pair[1]].left < first.right and pieces[-pair[1]].right > first.left]
    at = -min(over or above)[1] + 1 if above else 0
    pieces[at:at] = new


def _read_annotations(page, document) -> Iterator[tuple[str, Box, float]]:
    """Yield (text, box, font size or 0) of the annotations that readers see; one that cannot be read costs only itself."""
    form = document.formenv
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        note = raw.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            text, size = _read_annotation(note, form)
            box = _get_box(note)
        except MemoryError:
            raise
        except Exception:  # noqa: S112 -- files hold anything
            continue
        finally:
            raw.FPDFPage_CloseAnnot(note)
        if text.strip():
            yield text[:MAX_VALUE], box, size if 1 < size < 200 else 0.0


def _read_annotation(note, form) -> tuple[str, float]:
    """Return (text, font size or 0) of an annotation; the text is empty where readers see none."""
    if raw.FPDFAnnot_GetFlags(note) & HIDDEN:
        return "", 0.0
    kind = raw.FPDFAnnot_GetSubtype(note)
    if kind == raw.FPDF_ANNOT_WIDGET:
        return _read_field(form, note), 0.0
    if kind != raw.FPDF_ANNOT_FREETEXT:
        return "", 0.0
    match = _FONT_SIZE.search(_get_string(note, b"DA"))
    text = _get_string(note, b"Contents") or _TAGS.sub(" ", _get_string(note, b"RC"))
    return text, float(match.group(1)) if match else 0.0


def _read_field(form, note) -> str:
    """Return the value of a form field as a reader sees it."""
    if not form:
        return ""
    kind = raw.FPDFAnnot_GetFormFieldType(form, note)
    if kind in _BOXES:
        return CHECKED if raw.FPDFAnnot_IsChecked(form, note) else ""
    if kind not in _TEXTS or raw.FPDFAnnot_GetFormFieldFlags(form, note) & PASSWORD:
        return ""
    options = range(min(raw.FPDFAnnot_GetOptionCount(form, note), MAX_ANNOTATIONS))
    chosen = [
        read_text(lambda buffer, length, at=at: raw.FPDFAnnot_GetOptionLabel(form, note, at, buffer, length))
        for at in options
        if raw.FPDFAnnot_IsOptionSelected(form, note, at)
    ]
    return "\n".join(chosen) or read_text(
        lambda buffer, length: raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, length)
    )


def _get_string(note, key: bytes) -> str:
    return read_text(lambda buffer, length: raw.FPDFAnnot_GetStringValue(note, key, buffer, length))


def read_text(read) -> str:
    """Return what a function of PDFium writes in a buffer as UTF-16."""
    length = read(None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    read(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: min(length - 2, 2 * MAX_VALUE)].decode("utf-16-le", "replace").replace("\0", "")


def _get_box(note) -> Box:
    found = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, found)
    return (
        min(found.left, found.right),
        min(found.bottom, found.top),
        max(found.left, found.right),
        max(found.bottom, found.top),
    )
