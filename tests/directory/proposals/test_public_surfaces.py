"""A record that is not public is nowhere on the public site, whatever refers to it; accepted, it is everywhere."""

import pytest
from django.test import Client

from core.models import Contribution, EntryPage, Partnership
from directory.models import Organisation, Person, Place, Theme
from directory.proposals.publish import accept, refuse
from tests import factories

NAMES = {
    Organisation: "Zonnepluimbond",
    Person: "Quirijn Oosterzwaluw",
    Theme: "Regenwatervreugde",
    Place: "Duinkwartierpad",
}
# Surface -> (address, what it shows of which kinds).
SURFACES = {
    "page of an organisation": ("/organisaties/zonnepluimbond/", [Organisation]),
    "page of a person": ("/mensen/quirijn-oosterzwaluw/", [Person]),
    "page of a theme": ("/themas/regenwatervreugde/", [Theme]),
    "page of a place": ("/plekken/duinkwartierpad/", [Place]),
    "contact form of an organisation": ("/organisaties/zonnepluimbond/contact/", [Organisation]),
    "contact form of a person": ("/mensen/quirijn-oosterzwaluw/contact/", [Person]),
    "list of organisations": ("/organisaties/", [Organisation]),
    "list of people": ("/mensen/", [Person]),
    "list of themes": ("/themas/", [Theme]),
    "list of places": ("/plekken/", [Place]),
    "page of an entry, with its structured data": ("/lijst/zaak/", [Organisation, Person, Theme, Place]),
    "citation": ("/lijst/zaak/cite.json", [Person]),
    "listing and its facets": ("/lijst/", [Organisation, Theme, Place]),
    "filtered listing": ("/lijst/?theme=regenwatervreugde", [Theme]),
    "home page": ("/", [Theme]),
    "map": ("/kaart/", []),
    "map as GeoJSON": ("/kaart/kaart.geojson", [Place]),
    "new entries": ("/nieuw/", []),
    "sitemap": ("/sitemap.xml", [Organisation, Person, Theme, Place]),
    "feeds": ("/feeds/", [Theme]),
    "search: an organisation": ("/zoeken/?q=zonnepluimbond", [Organisation]),
    "search: a person": ("/zoeken/?q=oosterzwaluw", [Person]),
    "search: facets": ("/zoeken/?q=stadslab", [Organisation, Theme, Place]),
    "search: results as a file": ("/zoeken/resultaten.csv?q=stadslab", [Theme]),
    "search: did you mean": ("/zoeken/?q=zonepluimbond", [Organisation]),
    "suggestions: an organisation": ("/zoeken/suggesties/?q=zonnepl", [Organisation]),
    "suggestions: a theme": ("/zoeken/suggesties/?q=regenw", [Theme]),
    "suggestions: a place": ("/zoeken/suggesties/?q=duinkw", [Place]),
    "initiatives": ("/initiatieven/", [Organisation, Theme, Place]),
    "initiatives in English": ("/en/initiatives/", [Theme, Place]),
    "initiatives as a file": ("/initiatieven/initiatieven.csv", [Organisation, Theme, Place]),
    "initiatives as a file in English": ("/en/initiatives/initiatives.csv", [Theme, Place]),
    "numbers of questions and offers": ("/vraag-en-aanbod/overzicht/", [Theme, Place]),
    "numbers of questions and offers in English": ("/en/demand-and-offers/overview/", [Theme, Place]),
    "numbers of questions and offers as a file": ("/vraag-en-aanbod/overzicht.csv", [Theme, Place]),
    "numbers of questions and offers as a file in English": ("/en/demand-and-offers/overview.csv", [Theme, Place]),
}
MARKS = {Organisation: ("Zonnepluimbond", "zonnepluimbond"), Person: ("Oosterzwaluw", "oosterzwaluw"),
         Theme: ("Regenwatervreugde", "regenwatervreugde"), Place: ("Duinkwartierpad", "duinkwartierpad")}  # fmt: skip


@pytest.fixture(scope="module")
def records(module_db):
    """Four records that are not public, in use by an entry, a question and an initiative that are."""
    factories.get_home()
    made = {
        model: getattr(factories, f"{model.__name__}Factory")(name=name, live=False) for model, name in NAMES.items()
    }
    Place.with_proposals.filter(pk=made[Place].pk).update(
        latitude="52.06528", longitude="4.31829", level=Place.Level.DISTRICT
    )
    parent = factories.IndexPageFactory(title="Lijst", slug="lijst")
    page = factories.CasePageFactory(parent=parent, title="Zaak", slug="zaak", lead="Een stadslab in de wijk.")
    # Not by publication, which would make them public: as after a refusal, or when one is taken off the site.
    for one in (page, factories.DemandPageFactory(title="Vraag", slug="vraag")):
        EntryPage.themes.through.objects.create(entrypage_id=one.pk, theme_id=made[Theme].pk)
        EntryPage.places.through.objects.create(entrypage_id=one.pk, place_id=made[Place].pk)
    factories.InitiativeFactory(place=made[Place], themes=[made[Theme]])
    Partnership.objects.create(page_id=page.pk, organisation=made[Organisation], role="partner", sort_order=0)
    Contribution.objects.create(page_id=page.pk, person=made[Person], role="author", sort_order=0)
    factories.do_work()
    return made


def read(url: str) -> tuple[int, str]:
    """Return status and text of what a visitor gets, without the words that the visitor asked for."""
    response = Client().get(url)
    text = b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()
    return response.status_code, text


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["proposed", "refused"])
def test_nowhere_before(records, state):
    if state == "refused":
        for record in records.values():
            refuse(record, "Bestaat al onder een andere naam.")
        factories.do_work()
    for surface, (url, _shown) in SURFACES.items():
        status, text = read(url)
        assert status in {200, 404}, surface
        for name, slug in MARKS.values():
            assert name not in text, (surface, name)
            assert f"/{slug}/" not in text.replace(url, ""), (surface, slug)


@pytest.mark.django_db
def test_everywhere_after(records):
    for record in records.values():
        accept(record)
    factories.do_work()
    for surface, (url, shown) in SURFACES.items():
        status, text = read(url)
        assert status == 200, surface
        for model in shown:
            assert MARKS[model][0] in text or MARKS[model][1] in text, (surface, model)


@pytest.mark.django_db
def test_unpublished_is_gone_again(records):
    for record in records.values():
        accept(record)
    factories.do_work()
    for record in records.values():
        type(record).objects.get(pk=record.pk).unpublish()
    factories.do_work()
    for surface, (url, _shown) in SURFACES.items():
        for name, _slug in MARKS.values():
            assert name not in read(url)[1], (surface, name)
