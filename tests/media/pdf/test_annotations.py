"""Filled form fields and notes in a box: what readers see is read, and nothing else."""

import io
import random

import pytest

from demo.pdf import PdfObjects
from media.pdf.reader import run_worker
from tests.media.pdf.hostile import TEXT, one_page
from tests.real_files.pdf_layouts import Sheet, utf16
from tests.real_files.pdfs import put_fonts, write_pdf


def widget(kind: bytes, row: int, extra: bytes = b"") -> bytes:
    """Return a form field beside the label of a row."""
    return b"<</Type /Annot /Subtype /Widget %s /T (veld-%d) /Rect [200 %d 500 %d] /DA (/F1 10 Tf 0 g) /F 4 %s>>" % (
        kind, row, 735 - 40 * row, 755 - 40 * row, extra)  # fmt: skip


def note(contents: bytes, row: int, flags: int = 4) -> bytes:
    """Return a FreeText note below the fields."""
    return b"<</Type /Annot /Subtype /FreeText %s /Rect [70 %d 470 %d] /DA (/F1 11 Tf 0 g) /F %d>>" % (
        contents, 735 - 40 * row, 755 - 40 * row, flags)  # fmt: skip


def read(*annotations: bytes, labels: int) -> str:
    """Return the text of a page with labels and annotations."""
    objects, sheet = PdfObjects(), Sheet()
    root, tree = objects.reserve(2), 2
    for row in range(labels):
        sheet.put(70, 740 - 40 * row, f"Regel {row}:")
    sheet.annotations = list(annotations)
    state, rows = run_worker(io.BytesIO(write_pdf(objects, root, tree, put_fonts(objects), [sheet], random.Random(1))))
    assert state == "read"
    return " ".join(words for row in rows if row["kind"] == "page" for _role, words in row["blocks"])


def test_what_a_reader_of_the_page_sees():
    look = b"/AP <</N <</Ja <</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0>> /Off <</Length 0>>>>>>"
    text = read(
        widget(b"/FT /Tx /V %s" % utf16("Laak"), 0),
        widget(b"/FT /Ch /Ff 2097152 /Opt [(koken) (zingen) (lezen)] /V [(koken) (lezen)] /I [0 2]", 1),
        widget(b"/FT /Btn /V /Ja /AS /Ja", 2, look),
        widget(b"/FT /Btn /V /Off /AS /Off", 3, look),
        widget(b"/FT /Tx /Ff 8192 /V %s" % utf16("wachtwoord"), 4),
        note(b"/Contents %s" % utf16("Zebrapad besloten"), 6),
        note(b"/RC %s" % utf16("<p>alleen <b>opgemaakt</b></p>"), 7),
        note(b"/Contents %s" % utf16("onzichtbaar"), 8, flags=2),
        note(b"/Contents %s" % utf16("nergens getoond"), 9, flags=32),
        labels=5,
    )
    assert "Regel 0: Laak" in text and "koken" in text and "lezen" in text and "zingen" not in text
    assert text.count("☒") == 1
    assert "Zebrapad besloten" in text and "alleen opgemaakt" in " ".join(text.split())
    assert not [word for word in ("wachtwoord", "onzichtbaar", "nergens") if word in text]


@pytest.mark.parametrize("look", [b"(/F1 1.2.3 Tf)", b"(/F1 . Tf)", b"(/F1 ..... Tf 0 g)", b"(Tf Tf)", b"<fffe>"])
def test_a_note_whose_letters_have_no_size_is_read(look):
    odd = note(b"/Contents %s" % utf16("Zebrapad besloten"), 2).replace(b"(/F1 11 Tf 0 g)", look)
    text = read(odd, note(b"/Contents %s" % utf16("Nog een"), 3), labels=1)
    assert "Regel 0:" in text and "Zebrapad besloten" in text and "Nog een" in text


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (b"<feffd83d>", ""),
        (b"<feff0057d83d>", "W"),
        (b"<feff0057dc00006a>", "Wj"),
        (b"<feff>", ""),
        (b"(Wijk \\200\\777)", None),
        (utf16("W" * 30_000), "W" * 300),
    ],
    ids=["half", "letter and half", "half within", "nothing", "octal", "long"],
)
def test_a_title_that_is_half_a_character_costs_only_that(title, found):
    content = one_page(TEXT, more=[b"<</Title %s>>" % title], trailer=b"/Info 6 0 R")
    state, rows = run_worker(io.BytesIO(content))
    facts = next(row for row in rows if row["kind"] == "facts")
    assert state == "read" and (found is None or facts["title"] == found)
    assert any("wijk en de mensen" in words for row in rows if row["kind"] == "page" for _role, words in row["blocks"])


def test_a_long_field_is_read_up_to_its_limit():
    assert "Wijk Wijk" in read(widget(b"/FT /Tx /V %s" % utf16("Wijk " * 9000), 0), labels=1)
