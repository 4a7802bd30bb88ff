"""PDFs as word processors, designers, scanners and form makers write them, with words that are known.

Every word occurs once in its file. A run is a text that a reader reads in one go: its words come in order, and no word of
another run comes between them.
"""

import io
import itertools
import random
import re
import zlib
from dataclasses import dataclass

from demo.pdf import PdfObjects
from media.pdf.reader import run_worker
from tests.real_files.pdf_layouts import KINDS, Sheet, Words, write_note

COUNT = 150  # of the whole run


@dataclass
class PdfSample:
    """A file and its runs of words."""

    name: str
    data: bytes
    runs: list[str]


def make_samples(seed: int, count: int) -> list[PdfSample]:
    """Return `count` PDFs of one to three pages; the kinds take turns."""
    chance, found = random.Random(seed), []
    for number, kind in zip(range(count), itertools.cycle(KINDS), strict=False):
        words, objects, runs, sheets = Words(chance), PdfObjects(), [], []
        root, tree = objects.reserve(2), 2
        fonts = put_fonts(objects)
        for _ in range(chance.randint(1, 3)):
            sheet = Sheet(show=chance.choice(("plain", "plain", "kerned", "hex")))
            runs += KINDS[kind](sheet, words, chance)
            if kind == "notes":
                for row in range(2):
                    text = " ".join(words.one() for _ in range(4))
                    sheet.annotations.append(
                        write_note(text, f"70 {90 + 40 * row} 470 {110 + 40 * row}", objects, fonts, drawn=row == 1)
                    )
                    runs.append(text)
            sheets.append(sheet)
        found.append(PdfSample(f"{number:03}-{kind}.pdf", write_pdf(objects, root, tree, fonts, sheets, chance), runs))
    return found


def judge(sample: PdfSample) -> str:
    """Return what is wrong with how a file is read, or an empty string."""
    state, rows = run_worker(io.BytesIO(sample.data))
    if state != "read":
        return f"not read: {state}"
    text = " ".join(words for row in rows if row["kind"] == "page" for _role, words in row["blocks"])
    places = {word: at for at, word in enumerate(_words(text))}
    runs = [_words(run) for run in sample.runs]
    lost = [word for run in runs for word in run if word not in places]
    if lost:
        return f"lost {lost}"
    mixed = [
        run[0]
        for run in runs
        if [places[word] for word in run] != list(range(places[run[0]], places[run[0]] + len(run)))
    ]
    return f"mixed from {mixed}" if mixed else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def judge_samples(samples: list[PdfSample]) -> list[str]:
    """Return one sentence per fault."""
    return [f"{sample.name}: {fault}" for sample in samples if (fault := judge(sample))]


def put_fonts(objects: PdfObjects) -> list[int]:
    """Store Helvetica, its bold, and a font of 16-bit codes whose map says the letters; return their numbers."""
    plain = b"<</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding>>"
    cmap = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end"""
    numbers = [objects.put(plain % name) for name in (b"Helvetica", b"Helvetica-Bold")]
    unicode = objects.put(b"<</Length %d>>\nstream\n%s\nendstream" % (len(cmap), cmap))
    below = b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /Leeg /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 600>>"
    inner = objects.put(below)
    wide = b"<</Type /Font /Subtype /Type0 /BaseFont /Leeg /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>"
    return [*numbers, objects.put(wide % (inner, unicode))]


def write_pdf(objects: PdfObjects, root: int, tree: int, fonts, sheets: list[Sheet], chance) -> bytes:
    """Return a PDF of the sheets; `chance` says whether the words are compressed, or stand in an object that the page draws."""
    kids, fields = [], []
    inside = chance.random() < 0.25  # the words stand in a form object that the page draws
    for sheet in sheets:
        data, filters = b"\n".join(sheet.commands), b""
        if chance.random() < 0.5:
            data, filters = zlib.compress(data), b"/Filter /FlateDecode"
        resources = b"/Resources <</Font <</F1 %d 0 R /F2 %d 0 R /F3 %d 0 R>> %%s>>" % tuple(fonts)
        box = b"0 0 %d %d" % sheet.sizes
        if inside:
            head = b"/Type /XObject /Subtype /Form /BBox [%s] %s %s" % (box, resources % b"", filters)
            form = objects.put(b"<<%s /Length %d>>\nstream\n%s\nendstream" % (head, len(data), data))
            data, filters, resources = b"q /X Do Q", b"", resources % (b"/XObject <</X %d 0 R>>" % form)
        else:
            resources = resources % b""
        content = objects.put(b"<<%s /Length %d>>\nstream\n%s\nendstream" % (filters, len(data), data))
        notes = [objects.put(body) for body in sheet.annotations]
        fields += [note for note, body in zip(notes, sheet.annotations, strict=True) if b"/Widget" in body]
        references = b" ".join(b"%d 0 R" % note for note in notes)
        page = b"<</Type /Page /Parent %d 0 R /MediaBox [%s] /Rotate %d /Contents %d 0 R %s /Annots [%s]>>"
        kids.append(objects.put(page % (tree, box, sheet.rotate, content, resources, references)))
    objects.put(
        b"<</Type /Pages /Kids [%s] /Count %d>>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids)), tree
    )
    form = b"/AcroForm <</Fields [%s] /DA (/F1 10 Tf 0 g)>>" % b" ".join(b"%d 0 R" % number for number in fields)
    objects.put(b"<</Type /Catalog /Pages %d 0 R %s>>" % (tree, form if fields else b""), root)
    return objects.write(root, objects.put(b"<<>>"))
