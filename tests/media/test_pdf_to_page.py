"""The way of a PDF: uploaded, read in the background, on the entry's page and in its passages."""

import pytest

from core.passages import PassageKind
from media.models import PdfFacts
from search.models import SearchPassage
from tests import factories

pytestmark = pytest.mark.django_db


def test_words_of_a_pdf_stand_on_the_page_and_in_the_index(client, home, work):
    report = factories.ReportPageFactory(pdf=factories.SiteDocumentFactory(title="Het rapport"))
    assert b"Tweede bladzijde" not in client.get(report.url).content
    work()
    facts = PdfFacts.objects.get(document=report.pdf)
    assert (facts.state, facts.page_count, facts.tagged) == ("read", 2, False)
    html = client.get(report.url).content.decode()
    assert '<section class="pdf__page" id="p-2"' in html and "Tweede bladzijde" in html
    assert f'href="{report.pdf.url}#page=2"' in html
    rows = SearchPassage.objects.filter(entry=report.pk, kind=PassageKind.PDF_PAGE)
    assert [(row.anchor, row.text, row.heading) for row in rows.order_by("order")] == [
        ("p-1", "Eerste bladzijde", "Pagina 1"),
        ("p-2", "Tweede bladzijde", "Pagina 2"),
    ]
    assert (
        b"Het rapport" in client.get("/zoeken/?q=bladzijde").content
        or b"#p-1" in client.get("/zoeken/?q=bladzijde").content
    )
