"""The wheel check in the edit form: after saving without script, and while somebody types."""

import pytest
from django.urls import reverse

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories
from tests.clients import sign_in

pytestmark = pytest.mark.django_db
TEXT = "Samen zaaien in de straat: goudsbloemen van studenten"


@pytest.fixture(scope="module")
def known(module_db):
    """A public case about marigolds."""
    factories.get_home()
    case = factories.CasePageFactory(title="Goudsbloemen in de straat")
    factories.do_work()
    return case


def ask(client, **data):
    return client.post(reverse("similar_entries"), {"text": TEXT, "language": "nl", **data})


@pytest.mark.parametrize("role", [STUDENT, RESEARCHER, CHIEF_EDITOR])
def test_who_writes_is_answered(known, role):
    html = ask(sign_in(factories.UserFactory(role))).text
    assert f'href="{known.url}#aanpak-van-de-straat"' in html
    assert "<mark>zaaiden</mark>" in html


def test_others_are_not(known, client):
    assert ask(client).status_code == 403  # with what was sent, to sign in and send it again
    assert ask(sign_in(factories.UserFactory())).status_code in {302, 403}
    writer = sign_in(factories.UserFactory(STUDENT))
    assert writer.get(reverse("similar_entries")).status_code == 405


@pytest.mark.parametrize(
    "data",
    [{"text": ""}, {"text": "x" * 5000}, {"text": "\x00<b>"}, {"language": "xx"}, {"entry": "x"}, {"entry": "9" * 30}],
)
def test_any_input_is_answered(known, data):
    response = ask(sign_in(factories.UserFactory(STUDENT)), **data)
    assert response.status_code in {200, 400}


def test_the_own_entry_is_left_out(known):
    writer = sign_in(factories.UserFactory(STUDENT))
    assert known.url not in ask(writer, entry=known.pk).text


def test_without_script_it_stands_in_the_form_of_a_draft(known):
    writer = sign_in(factories.UserFactory(STUDENT))
    draft = factories.CasePageFactory(publish=False, title=TEXT, owner=writer.user)
    html = writer.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert "Bestaat dit al?" in html
    assert f'href="{known.url}#aanpak-van-de-straat"' in html
    assert f'data-entry="{draft.pk}"' in html


def test_what_is_found_is_folded_into_one_line(known):
    html = ask(sign_in(factories.UserFactory(STUDENT))).text
    assert (
        html.count("<details") == 1 and "<details open" not in html and html.index("<details") < html.index(known.url)
    )
    assert "Er is 1 stuk dat erop lijkt" in html.split("</summary>")[0]
    assert "<details" not in ask(sign_in(factories.UserFactory(STUDENT)), text="Kernfusie in een reageerbuis").text
