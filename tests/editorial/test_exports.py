"""No cell of an exported list runs as a formula in a spreadsheet."""

import csv
import io
import zipfile
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from editorial.exports import make_text
from tests import factories

EVIL = '=HYPERLINK("https://x.example";"klik")'


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n@x", "  =1", "\"=1", "'=1", "\u200b=1", "\ufeff+1", "＝1", "＋1", "－1", "＠1",
     "\tx", "\rx", "\x00=1"],
)  # fmt: skip
def test_formula_becomes_text(cell):
    assert make_text(cell).startswith("'")
    assert make_text(cell).removeprefix("'").replace("\t'", "\t").replace("\r'", "\r").replace("\n'", "\n") == cell


@pytest.mark.parametrize("cell", ["", "gewoon", "a-b", "a = b", "x@y.nl", -5, 2.5, None, "a, -b", "€ 5"])
def test_other_cells_stay(cell):
    assert make_text(cell) == cell


def test_part_after_a_separator_does_not_run_either():
    assert make_text("a;=1+1") == "a;'=1+1" and make_text("a\n-1") == "a\n'-1"


@pytest.mark.django_db
def test_every_export_of_the_site(administrator):
    factories.CasePageFactory(title=EVIL)
    Redirect.objects.create(old_path="/oud", redirect_link="/nieuw", is_permanent=True, site=None)
    names = ["wagtailadmin_reports:aging_pages", "wagtailadmin_reports:site_history", "wagtailadmin_reports:locked_pages",
             "accessibility_report", "wagtailredirects:index", "wagtailadmin_reports:workflow"]  # fmt: skip
    seen = 0
    for name in names:
        url = urlsplit(reverse(name)).path
        response = administrator.get(url, {"export": "csv"})
        text = b"".join(response).decode()
        rows = list(csv.reader(io.StringIO(text, newline="")))
        seen += sum(EVIL in cell for row in rows for cell in row)
        assert [cell for row in rows for cell in row if cell and cell[0] in "=+-@\t\r"] == [], name
    assert seen


@pytest.mark.django_db
def test_xlsx_holds_texts_as_they_are(administrator):
    factories.CasePageFactory(title=EVIL)
    response = administrator.get(reverse("wagtailadmin_reports:site_history"), {"export": "xlsx"})
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "=HYPERLINK" in sheet and "<f>" not in sheet
