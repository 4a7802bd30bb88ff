"""Reads one PDF in a child process with resource limits: `python -I worker.py [check] < file`.

PDFium may crash on malicious files; only this process is affected. Writes one JSON object per line: `facts`, a `page` for
each page, `end`, and last `picture`, so that a failing thumbnail loses no text. Exits with a code of `EXIT_CODES` when the
file cannot be read, and with that for a fault of the machine when it cannot write. Does not use Django.
"""

import base64
import errno
import io
import json
import os
import resource
import sys
from pathlib import Path

EXIT_CODES = {"encrypted": 10, "broken": 11, "empty": 12, "too-large": 13}
NOT_WRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}  # exits as `media.child_process` says
MEMORY = 224 * 1024 * 1024  # bytes, RLIMIT_DATA
ADDRESSES = 768 * 1024 * 1024  # bytes, RLIMIT_AS, for systems without RLIMIT_DATA
CPU_SECONDS = 20  # of processor time
MAX_OUTPUT = 64 * 1024 * 1024
MAX_PAGES = 2000
MAX_CHARACTERS = 6_000_000  # of all pages
THUMBNAIL_WIDTH = 640  # pixels


def set_limits() -> None:
    """Set the resource limits of this process."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def exit_with(state: str) -> None:
    """Exit without running destructors, which may crash on a broken document."""
    sys.stdout.flush()
    os._exit(EXIT_CODES[state])


def write_record(kind: str, **values) -> None:
    """Write one JSON line to standard output."""
    sys.stdout.write(json.dumps({"kind": kind, **values}) + "\n")


def open_document(data: bytes):
    """Return the opened document, or exit with the code of the reason."""
    import pypdfium2  # noqa: PLC0415 -- the server imports EXIT_CODES without PDFium

    if not data.strip(b"\0 \r\n\t"):
        exit_with("empty")
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        exit_with("encrypted" if "assword" in str(error) or "ecurity" in str(error) else "broken")
    if pages < 1:
        exit_with("empty")
    if pages > MAX_PAGES:
        exit_with("too-large")
    return document


def read_pages(document) -> tuple[list, int, int]:
    """Return (RawPages, number of pages with images only, number of pages that cannot be opened or read)."""
    import pypdfium2  # noqa: PLC0415 -- the server imports EXIT_CODES without PDFium
    import pypdfium2.raw as raw  # noqa: PLC0415 -- the server imports EXIT_CODES without PDFium

    from media.pdf.layout import RawPage  # noqa: PLC0415 -- main() extends sys.path

    raw_pages, total, pictures, failed = [], 0, 0, 0
    for number in range(len(document)):
        raw_page = RawPage([], 842.0)
        raw_pages.append(raw_page)
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            failed += 1  # the other pages can still be read
            continue
        try:
            raw_page.height = page.get_height() or 842.0
            raw_page.lines = read_lines(page, document)
            if not raw_page.lines:
                count = min(raw.FPDFPage_CountObjects(page), 50)
                kinds = {raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(count)}
                pictures += bool(kinds)
        except MemoryError:
            raise
        except Exception:
            failed += 1  # files hold anything; a page that cannot be read costs only itself
            continue
        finally:
            page.close()
        total += sum(len(line.text) for line in raw_page.lines)
        if total > MAX_CHARACTERS:
            exit_with("too-large")
    return raw_pages, pictures, failed


def read_lines(page, document) -> list:
    """Return the lines of a page in reading order, with its annotations unless they cannot be placed."""
    from media.pdf.annotations import place_annotations  # noqa: PLC0415 -- main() extends sys.path
    from media.pdf.columns import order_columns  # noqa: PLC0415 -- main() extends sys.path
    from media.pdf.pieces import PageFrame, read_pieces  # noqa: PLC0415 -- main() extends sys.path

    text_page = page.get_textpage()
    frame = PageFrame.of(page)
    pieces = list(read_pieces(text_page, frame))
    text_page.close()
    try:
        return order_columns(place_annotations(list(pieces), page, document, frame))
    except MemoryError:
        raise
    except Exception:
        return order_columns(pieces)


def read_title(document) -> str:
    """Return the title in the metadata; what is no text in it is replaced."""
    import pypdfium2.raw as raw  # noqa: PLC0415 -- the server imports EXIT_CODES without PDFium

    from media.pdf.annotations import read_text  # noqa: PLC0415 -- main() extends sys.path

    title = read_text(lambda buffer, length: raw.FPDF_GetMetaText(document, b"Title", buffer, length))
    return title.replace("\ufffd", "")[:300]


def write_thumbnail(document) -> None:
    """Write the first page as a WebP image, unless its size is out of range."""
    page = document[0]
    width, height = page.get_size()
    if not (50 <= width <= 15_000 and 0.25 <= height / width <= 4):
        return
    image = page.render(scale=THUMBNAIL_WIDTH / width).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=78, method=4)
    write_record("picture", width=image.width, height=image.height, data=base64.b64encode(out.getvalue()).decode())


def main(check: bool) -> None:
    """Read the PDF on standard input; with `check`, only open it."""
    set_limits()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    document = open_document(sys.stdin.buffer.read())
    if check:
        document.get_page_size(0)
        os._exit(0)
    from media.pdf.language import guess_language  # noqa: PLC0415 -- sys.path is extended above
    from media.pdf.layout import extract_blocks  # noqa: PLC0415 -- sys.path is extended above

    raw_pages, pictures, failed = read_pages(document)
    if failed == len(raw_pages):
        exit_with("broken")
    pages = extract_blocks(raw_pages)
    texts = ["\n".join(text for _role, text in blocks) for blocks in pages]
    language = guess_language(" ".join(texts))
    write_record("facts", pages=len(pages), title=read_title(document), tagged=bool(document.is_tagged()),
        language=language, pictures=pictures)  # fmt: skip
    for number, (blocks, text) in enumerate(zip(pages, texts, strict=True), start=1):
        page_language = guess_language(text)
        write_record("page", number=number, blocks=blocks, language=page_language if page_language != language else "")
    write_record("end")
    sys.stdout.flush()
    write_thumbnail(document)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    try:
        main(check="check" in sys.argv[1:])
    except MemoryError:
        exit_with("too-large")
    except OSError as error:
        if error.errno in NOT_WRITABLE:
            os._exit(os.EX_TEMPFAIL)
        if error.errno not in {errno.EFBIG, errno.ENOMEM}:
            raise
        os._exit(EXIT_CODES["too-large"])
