"""The way of a PDF: uploaded, read in the background, on the entry's page and in its passages."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation

from core.entries.passages import PassageKind
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


def test_long_document_begins_with_a_list_of_its_pages(client, home, work):
    document = factories.SiteDocumentFactory(title="Het rapport")
    report = factories.ReportPageFactory(pdf=document)
    work()
    assert "Pdf van 2 pagina’s" in client.get(report.url).text
    facts = PdfFacts.objects.get(document=document)
    facts.pages.all().delete()
    for number in range(1, 22):
        blocks = [["h", f"Deel {number} & meer"], ["p", "Woorden."]] if number % 7 == 1 else [["p", "Woorden."]]
        facts.pages.create(number=number, opening="Woorden", blocks=blocks)
    facts.page_count = 21
    facts.save()
    cache.clear()
    html = client.get(report.url).text
    assert re.findall(r"Pdf van [^<]*|minuut lezen", html) == ["Pdf van 21 pagina’s"]
    pages = html.partition('<nav class="pdf__toc" id="pdf-toc"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="#(p-\d+)">(.*?)</a>', pages, re.DOTALL)
    found = [(anchor, re.sub("<[^>]+>", "", words).strip()) for anchor, words in links]
    assert [anchor for anchor, _words in found] == [f"p-{number}" for number in range(1, 22)]
    assert [words for _anchor, words in found if len(words) > 2] == [f"{n} Deel {n} &amp; meer" for n in (1, 8, 15)]
    assert html.count('href="#pdf-toc"') == 2  # after pages 10 and 20
    assert 'lang="en"' not in pages
    document.language = "en"
    document.save()
    cache.clear()
    html = client.get(report.url).text
    pages = html.partition('<nav class="pdf__toc" id="pdf-toc"')[2].partition("</nav>")[0]
    assert re.findall(r'<span lang="?en"?>\s*(Deel \d+)', pages) == ["Deel 1", "Deel 8", "Deel 15"]
    assert re.search(rf'<span lang="?en"?>\s*{document.title}</span>', html)
    assert f": {document.title}" in BeautifulSoup(html, "html.parser").select_one(".pdf .button").get_text()


def test_short_document_has_no_list_of_pages_and_an_unread_one_no_number(client, home, work):
    report = factories.ReportPageFactory(pdf=factories.SiteDocumentFactory())
    html = client.get(report.url).text
    assert "Pdf van" not in html and "minuut lezen" in html
    work()
    assert "pdf__toc" not in client.get(report.url).text
    case = factories.CasePageFactory()
    assert "minuut lezen" in client.get(case.url).text


def test_a_document_in_a_text_is_named_in_its_own_language(home):
    document = factories.SiteDocumentFactory(title="The report", language="en")
    html = render_to_string("blocks/document.html", {"value": {"document": document}})
    assert re.search(r'<span lang="?en"?>\s*The report', html)
    assert "The report (pdf," in BeautifulSoup(html, "html.parser").get_text()
    with translation.override("en"):
        assert "lang" not in render_to_string("blocks/document.html", {"value": {"document": document}})
