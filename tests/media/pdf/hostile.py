"""Thirty hostile, broken or odd PDFs, made here; each with the states that reading it may end in."""

import functools
import random
import zlib

from tests.documents import make_pdf

FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
BOX = b"/MediaBox [0 0 595 842]"


def build(bodies: list[bytes], trailer: bytes = b"") -> bytes:
    """Return a file of numbered objects, the first of which is the root."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    out += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, head: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), head, data)


def one_page(
    content: bytes, head: bytes = b"", box: bytes = BOX, root: bytes = b"", more=(), resources=b"", trailer=b""
):
    """Return a PDF of one page with this content stream; further objects begin at number 6."""
    page = b"<</Type /Page /Parent 2 0 R %s /Contents 5 0 R /Resources <</Font <</F1 4 0 R>> %s>>>>" % (box, resources)
    pages = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
    return build(
        [b"<</Type /Catalog /Pages 2 0 R %s>>" % root, pages, page, FONT, stream(content, head), *more], trailer
    )


TEXT = b"BT /F1 12 Tf 72 700 Td (Een regel tekst over de wijk en de mensen) Tj ET"


def bomb(levels: int, size: int) -> bytes:
    """Return `size` spaces, packed `levels` times.

    One mebibyte is compressed up to a full flush, after which the next may repeat the same bytes (RFC 1951).
    """
    chunk, packer = b" " * (1 << 20), zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = functools.reduce(lambda value, _number: zlib.adler32(chunk, value), range(size >> 20), 1)
    data = b"\x78\xda" + block * (size >> 20) + b"\x03\x00" + checksum.to_bytes(4, "big")
    for _ in range(levels - 1):
        data = zlib.compress(data, 9)
    return data


def page_tree(kids: bytes, count: bytes, *more: bytes) -> bytes:
    """Return a PDF with this root of the page tree."""
    return build([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids %s /Count %s>>" % (kids, count), *more])


def deep_tree(levels: int) -> bytes:
    """Return a page tree of many levels with one page."""
    nodes = [b"<</Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1>>" % (at - 1, at + 1) for at in range(3, levels)]
    leaf = b"<</Type /Page /Parent %d 0 R %s>>" % (levels - 1, BOX)
    return page_tree(b"[3 0 R]", b"1", *nodes, leaf)


def many_pages(number: int, words: str = "Bladzijde") -> bytes:
    """Return pages with a number and a sentence each."""
    return make_pdf([f"{words} {at} gaat over de wijk en over wie er wonen" for at in range(1, number + 1)])


def noise(size: int, seed: int) -> bytes:
    """Return bytes that mean nothing."""
    return random.Random(seed).randbytes(size)


LOCKED = b"<</Filter /Standard /V 1 /R 2 /P -64 /O <%s> /U <%s>>>" % (b"ab" * 32, b"cd" * 32)
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</XObject <</X 6 0 R>>>>"
IMAGE = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray %s"
DRAWN = b"q 500 0 0 700 40 40 cm /X Do Q"
WHOLE = many_pages(12)
READ, BROKEN, EMPTY = {"read"}, {"broken"}, {"empty"}
CASES = {
    "zero-bytes": (lambda: b"", EMPTY),
    "zeros": (lambda: b"\0" * 5000, EMPTY),
    "html": (lambda: b"<html><script>alert(1)</script></html>", BROKEN),
    "header-only": (lambda: b"%PDF-1.7\n", BROKEN),
    "noise": (lambda: b"%PDF-1.7\n" + noise(200_000, 1), BROKEN),
    "truncated": (lambda: WHOLE[: len(WHOLE) // 2], BROKEN),
    "no-xref": (lambda: WHOLE[: WHOLE.rindex(b"xref\n0")], READ | BROKEN),
    "wrong-xref": (lambda: WHOLE.replace(b"00000 n", b"00000 f"), READ | BROKEN),
    "locked": (lambda: one_page(TEXT, trailer=b"/Encrypt 6 0 R /ID [<00> <00>]", more=[LOCKED]), {"encrypted"}),
    "strange-lock": (
        lambda: one_page(TEXT, trailer=b"/Encrypt 6 0 R /ID [<00> <00>]", more=[b"<</Filter /Geheim /V 99>>"]),
        {"encrypted", "broken"},
    ),
    "100000-objects": (lambda: one_page(TEXT, more=[b"<</A [1 2 3]>>"] * 100_000), READ),
    "bomb": (lambda: one_page(bomb(1, 300 << 20), b"/Filter /FlateDecode"), {"too-large", "too-slow"}),
    "bomb-in-bomb": (
        lambda: one_page(bomb(3, 300 << 20), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
        {"too-large", "too-slow"},
    ),
    "deep-arrays": (lambda: one_page(TEXT, root=b"/Deep " + b"[" * 200_000 + b"]" * 200_000), READ | BROKEN),
    "deep-content": (lambda: one_page(b"q " * 500_000 + TEXT), READ | {"too-large", "too-slow"}),
    "deep-tree": (lambda: deep_tree(5000), READ | BROKEN),
    "cyclic-tree": (lambda: page_tree(b"[2 0 R 3 0 R]", b"9", b"<</Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 8>>"),
                    BROKEN),
    "parent-of-itself": (lambda: page_tree(b"[3 0 R]", b"1", b"<</Type /Page /Parent 3 0 R /Contents 3 0 R>>"), EMPTY | BROKEN),
    "claims-a-billion-pages": (lambda: page_tree(b"[]", b"2000000000"), BROKEN),
    "negative-count": (lambda: page_tree(b"[]", b"-5"), EMPTY | BROKEN),
    "5000-pages": (lambda: many_pages(5000), {"too-large"}),
    "500-pages": (lambda: many_pages(500), READ),
    "javascript": (lambda: one_page(TEXT, root=b"/OpenAction <</S /JavaScript /JS (app.alert\\(1\\); while\\(1\\){})>>"), READ),
    "launches": (lambda: one_page(TEXT, root=b"/OpenAction <</S /Launch /F (/bin/sh)>>"), READ),
    "attachment": (
        lambda: one_page(TEXT, root=b"/Names <</EmbeddedFiles <</Names [(a.exe) 6 0 R]>>>>",
                         more=[b"<</Type /Filespec /F (a.exe) /EF <</F 7 0 R>>>>", stream(b"MZ" + b"\0" * 400)]),
        READ,
    ),
    "huge-box": (lambda: one_page(TEXT, box=b"/MediaBox [0 0 1000000000 1000000000]"), READ | {"too-large"}),
    "no-box": (lambda: one_page(TEXT, box=b"/MediaBox [0 0 0 0]"), READ | EMPTY),
    "form-in-itself": (lambda: one_page(TEXT + b" /X Do", resources=b"/XObject <</X 6 0 R>>",
                                        more=[stream(b"/X Do " * 50, FORM)]), READ | {"too-slow", "too-large"}),
    "all-on-one-page": (lambda: one_page(b"".join(
        b"BT /F1 8 Tf 20 %d Td (wijk en de buurt %d) Tj ET\n" % (at % 800, at) for at in range(60_000))),
        READ | {"too-slow", "too-large"}),
    "huge-image": (
        lambda: one_page(DRAWN, resources=b"/XObject <</X 6 0 R>>", more=[
            stream(bomb(1, 450 << 20), IMAGE % (60_000, 60_000, b"/Filter /FlateDecode"))]),
        {"scanned", "too-slow", "too-large"},
    ),
    "scan": (lambda: one_page(DRAWN, resources=b"/XObject <</X 6 0 R>>", more=[stream(b"\x55" * 1250, IMAGE % (100, 100, b""))]),
             {"scanned"}),
    "blank": (lambda: one_page(b""), EMPTY),
    "no-such-font": (lambda: one_page(b"BT /F9 12 Tf 72 700 Td (geen letter) Tj ET"), READ | EMPTY | {"scanned"}),
}  # fmt: skip
