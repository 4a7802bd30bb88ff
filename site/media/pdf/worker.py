"""Opens one PDF in a process of its own, with limits: `python -I worker.py [check] < file`.

PDFium is written in C++ and a PDF may be anything; what happens here ends here. Writes one JSON object a line:
`facts`, then `page` for each page, `end`, and last `picture`, so that a picture that fails costs no text.
Ends with a code of `EXITS` when there is nothing to read. No Django here.
"""

import base64
import ctypes
import io
import json
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

EXITS = {"encrypted": 10, "broken": 11, "empty": 12, "too-large": 13}
MEMORY = 224 * 1024 * 1024  # bytes that may be written to
ADDRESSES = 768 * 1024 * 1024  # bytes of address space, where the first limit is not known
SECONDS = 20  # of processor time
MAX_OUTPUT = 64 * 1024 * 1024
MAX_PAGES = 2000
MAX_CHARACTERS = 6_000_000  # of all pages; a long book has 1,500,000
MAX_ON_PAGE = 60_000
WIDTH = 640  # of the picture


def limit() -> None:
    """Take only what reading needs."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def stop(state: str) -> None:
    """End at once; destructors of a broken document are not to be trusted."""
    sys.stdout.flush()
    os._exit(EXITS[state])


def say(kind: str, **values) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps({"kind": kind, **values}) + "\n")


def open_document(data: bytes):
    """Return the opened document, or end with the reason."""
    import pypdfium2  # noqa: PLC0415 -- after the limits

    if not data.strip(b"\0 \r\n\t"):
        stop("empty")
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        stop("encrypted" if "assword" in str(error) or "ecurity" in str(error) else "broken")
    if pages < 1:
        stop("empty")
    if pages > MAX_PAGES:
        stop("too-large")
    return document


def read_lines(text_page) -> Iterator[dict]:
    """Yield the lines of a page in PDFium's order, with place and size."""
    import pypdfium2.raw as raw  # noqa: PLC0415 -- after the limits

    from media.pdf.hyphenation import BREAK  # noqa: PLC0415 -- the path is set in main()

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))

    def box(index: int) -> tuple[float, float, float]:
        at = raw.FPDFText_GetCharIndexFromTextIndex(text_page, index)
        if at < 0 or not raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top):
            return 0.0, 0.0, 0.0
        raw.FPDFText_GetCharOrigin(text_page, at, top, bottom)
        return left.value, right.value, bottom.value

    start, text = 0, text_page.get_text_range()[:MAX_ON_PAGE]
    for piece in text.replace(BREAK, f"{BREAK}\n").replace("\r", "").split("\n"):
        # Text indexes count \r\n as two, and the mark of a hyphen as one.
        begin = text.find(piece, start) if piece else start
        start = max(start, begin) + len(piece)
        words = piece.rstrip(BREAK)
        inner = len(words) - len(words.lstrip())
        if not words.strip():
            continue
        first, last = begin + inner, begin + len(words.rstrip()) - 1
        at = raw.FPDFText_GetCharIndexFromTextIndex(text_page, first)
        x, _x, base = box(first)
        _x, end, _base = box(last)
        yield {
            "text": words, "left": x, "right": end, "base": base,
            "size": _size(raw, text_page, at), "bold": raw.FPDFText_GetFontWeight(text_page, at) >= 600,
            "hyphen": piece.endswith(BREAK),
        }  # fmt: skip


def _size(raw, text_page, at: int) -> float:
    """Return the size of a letter as it stands on the page: its font's size times the scale of its matrix."""
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(text_page, at)
    if raw.FPDFText_GetMatrix(text_page, at, matrix):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        return size * scale if 0.01 < scale < 1000 else size
    return size


def read_sheets(document) -> tuple[list, int, int]:
    """Return (the pages, how many have a picture and no words, how many cannot be opened)."""
    import pypdfium2  # noqa: PLC0415 -- after the limits
    import pypdfium2.raw as raw  # noqa: PLC0415 -- after the limits

    from media.pdf.layout import Line, Sheet  # noqa: PLC0415 -- the path is set in main()

    sheets, total, pictures, failed = [], 0, 0, 0
    for number in range(len(document)):
        sheet = Sheet([], 842.0)
        sheets.append(sheet)
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            failed += 1  # one bad page costs the others nothing
            continue
        try:
            sheet.height = page.get_height() or 842.0
            text_page = page.get_textpage()
            sheet.lines = [Line(**line) for line in read_lines(text_page)]
            text_page.close()
            if not sheet.lines:
                count = min(raw.FPDFPage_CountObjects(page), 50)
                kinds = {raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(count)}
                pictures += bool(kinds)
        except pypdfium2.PdfiumError:
            continue
        finally:
            page.close()
        total += sum(len(line.text) for line in sheet.lines)
        if total > MAX_CHARACTERS:
            stop("too-large")
    return sheets, pictures, failed


def draw(document) -> None:
    """Write the first page as a picture; a page of an odd size has none."""
    page = document[0]
    width, height = page.get_size()
    if not (50 <= width <= 15_000 and 0.25 <= height / width <= 4):
        return
    image = page.render(scale=WIDTH / width).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=78, method=4)
    say("picture", width=image.width, height=image.height, data=base64.b64encode(out.getvalue()).decode())


def main(check: bool) -> None:
    """Read the PDF on standard input."""
    limit()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    document = open_document(sys.stdin.buffer.read())
    if check:
        document.get_page_size(0)
        os._exit(0)
    from media.pdf.language import guess_language  # noqa: PLC0415 -- the path is set above
    from media.pdf.layout import lay_out  # noqa: PLC0415 -- the path is set above

    sheets, pictures, failed = read_sheets(document)
    if failed == len(sheets):
        stop("broken")
    pages = lay_out(sheets)
    texts = ["\n".join(text for _role, text in blocks) for blocks in pages]
    language = guess_language(" ".join(texts))
    say("facts", pages=len(pages), title=document.get_metadata_value("Title")[:300], tagged=bool(document.is_tagged()),
        language=language, pictures=pictures)  # fmt: skip
    for number, (blocks, text) in enumerate(zip(pages, texts, strict=True), start=1):
        here = guess_language(text)
        say("page", number=number, blocks=blocks, language=here if here != language else "")
    say("end")
    sys.stdout.flush()
    draw(document)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    try:
        main(check="check" in sys.argv[1:])
    except MemoryError:
        stop("too-large")
