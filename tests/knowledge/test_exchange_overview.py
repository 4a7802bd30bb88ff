"""The overview counts every public card once in each row, by its state today, and is safe as CSV."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from directory.localisation import get_locale
from directory.models import Place, Theme
from knowledge.models import DemandPage
from tests import factories
from tests.publishing import publish
from tests.query_counts import count_queries

pytestmark = pytest.mark.django_db


def make(factory, theme, place, **values):
    page = factory(**values)
    page.themes.set([theme])
    page.places.set([place])
    publish(page)
    return page


@pytest.fixture
def cards(home):
    theme = factories.ThemeFactory(name="=Wonen")
    district = factories.PlaceFactory(name="Laak", level="district")
    street = factories.PlaceFactory(name="Straat", level="street", parent=district)
    autumn, spring = date(2027, 9, 1), date(2027, 2, 1)
    make(factories.DemandPageFactory, theme, street, start=autumn, end=None)
    make(factories.DemandPageFactory, theme, street, start=spring, end=None, state="answered")
    make(factories.OfferPageFactory, theme, district, start=spring, end=None, state="matched")
    factories.OfferPageFactory(publish=False, start=spring, end=None)


def test_rows_by_theme_district_and_semester(cards):
    response = Client().get("/vraag-en-aanbod/overzicht/")
    tables = {table.heading: table.rows for table in response.context["tables"]}
    assert tables["Per thema"] == [("=Wonen", [1, 0, 1, 0, 1])]
    assert tables["Per stadsdeel"] == [("Laak", [1, 0, 1, 0, 1])]
    assert tables["Per semester"] == [("najaar 2027", [1, 0, 0, 0, 0]), ("voorjaar 2027", [0, 0, 1, 0, 1])]


def test_theme_and_district_that_are_not_public_are_left_out(cards):
    for record in (Theme.objects.get(), Place.objects.get(level="district")):
        english = record.copy_for_translation(get_locale("en"))
        english.name, english.slug = "Elsewhere", ""
        english.save()
        record.unpublish()
    Place.objects.get(level="street").unpublish()
    for page in DemandPage.objects.all():  # with another theme, the hidden one is not counted as none
        page.themes.add(factories.ThemeFactory(name="Werk"))
        publish(page)
    for path in ("/vraag-en-aanbod/overzicht/", "/en/demand-and-offers/overview/"):
        themes, districts, _semesters = Client().get(path).context["tables"]
        assert [numbers for name, numbers in themes.rows if name == "Werk"] == [[1, 0, 1, 0, 0]], path
        assert len(themes.rows) == 2 and [numbers for _name, numbers in districts.rows] == [[1, 0, 1, 0, 1]], path
    for path in ("/vraag-en-aanbod/overzicht.csv", "/en/demand-and-offers/overview.csv"):
        assert "Wonen" not in (text := Client().get(path).text) and "Laak" not in text and "Elsewhere" not in text, path


def test_both_languages_lead_to_each_other(cards):
    assert 'href="/en/demand-and-offers/overview/"' in Client().get("/vraag-en-aanbod/overzicht/").text


def test_csv_runs_no_formula(cards):
    response = Client().get("/vraag-en-aanbod/overzicht.csv")
    rows = list(csv.reader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert rows[1] == ["Per thema", "'=Wonen", "1", "0", "1", "0", "1"]


def test_queries_do_not_grow(cards, home):
    few, _queries = count_queries(Client(), "/vraag-en-aanbod/overzicht/")
    factories.DemandPageFactory(), factories.OfferPageFactory(), factories.DemandPageFactory()
    assert count_queries(Client(), "/vraag-en-aanbod/overzicht/")[0] == few
