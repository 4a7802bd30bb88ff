"""Windows for choosing open on what can be chosen, in an order that people expect, and say whom to ask."""

import json

import pytest
from django.urls import reverse

from editorial.groups import RESEARCHER, STUDENT
from tests import factories

pytestmark = pytest.mark.django_db
CHOOSER = "/beheer/choose-page/"
ASK = "Vraag een onderzoeker of de eindredactie"


@pytest.fixture
def entries(home):
    """A dossier and a case in their lists, and a case of another language's list that could be shown by mistake."""
    dossier = factories.DossierPageFactory(title="Dossier over leren")
    case = factories.CasePageFactory(title="Stadslab over wonen")
    return dossier, case


def window(client, url, **values):
    return json.loads(client.get(url, values).content)["html"]


def test_window_opens_on_entries_of_the_kind(student, entries):
    dossier, case = entries
    html = window(student, CHOOSER, page_type="knowledge.dossierpage")
    assert (dossier.title in html, case.title in html) == (True, False)
    html = window(student, CHOOSER, page_type="core.entrypage")
    assert (dossier.title in html, case.title in html) == (True, True)


def test_sections_are_opened_as_before_and_any_page_is_chosen_from_the_tree(student, entries):
    dossier, case = entries
    section = window(student, f"{CHOOSER}{case.get_parent().pk}/", page_type="core.entrypage")
    assert (dossier.title in section, case.title in section) == (False, True)
    assert case.title not in window(student, CHOOSER)
    assert student.get(CHOOSER, {"page_type": "geen.pagina"}).status_code == 404


def test_window_asks_no_more_with_more_entries(student, entries, django_assert_max_num_queries):
    window(student, CHOOSER, page_type="knowledge.casepage")
    with django_assert_max_num_queries(200) as few:
        window(student, CHOOSER, page_type="knowledge.casepage")
    factories.CasePageFactory()
    factories.CasePageFactory()
    with django_assert_max_num_queries(len(few.captured_queries) + 2):  # Wagtail’s row asks for its place itself
        window(student, CHOOSER, page_type="knowledge.casepage")


def test_organisations_follow_the_name_whatever_its_capitals(researcher):
    for name in ("HW Wonen", "de Alliantie", "Haag Wonen", "Eigenwijzer"):
        factories.OrganisationFactory(name=name)
    names = ["de Alliantie", "Eigenwijzer", "Haag Wonen", "HW Wonen"]
    chooser = window(researcher, reverse("wagtailsnippetchoosers_directory_organisation:choose"))
    listed = researcher.get(reverse("wagtailsnippets_directory_organisation:list")).text
    for html in (chooser, listed, researcher.get("/organisaties/").text):
        places = [html.index(f"{name}<") if f"{name}<" in html else html.index(name) for name in names]
        assert places == sorted(places)


@pytest.mark.parametrize(("role", "told"), [(STUDENT, False), (RESEARCHER, False)])
def test_who_may_not_add_reads_whom_to_ask(visitor, told):
    url = reverse("wagtailsnippetchoosers_directory_organisation:choose")
    assert (ASK in window(visitor, url)) == told
