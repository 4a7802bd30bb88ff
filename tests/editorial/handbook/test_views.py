"""The handbook in the editing screens: for everybody who may sign in there, with an answer to every address."""

import pytest
from django.urls import reverse

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.handbook.reader import get_chapters
from tests import factories
from tests.clients import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [None, STUDENT, RESEARCHER, CHIEF_EDITOR])
def test_is_for_editors(visitor, role):
    chapter = get_chapters()[0].slug
    for url in (reverse("handbook"), reverse("handbook_chapter", args=[chapter]), reverse("choose_kind")):
        response = visitor.get(url)
        if role is None:
            assert response["Location"].startswith("/beheer/login/")
        else:
            assert response.status_code == 200
    assert sign_in(factories.UserFactory()).get(reverse("handbook")).status_code in {302, 403}


def test_questions_are_answered_and_shown_as_text(student):
    html = student.get(reverse("handbook"), {"q": "ondertitels"}).text
    assert "<mark>ondertitel" in html.lower() and "Opnamen en ondertiteling" in html
    html = student.get(reverse("handbook"), {"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in html and "0 antwoorden" in html
    assert student.get(reverse("handbook"), {"q": "x" * 5000}).status_code == 200
    assert student.get(reverse("handbook"), {"q": "\0"}).status_code == 200


def test_unknown_chapter_is_not_found_and_unknown_kind_leads_to_the_contents(student):
    assert student.get("/beheer/handboek/iets-anders/").status_code == 404
    assert student.get(reverse("handbook_of_kind", args=["iets-anders"]))["Location"] == reverse("handbook")


def test_form_of_a_kind_leads_to_its_section(student):
    case = factories.CasePageFactory()
    html = student.get(reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", case.get_parent().pk])).text
    address = reverse("handbook_of_kind", args=["case"])
    assert address in html
    assert student.get(address)["Location"] == "/beheer/handboek/welke-soort-heb-ik-nodig/#stadslab"
    assert reverse("handbook") in student.get("/beheer/").text
