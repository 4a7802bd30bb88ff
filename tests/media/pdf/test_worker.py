"""Pages that cannot be read cost only themselves, and are counted: a PDF of which none can be read is no PDF without words."""

import pypdfium2
import pytest

from media.pdf import worker
from tests.documents import make_pdf


@pytest.mark.parametrize("broken", [{0}, {0, 1}])
def test_pages_that_cannot_be_read_are_counted(monkeypatch, broken):
    document = pypdfium2.PdfDocument(make_pdf(["Een", "Twee"]))
    read, numbers = worker.read_lines, iter(range(2))

    def read_some(page, whole):
        if next(numbers) in broken:
            raise ValueError
        return read(page, whole)

    monkeypatch.setattr(worker, "read_lines", read_some)
    raw_pages, _pictures, failed = worker.read_pages(document)
    assert failed == len(broken) and len(raw_pages) == 2
    assert [bool(page.lines) for page in raw_pages] == [number not in broken for number in range(2)]
