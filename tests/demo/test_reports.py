"""The example reports of 5, 12 and 60 pages: read, shown, and found at the right page."""

import re

import pytest

from core.models import EntryPage
from media.models import PdfFacts
from tests import factories

pytestmark = pytest.mark.django_db


def test_reports_are_found_at_their_pages(client, demo, db):
    factories.do_work()
    facts = {row.document.filename.split("-")[0]: row for row in PdfFacts.objects.select_related("document")}
    numbers = {name: facts[name].page_count for name in ("placemaking", "twaalf", "zestig")}
    assert numbers == {"placemaking": 5, "twaalf": 12, "zestig": 60}
    assert all(row.state == "read" and row.tagged and row.language == "nl" for row in facts.values())
    for words, slug, page, asked in (  # a long one gives its page when it is asked for
        ("rookmelders ladder", "zesenvijftig-avonden-in-de-wijk", 40, "?p=40"),
        ("wasmachine stoel manifest", "van-intentie-naar-overeenkomst", 7, ""),
        ("plataan bankjes", "placemaking-den-haag-zuidwest", 4, ""),
    ):
        entry = EntryPage.objects.get(slug=slug)
        html = client.get("/zoeken/", {"q": words}).content.decode()
        assert f'href="{entry.url}{asked}#p-{page}"' in html, re.findall(r'data-passage="\d+" href="([^"]+)"', html)
        shown = client.get(entry.url + asked).content.decode()
        section = shown.split(f'id="p-{page}"')[1].split("</section>")[0].lower()
        assert all(word in section for word in words.split())
