"""“Which kind do I need?”: answered for every kind, the five usual ones first, wherever one chooses."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

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


def test_word_of_the_task_stands_beside_the_name_of_the_kind_for_editors_only(student):
    for url in (reverse("wagtailadmin_home"), reverse("choose_kind"), reverse("entries:index")):
        assert "Stadslab (casus)" in student.get(url).text, url
    with translation.override("en"):
        assert "City lab (case)" in [choice.text for choice in list_creatable_kinds()]
    case = factories.CasePageFactory()
    html = Client().get(case.url).text
    assert "Stadslab" in html and "(casus)" not in html


def test_kind_is_chosen_by_a_button(student):
    html = student.get(reverse("choose_kind")).text
    for choice in list_creatable_kinds():
        assert f'<a class="button" href="{choice.url}">' in html


def test_who_has_nothing_to_do_reads_so(student):
    for name in ("wagtailadmin_home", "inbox"):
        assert "Je hoeft nu niets te doen." in student.get(reverse(name)).text
    home = student.get(reverse("wagtailadmin_home")).text
    assert "Overzicht van de site" in home and "Site samenvatting" not in home
    factories.CasePageFactory()
    html = student.get(reverse("make_entry", args=["case"]), follow=True).text
    assert "Wat je typt wordt vanzelf bewaard. Klaar? Stuur het dan naar de redactie." in html
    assert "De titel zoals lezers die zien" in html
    for odd in ("zoekmachine resultaten", "zoals je wilt dat bezoekers"):
        assert odd not in html
