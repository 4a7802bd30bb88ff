"""The overview: labs, processes and initiatives in one table, with filters, pages and the same queries for one and for many."""

import pytest
from django.urls import reverse

from core.models import Partnership
from directory.localisation import get_locale
from directory.models import Organisation, Place
from knowledge.initiatives import overview
from knowledge.models import CasePage, Initiative
from tests import factories
from tests.hostile import VALUES, ask_each, judge
from tests.publishing import publish
from tests.query_counts import count_queries
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
PATH = "/initiatieven/"
ADDRESSES = (PATH, "/en/initiatives/", "/initiatieven/initiatieven.csv", "/en/initiatives/initiatives.csv")


@pytest.fixture
def world(home):
    city = factories.PlaceFactory(name="Stad", level="city")
    street = factories.PlaceFactory(name="Straat", level="street", parent=city)
    theme = factories.ThemeFactory(name="Wonen")
    case = factories.CasePageFactory(title="Lab", places=[street], themes=[theme], phase="finished", start="2019-09-01")
    Partnership.objects.create(
        page_id=case.pk, organisation=factories.OrganisationFactory(name="Partner"), role="partner"
    )
    factories.DossierPageFactory(title="Proces")
    factories.CasePageFactory(title="Concept", publish=False)
    factories.InitiativeFactory(
        name="Buurttuin", place=street, themes=[theme], who="Buren", since=2021, url="https://tuin.example/"
    )
    factories.InitiativeFactory(name="Verborgen", shown=False)
    return city, theme


def names(client, query="") -> list[str]:
    return [row.name for row in client.get(PATH + query).context["overview"].rows]


def test_one_table_of_all(client, world):
    response = client.get(PATH)
    assert [row.name for row in response.context["overview"].rows] == ["Buurttuin", "Lab", "Proces"]
    assert "Concept" not in response.text and "Verborgen" not in response.text
    for text in ('href="https://tuin.example/"', "Partner", "2019", "Initiatief", "afgerond"):
        assert text in response.text
    assert not response.cookies


def test_filters_and_order(client, world):
    city, theme = world
    assert names(client, f"?place={city.slug}") == ["Buurttuin", "Lab"]
    assert names(client, f"?theme={theme.slug}&kind=initiative") == ["Buurttuin"]
    assert names(client, "?phase=finished") == ["Lab"]
    assert names(client, "?sort=since")[:1] == ["Proces"]
    csv = client.get(f"/initiatieven/initiatieven.csv?place={city.slug}").text
    assert csv.count("\r\n") == 3 and "Proces" not in csv


def test_english_overview(client, world):
    publish_english_copy(factories.CasePageFactory(title="Nog een lab"), "Another lab")
    factories.InitiativeFactory(name="Moestuin", sentence="Een tuin.", sentence_en="A garden.")
    response = client.get("/en/initiatives/")
    assert [row.name for row in response.context["overview"].rows] == ["Another lab", "Buurttuin", "Moestuin"]
    assert "A garden." in response.text


def test_pages_hold_all_rows_once(client, home, monkeypatch):
    monkeypatch.setattr(overview, "PER_PAGE", 3)
    made = [factories.InitiativeFactory().name for _ in range(8)]
    read = [name for number in (1, 2, 3) for name in names(client, f"?page={number}")]
    assert sorted(read) == sorted(made)


@pytest.mark.parametrize("path", [PATH, "/en/initiatives/"])
def test_queries_do_not_depend_on_the_number(client, world, path):
    def make():
        factories.InitiativeFactory(place=world[0], themes=[world[1]])
        case = factories.CasePageFactory(places=[world[0]], themes=[world[1]])
        Partnership.objects.create(page_id=case.pk, organisation=Organisation.objects.get(), role="partner")
        publish(case.copy_for_translation(get_locale("en")))

    publish_english_copy(CasePage.objects.get(title="Lab"), "Garden hub")
    make()
    client.get(path)
    before = count_queries(client, path)[0]
    make(), make()
    assert count_queries(client, path)[0] == before


def test_initiative_with_records_that_are_not_public(client, home, administrator):
    theme, place = factories.ThemeFactory(name="Regenwater"), factories.PlaceFactory(name="Duinpad")
    one = factories.InitiativeFactory(
        name="Buurttuin", place=place, themes=[theme, factories.ThemeFactory(name="Wonen")]
    )
    theme.unpublish(), place.unpublish()
    for path in ADDRESSES:
        response = client.get(path)
        assert response.status_code == 200 and "Buurttuin" in response.text and "Wonen" in response.text, path
        assert "Regenwater" not in response.text and "Duinpad" not in response.text, path
    viewset = Initiative.snippet_viewset
    fields = administrator.get(reverse(viewset.get_url_name("add"))).context["form"].fields
    assert theme not in fields["themes"].queryset and place not in fields["place"].queryset
    fields = administrator.get(reverse(viewset.get_url_name("edit"), args=[one.pk])).context["form"].fields
    assert theme in fields["themes"].queryset and place in fields["place"].queryset  # saving loses nothing


def test_page_with_records_that_are_not_public(client, world):
    _city, theme = world
    publish_english_copy(CasePage.objects.get(title="Lab"), "Garden hub")
    hidden = [theme, Place.objects.get(name="Straat"), Organisation.objects.get()]
    for record in hidden:
        record.unpublish()
    for path in ADDRESSES:
        response = client.get(path)
        assert ("Garden hub" if "/en/" in path else "Lab") in response.text, path
        for record in hidden:
            assert record.name not in response.text, (path, record)


def test_english_row_has_the_english_names(client, world):
    publish_english_copy(CasePage.objects.get(title="Lab"), "Garden hub")
    for record, name in (
        (world[1], "Housing"),
        (Place.objects.get(name="Straat"), "Street"),
        (Organisation.objects.get(), "Ally"),
    ):
        english = record.copy_for_translation(get_locale("en"))
        english.name, english.slug = name, ""
        english.save()
    for path in ADDRESSES[1::2]:
        [line] = [
            line
            for line in client.get(path).text.replace("</tr>", "\r").replace("\n", "").split("\r")
            if "Garden hub" in line
        ]
        assert "Housing" in line and "Street" in line and "Ally" in line, path
        assert "Wonen" not in line and "Straat" not in line and "Partner" not in line, path


def test_hostile_filters(client, world):
    wild = dict.fromkeys(("kind", "theme", "place", "phase", "sort", "page"), VALUES)
    for response in ask_each(lambda values: client.get(PATH, values), wild):
        judge(response)
