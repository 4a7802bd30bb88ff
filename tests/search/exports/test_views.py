"""Results as CSV and RIS: what stands in them, for whom, and what is refused."""

import csv
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core.csv_cells import BOM
from search.exports import throttle, views
from tests import factories
from tests.publishing import publish

ADDRESSES = ["/zoeken/resultaten.csv", "/zoeken/resultaten.ris", "/en/search/results.csv", "/en/search/results.ris"]


@pytest.fixture(scope="module")
def made(module_db):
    """A report with an author and a formula for a title, eleven cases, and one that nobody may see."""
    place = factories.PlaceFactory(name="Laak", slug="laak")
    report = factories.ReportPageFactory(title="=HYPERLINK(1) goudsbloemen", lead='Eén "lead", twee.', places=[place])
    report.contributions.create(person=factories.PersonFactory(name="Noor de Vries"), role="author")
    publish(report)
    for number in range(11):
        factories.CasePageFactory(title=f"Goudsbloemen {number}", lead="Een lead.")
    hidden = factories.CasePageFactory(title="Goudsbloemen achter een deur")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    factories.do_work()
    return report


@pytest.fixture(autouse=True)
def rows(made, db):
    """The rows of the file for each test, with the counts of the throttle at zero."""
    cache.clear()


def read_rows(response) -> list[list[str]]:
    text = response.content.decode()
    assert text.startswith(BOM) and "\r\n" in text
    return list(csv.reader(io.StringIO(text.removeprefix(BOM))))


def test_csv_has_all_pages_and_only_what_everybody_may_read(client, made):
    response = client.get("/zoeken/resultaten.csv", {"q": "goudsbloemen"})
    header, *rows = read_rows(response)
    assert header == [
        "Titel",
        "Soort",
        "Datum",
        "Taal",
        "Plekken",
        "Thema’s",
        "Organisaties",
        "Inleiding",
        "Adres",
        "Opmerking",
    ]
    assert len(rows) == 12 and not any("achter een deur" in cell for row in rows for cell in row)
    own = next(row for row in rows if "HYPERLINK" in row[0])
    assert own[0] == "'=HYPERLINK(1) goudsbloemen" and own[4] == "Laak" and own[7] == 'Eén "lead", twee.'
    assert response["Content-Type"] == "text/csv; charset=utf-8" and response["X-Robots-Tag"] == "noindex"
    assert response["Content-Disposition"] == 'attachment; filename="resultaten.csv"' and not response.cookies


def test_ris_has_a_record_for_each_entry(client, made):
    response = client.get("/zoeken/resultaten.ris", {"q": "goudsbloemen", "kind": "report"})
    lines = response.content.decode("utf-8").split("\r\n")
    assert lines[0] == "TY  - RPRT" and "AU  - de Vries, Noor" in lines and "ER  - " in lines
    everything = client.get("/zoeken/resultaten.ris", {"q": "goudsbloemen"}).content.decode()
    assert everything.count("TY  - ") == everything.count("ER  - ") == 12
    assert not response.cookies and response["X-Robots-Tag"] == "noindex"


def test_filters_of_the_page_hold(client, made):
    found = client.get("/zoeken/resultaten.csv", {"q": "goudsbloemen", "place": "laak"})
    assert len(read_rows(found)) == 2 == len(read_rows(client.get("/zoeken/resultaten.csv", {"place": "laak"})))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "query",
    [
        "", "q=", "q=" + "a" * 300, "q=%00", "q=a%0Ab%07", "q=a&q=b", "q=a&theme=bestaat-niet", "q=a&kind=x", "q=a&year=20000",
        "q=a&sort=x", "q=a&without=y", "q=a&language=xx", "q=a&theme=" + "b" * 200, "q=a&" + "&".join(["place=c"] * 30),
    ],
)  # fmt: skip
def test_hostile_parameters_are_refused_in_words(client, address, query):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400 and response.content and not response.cookies


def test_files_are_not_posted_and_not_had_without_end(client, monkeypatch):
    assert client.post(ADDRESSES[0], {"q": "goudsbloemen"}).status_code == 405
    monkeypatch.setattr(throttle, "MAX_FILES", 2)
    answers = [client.get(ADDRESSES[0], {"q": "goudsbloemen"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429] and answers[2]["Retry-After"]
    other = client.get(ADDRESSES[0], {"q": "goudsbloemen"}, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 200


def test_file_is_bounded(client, monkeypatch):
    monkeypatch.setattr(views, "MAX_ENTRIES", 5)
    response = client.get(ADDRESSES[0], {"q": "goudsbloemen"})
    assert len(read_rows(response)) == 6 and response["X-Total-Count"] == "12"


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_number_of_queries_does_not_depend_on_the_number_of_entries(client, monkeypatch, address):
    def count(entries: int) -> int:
        monkeypatch.setattr(views, "MAX_ENTRIES", entries)
        with CaptureQueriesContext(connection) as queries:
            client.get(address, {"q": "goudsbloemen", "kind": "case"})
        return len(queries)

    count(1)
    assert count(1) == count(3)


def test_page_links_to_its_files(client, made):
    html = client.get("/zoeken/", {"q": "goudsbloemen", "place": "laak"}).text
    query = "q=goudsbloemen&amp;place=laak"
    assert (
        f'<link rel="alternate" type="text/csv" title="Deze resultaten als CSV" href="/zoeken/resultaten.csv?{query}">'
        in html
    )
    assert html.count(f'href="/zoeken/resultaten.ris?{query}"') == 2
