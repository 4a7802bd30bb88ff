"""BibTeX, RIS and CSL-JSON of every kind, read back by independent parsers; of a page and of a moment."""

import json
import re
from datetime import date
from functools import cache

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, RemoveEnclosingMiddleware
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from core.citations.apa import STYLE, format_apa
from core.citations.bibtex import format_bibtex
from core.citations.citation import Citation, cite
from core.citations.ris import format_ris
from core.models import Contribution
from tests import factories
from tests.publishing import publish
from tests.recordings import recorded

TITLE = "Bomen & buren: 100% {zon} in Den Haag_#1 ~ \\wat"
KINDS = ["Case", "Practice", "Dossier", "Agreement", "Coalition", "Article", "Interview", "Minutes", "Report", "Edition", "Series"]  # fmt: skip
KINDS += ["Episode", "Gathering", "Demand", "Offer"]


@cache
def style(locale):
    """Return the style as citeproc reads it, apart from the code under test."""
    return CitationStylesStyle(str(STYLE), locale=locale, validate=False)


def apa(item: dict, locale: str) -> str:
    """Return the line that citeproc makes of an item."""
    made = CitationStylesBibliography(style(locale), CiteProcJSON([item]), formatter.plain)
    made.register(Cited([CitationItem(item["id"])]))
    return str(made.bibliography()[0])


