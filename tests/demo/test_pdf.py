"""The PDF writer: text that can be taken out again, on as many pages as it needs, with its structure."""

import pypdfium2

from demo.markup import to_html, to_roles
from demo.pdf import MARGIN, PAGE_W, break_lines, width_of
from demo.pdf_structure import make_pdf

WORDS = "Één café in Den Haag: coëfficiënt, geïnd voor € 12,50 (heus) – “zo” gaat dat \\ hier"


def read(content: bytes) -> tuple[pypdfium2.PdfDocument, list[str]]:
    """The document and the text of its pages, each in one line."""
    document = pypdfium2.PdfDocument(content)
    return document, [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_letters_with_marks_can_be_read_back():
    document, pages = read(make_pdf("Prijs in € en een ë", [("H1", "Kop"), ("P", WORDS)], author="Iemand"))
    assert pages == [f"Kop {WORDS} 1 / 1"]
    assert document.get_metadata_dict()["Title"] == "Prijs in € en een ë"
    assert document.is_tagged()


def test_headings_are_the_outline():
    document, _pages = read(make_pdf("T", [("H1", "Eén"), ("P", "a"), ("BREAK", ""), ("H2", "Twee"), ("LI", "b")]))
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [("Eén", 0), ("Twee", 1)]


def test_long_text_goes_on_to_the_next_page():
    paragraphs = [("P", f"Alinea {number}. " + "Dit is een zin met woorden. " * 12) for number in range(30)]
    document, pages = read(make_pdf("Lang", paragraphs))
    assert len(document) == 5
    assert all("Alinea" in page for page in pages)
    assert sum(page.count("Alinea") for page in pages) == 30


def test_lines_fit():
    lines = break_lines("woord " * 100, "P")
    assert max(width_of(line, 11.5, bold=False) for line in lines) <= PAGE_W - 2 * MARGIN
    assert len(lines) == 8
    assert " ".join(lines) == ("woord " * 100).strip()


def test_markup():
    text = "## Kop & meer\n\nEen **vet** [woord](/contact/)\nop twee regels.\n\n- een\n- twee\n\n1. eerst"
    assert to_html(text) == (
        '<h2>Kop &amp; meer</h2><p>Een <b>vet</b> <a href="/contact/">woord</a> op twee regels.</p>'
        "<ul><li>een</li><li>twee</li></ul><ol><li>eerst</li></ol>"
    )
    assert to_roles("# T\n\n===\n\n- a\n- b") == [("H1", "T"), ("BREAK", ""), ("LI", "a"), ("LI", "b")]
