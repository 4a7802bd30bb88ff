"""How an entry is cited and shared: a line to select, meta elements for reference managers, addresses."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from core.citations.citation import Citation
from core.models import Contribution
from tests import factories
from tests.editorial.forms import posted, read_form

pytestmark = pytest.mark.django_db


def metas(text: str) -> list[tuple[str, str]]:
    """Return the citation's meta elements of a page."""
    return re.findall(r'<meta name="citation_(\w+)" content="([^"]*)">', text)


def line(text: str) -> str:
    """Return the citation's line of a page."""
    return unescape(re.search(r'<details class="cite"[^>]*><summary>[^<]+</summary><p>([^<]+)</p>', text)[1])


def test_entry_with_authors(client, home, settings):
    settings.SITE_URL = "https://kennis.example"
    case = factories.CasePageFactory(title="Bomen & buren", display_date=date(2026, 3, 2))
    for name in ("Noor <b>Blom</b>", "Sam de Wit"):
        Contribution.objects.create(page=case, name=name, role="author")
    Contribution.objects.create(page=case, name="Een lezer", role="guest")
    text = client.get(case.url).text
    url = f"https://kennis.example{case.url}"
    assert line(text) == f"Noor <b>Blom</b>, & de Wit, S. (2026, maart 2). Bomen & buren [Stadslab]. Stadskennis. {url}"
    assert metas(text) == [
        ("title", "Bomen &amp; buren"), ("author", "Noor &lt;b&gt;Blom&lt;/b&gt;"), ("author", "Sam de Wit"),
        ("publication_date", "2026/03/02"), ("language", "nl"),
    ]  # fmt: skip


def test_entry_without_authors_is_the_sites(client, home):
    case = factories.CasePageFactory(title="Wat bleef.", display_date=date(2026, 3, 2))
    text = client.get(case.url).text
    assert line(text).startswith("Stadskennis. (2026, maart 2). Wat bleef. [Stadslab]. http")
    assert ("author", "Stadskennis") in metas(text)


def test_person_of_whom_nobody_chose_a_role_is_no_author(client, chief_editor):
    """Cited as author was who was a guest, because the form had chosen for the editor."""
    case = factories.CasePageFactory(title="Wat bleef", display_date=date(2026, 3, 2))
    Contribution.objects.create(page=case, name="Fatima")
    text = client.get(case.url).text
    assert line(text).startswith("Stadskennis. (2026")
    assert ("author", "Stadskennis") in metas(text) and not re.search('"author": ?\\[?\\{?"@type": ?"Person', text)
    address = reverse("wagtailadmin_pages:edit", args=[case.pk])
    case.save_revision()
    data = posted(read_form(chief_editor, address)) | {"contributions-0-role": ""}
    refused = chief_editor.post(address, {**data, "action-publish": "1", "board-reason": "In een test."})
    assert list(refused.context["form"].formsets["contributions"].errors[0]) == ["role"]


def test_report_names_its_publisher_year_and_pdf(client, home):
    document = factories.SiteDocumentFactory()
    report = factories.ReportPageFactory(title="Zon", publisher="De hogeschool", year=2019, pdf=document)
    text = client.get(report.url).text
    assert line(text).startswith("De hogeschool. (2019). Zon [Rapport]. Stadskennis. http")
    found = dict(metas(text))
    assert found["publication_date"] == "2019" and found["author"] == "De hogeschool"
    assert found["pdf_url"] == f"http://testserver{document.url}" or found["pdf_url"].endswith(document.url)
    assert found["pdf_url"].startswith("http")
    other = factories.ReportPageFactory(title="Elders", external_url="https://example.org/rapport", pdf=None)
    assert "pdf_url" not in dict(metas(client.get(other.url).text))


def test_evening_is_dated_by_its_day_in_the_language_of_the_page(client, home):
    episode = factories.EpisodePageFactory(title="Samenleven")
    day = episode.start.astimezone()
    assert f" {day.day}). Samenleven [Talkshow]." in line(client.get(episode.url).text)
    cited = Citation("Title", "city lab", "https://x.example", date(2026, 3, 2), language="en")
    assert cited.line == "Stadskennis. (2026, March 2). Title [City lab]. https://x.example"


def test_shared_links_carry_title_and_address(client, home, settings):
    settings.SITE_URL = "https://kennis.example"
    case = factories.CasePageFactory(title="Bomen & buren")
    text = client.get(case.url).text
    address = f"https%3A%2F%2Fkennis.example{case.url.replace('/', '%2F')}"
    assert f'href="https://wa.me/?text=Bomen%20%26%20buren%20{address}"' in text
    assert f'<li hidden><button type="button" data-copy="https://kennis.example{case.url}" data-copy-place>' in text