def read_bibtex(text: str) -> dict:
    """Return the fields that bibtexparser reads, decoded."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    return {
        field.key: field.value.replace("{", "").replace("}", "") if field.key != "title" else field.value
        for field in entry.fields
    }


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind(client, home, kind):
    page = getattr(factories, f"{kind}PageFactory")(title="Bomen & buren in Den Haag")
    if kind != "Series":
        Contribution.objects.create(page=page, name="Peter van der Hout", role="author")
        Contribution.objects.create(page=page, name="Gemeente Den Haag", role="author")
    by = ["van der Hout, Peter", "Gemeente Den Haag"] if kind != "Series" else ["Stadskennis"]
    (item,) = json.loads(client.get(f"{page.url}cite.json").content)
    year = str(item["issued"]["date-parts"][0][0])
    assert (item["title"], item["URL"]) == (page.title, page.full_url)
    (ris,) = rispy.loads(client.get(f"{page.url}cite.ris").content.decode())
    assert (ris["authors"], ris["title"], ris["year"], ris["urls"]) == (by, page.title, year, [page.full_url])
    text = client.get(f"{page.url}cite.bib").content.decode()
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert (entry.fields["year"], entry.fields["url"]) == (year, page.full_url)
    if kind != "Series":
        assert entry.persons["author"][0].last_names == ["Hout"]
        assert entry.persons["author"][0].prelast_names == ["van", "der"]
    assert read_bibtex(text)["title"].replace("{", "").replace("}", "") == page.title
    assert f"<p>{apa(item, 'nl-NL')}</p>".replace("&", "&amp;") in client.get(page.url).text


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]), min_size=1)
    .map(str.strip)
    .filter(bool),
    st.lists(st.sampled_from(["Noor Blom", "Sam de Wit", "Team Zuid", "Jan-Piet P. van 't Hof", "X {Y}"]), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_any_title_is_read_back(title, authors):
    item = Citation(title, "stadslab", "https://x.example/a/", date(2026, 3, 2), authors=authors).csl
    (ris,) = rispy.loads(format_ris(item))
    assert ris["title"] == " ".join(title.split())
    library = bibtexparser.parse_string(format_bibtex(item))
    assert not library.failed_blocks
    assert RemoveEnclosingMiddleware  # the default stack removes the enclosing braces
    assert parse_string(format_bibtex(item), "bibtex").entries["a-nl"].fields["year"] == "2026"
    assert len(ris["authors"]) == max(1, len(authors))
    assert format_apa(item, "nl") == " ".join(apa(item, "nl-NL").split())


def test_signs_of_latex_come_back():
    item = Citation(TITLE, "stadslab", "https://x.example/a_b/?t=1#t-1", date(2026, 3, 2)).csl
    fields = read_bibtex(format_bibtex(item))
    assert fields["title"].replace("{D}", "D").count("Den") == 1
    assert fields["url"] == "https://x.example/a_b/?t=1#t-1"
    assert r"100\%" in format_bibtex(item)


def test_apa_in_both_languages():
    cited = Citation(
        "Zon", "rapport", "https://x.example/zon/", date(2026, 3, 2), authors=["Peter van der Hout", "Noor Blom"]
    )
    assert (
        cited.line == "van der Hout, P., & Blom, N. (2026, maart 2). Zon [Rapport]. Stadskennis. https://x.example/zon/"
    )
    english = format_apa(cited.csl, "en")
    assert english == "van der Hout, P., & Blom, N. (2026, March 2). Zon [Rapport]. Stadskennis. https://x.example/zon/"


@pytest.mark.django_db
def test_page_of_a_document(client, home):
    document = factories.SiteDocumentFactory()
    report = factories.ReportPageFactory(title="Zon", pdf=document)
    factories.do_work()
    (item,) = json.loads(client.get(f"{report.url}cite.json?p=2").content)
    assert (item["page"], item["URL"]) == ("2", f"{report.full_url}?p=2#p-2")
    (ris,) = rispy.loads(client.get(f"{report.url}cite.ris?p=2").content.decode())
    assert (ris["start_page"], ris["urls"]) == ("2", [f"{report.full_url}?p=2#p-2"])
    assert read_bibtex(client.get(f"{report.url}cite.bib?p=2").content.decode())["pages"] == "2"
    for wrong in ("3", "0", "-1", "x", "2-d999", "²", "9" * 40):
        assert client.get(f"{report.url}cite.json", {"p": wrong}).status_code == 404
        assert client.get(report.url, {"p": wrong}).status_code == 200
    whole = client.get(report.url).text
    assert 'href="?p=2#cite"' in whole and re.search(r'<details class="cite" id="?cite"?>', whole)
    text = client.get(report.url, {"p": "2"}).text
    assert re.search(r'<details class="cite" id="?cite"? open', text)
    assert f"{report.url}cite.ris?p=2" in text and f"{report.full_url}?p=2#p-2</p>" in text


@pytest.mark.django_db
def test_moment_of_a_recording(client, home):
    episode = factories.EpisodePageFactory(**recorded())
    (item,) = json.loads(client.get(f"{episode.url}cite.json?t=96").content)
    assert (item["type"], item["note"], item["URL"]) == ("broadcast", "1:36", f"{episode.full_url}?t=96#t-95")
    (ris,) = rispy.loads(client.get(f"{episode.url}cite.ris?t=96").content.decode())
    assert ris["notes"] == ["1:36"]
    for wrong in ("9999", "-1", "x", "1:36"):
        assert client.get(f"{episode.url}cite.bib", {"t": wrong}).status_code == 404
    case = factories.CasePageFactory()
    assert client.get(f"{case.url}cite.bib?t=5").status_code == 404


@pytest.mark.django_db
def test_only_of_public_entries_and_after_a_move(client, home, django_capture_on_commit_callbacks):
    case = factories.CasePageFactory(slug="bomen")
    old = case.url
    case.slug = "buren"
    with django_capture_on_commit_callbacks(execute=True):
        publish(case)
    case = type(case).objects.get(pk=case.pk)
    moved = client.get(f"{old}cite.bib?t=5")
    assert (moved.status_code, moved["Location"]) == (301, f"{case.url}cite.bib?t=5")
    case.unpublish()
    assert client.get(f"{case.url}cite.bib").status_code in {404, 410}
    assert client.get(f"{home.url}cite.bib").status_code == 404
    assert client.post(f"{case.url}cite.bib").status_code == 405


@pytest.mark.django_db
def test_what_is_made_up_says_so_in_every_file_and_not_in_the_boards_own_words(client, home):
    page = factories.CasePageFactory(title="Kweepeer", example_note="Bedacht door de redactie")
    note = "Voorbeeld: geheel of deels verzonnen."
    assert read_bibtex(client.get(f"{page.url}cite.bib").text)["note"] == note
    (ris,) = rispy.loads(client.get(f"{page.url}cite.ris").text)
    assert ris["notes"] == [note]
    assert client.get(f"{page.url}cite.json").json()[0]["note"] == note
    factories.do_work()
    assert f"N1  - {note}" in client.get("/zoeken/resultaten.ris", {"q": "kweepeer"}).text
    row = client.get("/zoeken/resultaten.csv", {"q": "kweepeer"}).text.splitlines()[-1]
    assert row.endswith(note) and "Bedacht" not in row
    assert cite(factories.CasePageFactory()).remark == ""
