"""Layout and objects of a tagged PDF: headings, paragraphs and lists in Helvetica, for the example reports.

Source: ISO 32000-1, chapters 7, 9, 12.3 and 14.8.
"""

from dataclasses import dataclass, field
from unicodedata import normalize

PAGE_W, PAGE_H, MARGIN, FOOT = 595, 842, 72, 70
STYLES = {  # role: font, size, leading, space above, indent
    "H1": ("F2", 24, 29, 0, 0),
    "H2": ("F2", 15, 20, 18, 0),
    "P": ("F1", 11.5, 17, 7, 0),
    "LI": ("F1", 11.5, 17, 3, 16),
}
# Widths of Helvetica for the characters 32-126, in thousandths of the size (Adobe's font metrics).
WIDTHS = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]  # fmt: skip


def width_of(text: str, size: float, bold: bool) -> float:
    """Return the width of `text` in points; bold is estimated."""
    letters = (ord(normalize("NFD", letter)[0]) - 32 for letter in text)
    total = sum(WIDTHS[i] if 0 <= i < len(WIDTHS) else 556 for i in letters)
    return total * size / 1000 * (1.07 if bold else 1)


def break_lines(text: str, role: str) -> list[str]:
    """Return `text` in lines that fit between the margins."""
    font, size, _leading, _above, indent = STYLES[role]
    max_width = PAGE_W - 2 * MARGIN - indent
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, font == "F2") > max_width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def literal_string(text: str) -> bytes:
    """Return `text` as a literal PDF string in WinAnsiEncoding."""
    raw = text.encode("cp1252", "replace")
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def text_string(text: str) -> bytes:
    """Return `text` as a PDF text string in UTF-16, for metadata."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


@dataclass
class Page:
    """Drawing commands of a page, its number of marked-content pieces, and the current y."""

    commands: list[bytes] = field(default_factory=list)
    pieces: int = 0
    y: float = PAGE_H - MARGIN


def lay_out_pages(blocks: list[tuple[str, str]]) -> tuple[list[Page], list[tuple]]:
    """Lay out blocks of (role, text) on pages; "BREAK" starts one. A piece is (role, text, page, number, y)."""
    pages, pieces = [Page()], []
    for role, text in blocks:
        if role == "BREAK":
            pages.append(Page())
            continue
        font, size, leading, above, indent = STYLES[role]
        lines = break_lines(text, role)
        keep = 50 if role == "H2" else 0  # keeps a heading with two lines of text
        if pages[-1].y - above - leading * len(lines) - keep < FOOT:
            pages.append(Page())
        page = pages[-1]
        page.y -= above if page.pieces else 0
        pieces.append((role, text, len(pages) - 1, page.pieces, page.y))
        page.commands.append(b"/%s <</MCID %d>> BDC BT" % (role.encode(), page.pieces))
        for number, line in enumerate(lines):
            page.y -= leading
            x, words = (MARGIN + indent, line) if number or role != "LI" else (MARGIN, f"• {line}")
            page.commands.append(
                b"/%s %g Tf 1 0 0 1 %g %g Tm %s Tj" % (font.encode(), size, x, page.y, literal_string(words))
            )
        page.commands.append(b"ET EMC")
        page.pieces += 1
    for number, page in enumerate(pages, start=1):
        place = b"/Artifact <</Type /Pagination>> BDC BT /F1 9 Tf 1 0 0 1 %d 40 Tm %s Tj ET EMC"
        page.commands.append(place % (MARGIN, literal_string(f"{number} / {len(pages)}")))
    return pages, pieces


class PdfObjects:
    """The indirect objects of a PDF."""

    def __init__(self):
        self.bodies: list[bytes] = []

    def reserve(self, count: int = 1) -> int:
        """Reserve `count` numbers and return the first."""
        first = len(self.bodies) + 1
        self.bodies += [b"null"] * count
        return first

    def put(self, body: bytes, number: int = 0) -> int:
        """Store an object under a reserved number or a new one; return the number."""
        number = number or self.reserve()
        self.bodies[number - 1] = body
        return number

    def write(self, root: int, info: int) -> bytes:
        """Return the file with its cross-reference table."""
        out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for number, body in enumerate(self.bodies, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(places) + 1
        trailer = b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer % (size, root, info, len(out))
