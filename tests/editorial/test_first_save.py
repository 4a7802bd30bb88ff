"""One form makes one page: its autosave and its button may pass each other."""

import pytest
from django.urls import reverse

from directory.models import Organisation
from editorial.models import CoAuthor
from knowledge.models import CasePage
from tests import factories
from tests.editorial.forms import add_row, read_form
from tests.editorial.tabs import JSON, Tab

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(home):
    """The address where a case is made."""
    parent = factories.CasePageFactory(title="Er is er al een").get_parent()
    return reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", parent.pk])


def made():
    return list(CasePage.objects.exclude(title="Er is er al een").order_by("pk").values_list("title", "live"))


def test_autosaves_and_publication_of_a_new_page(chief_editor, add):
    tab = Tab(chief_editor, add)
    assert tab.autosave(title="Nieuw").status_code == 200
    assert "/edit/" in tab.url
    assert tab.autosave(title="Nieuw, en verder").status_code == 200
    assert tab.press("publish", lead="Er staat wat.", question="Wat?").status_code == 302
    assert made() == [("Nieuw, en verder", True)]


@pytest.mark.parametrize("action", ["publish", "submit", ""])
def test_button_pressed_before_the_answer_to_the_first_autosave(chief_editor, add, action):
    tab = Tab(chief_editor, add)
    add_row(
        tab.data,
        read_form(chief_editor, add),
        "partnerships",
        {"organisation": organisation().pk, "role": "partner"},
    )
    chief_editor.post(add, {**tab.data, "title": "Nieuw", "loaded_form_save": 1}, headers=JSON)
    tab.sent = 1
    assert tab.press(action, title="Nieuw, en af", lead="Er staat wat.", question="Wat?").status_code == 302
    assert made() == [("Nieuw, en af", action == "publish")]
    page = CasePage.objects.get(title="Nieuw, en af")
    assert page.partnerships.count() == 1
    assert page.get_latest_revision_as_object().partnerships.count() == 1


def organisation():
    return Organisation.objects.first() or factories.OrganisationFactory()


def test_first_autosave_whose_answer_was_lost_is_not_a_second_page(chief_editor, add):
    tab = Tab(chief_editor, add)
    chief_editor.post(add, {**tab.data, "title": "Nieuw", "loaded_form_save": 1}, headers=JSON)
    tab.sent = 1
    response = tab.autosave(title="Nieuw, nog eens")
    assert response.json()["hydrate_url"].startswith(response.json()["url"])
    assert "/edit/" in tab.url
    assert tab.press(title="Nieuw, en klaar").status_code == 302
    assert made() == [("Nieuw, en klaar", False)]


def test_first_autosave_that_arrives_after_the_button_makes_no_page(chief_editor, add):
    tab = Tab(chief_editor, add)
    late = {**tab.data, "title": "Nieuw, te laat", "loaded_form_save": 1}
    tab.sent = 1
    tab.press(title="Nieuw")
    assert chief_editor.post(add, late, headers=JSON).status_code == 400
    assert made() == [("Nieuw", False)]


def test_same_form_sent_twice_with_a_button_makes_two_pages(chief_editor, add):
    tab = Tab(chief_editor, add)
    tab.press(title="Een", slug="een")
    tab.press(title="Twee", slug="twee")
    assert made() == [("Een", False), ("Twee", False)]


def test_new_page_that_another_editor_took_up_is_not_overwritten(chief_editor, researcher, add):
    tab = Tab(chief_editor, add)
    tab.autosave(title="Nieuw")
    page = CasePage.objects.get(title="Nieuw")
    CoAuthor.objects.create(page=page, user=researcher.user)
    Tab(researcher, page).press(title="Nieuw, van de ander")
    assert tab.autosave(title="Nieuw, van mij").status_code == 400
    assert tab.press("publish", title="Nieuw, van mij").status_code == 409
    assert made() == [("Nieuw, van de ander", False)]
