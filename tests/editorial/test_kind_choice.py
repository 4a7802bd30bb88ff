"""“Which kind do I need?”: answered for every kind, the five usual ones first, wherever one chooses."""

import pytest
from django.urls import reverse

from core.models import EntryPage
from editorial.kind_choice import list_creatable_kinds
from tests import factories

pytestmark = pytest.mark.django_db
FIRST = ["case", "minutes", "article", "interview", "gathering"]


def test_every_kind_has_a_sentence_and_an_example_and_the_usual_ones_come_first():
    choices = [choice for choice in list_creatable_kinds() if choice.kind != "walk"]
    assert [choice.kind for choice in choices if choice.is_usual] == FIRST == [choice.kind for choice in choices][:5]
    assert [choice.kind for choice in choices if not choice.sentence or not choice.example] == []
    made = {kind for kind, model in EntryPage.kinds().items() if model.is_creatable}
    assert {choice.kind for choice in choices} == made - {"walk"}


def test_page_shows_each_with_its_example(student):
    html = student.get(reverse("choose_kind")).text
    for choice in list_creatable_kinds():
        assert choice.url in html
        assert choice.example in html.replace("&#x27;", "'")
    assert html.index("Stadslab") < html.index("Bijeenkomst") < html.index("Afspraak")


def test_start_page_and_list_below_a_page_lead_there(student, chief_editor):
    home = factories.get_home()
    assert reverse("choose_kind") in student.get(reverse("wagtailadmin_home")).text
    html = chief_editor.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk])).text
    assert reverse("choose_kind") in html
    listing = factories.CasePageFactory().get_parent()
    html = chief_editor.get(reverse("wagtailadmin_pages:add_subpage", args=[listing.pk])).text
    assert "aan één vraag werken" in html
