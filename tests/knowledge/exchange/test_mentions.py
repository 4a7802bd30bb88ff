"""A question or offer leads to where it is taken up, and back: the yearly plan, the dossier with its versions, the city lab."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from directory.localisation import get_locale
from knowledge.exchange.mentions import find_mentions
from knowledge.models import AgreementAction, QuestionVersion
from knowledge.models.proposal import Proposal
from tests import factories
from tests.editorial.forms import add_row, posted, read_form
from tests.publishing import publish
from tests.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_language():
    """Requests for English pages leave their language behind."""
    with translation.override("nl"):
        yield


@pytest.fixture
def offer(home):
    return factories.OfferPageFactory(title="Stage bij de huismeester")


@pytest.fixture
def demand(home):
    return factories.DemandPageFactory(title="Wat doet een partner in de wijk?")


def plan(card):
    """Return a public agreement whose yearly plan points at a card."""
    return factories.AgreementPageFactory(
        title="Intentieverklaring", actions=[AgreementAction(text="Stageplaatsen maken", year=2026, card=card)]
    )


def english(page, title):
    """Publish a copy of a page in English, with all above it; return it."""
    copy = page.copy_for_translation(get_locale("en"), copy_parents=True)
    for above in copy.get_ancestors().filter(live=False):
        publish(above.specific)
    copy.title = title
    publish(copy)
    copy.refresh_from_db()
    return copy


def test_an_action_shows_the_card_and_how_it_stands_and_the_card_the_plan(client, offer):
    agreement = plan(offer)
    html = client.get(agreement.url).text
    assert f'href="{offer.url}"' in html and "Stage bij de huismeester" in html
    assert "Aanbod: <a" in html and "</a> <small>(open)" in html
    html = client.get(offer.url).text
    assert "Hoort bij het jaarplan van" in html and f'href="{agreement.url}"' in html
    offer.unpublish()
    assert "Stage bij de huismeester" not in client.get(agreement.url).text
    agreement.unpublish()
    publish(offer)
    assert "jaarplan" not in client.get(offer.url).text


def test_a_translated_plan_shows_the_card_in_its_language(client, offer):
    agreement = plan(offer)
    translated = translate(agreement)
    assert f'href="{offer.url}" lang="nl"' in client.get(translated.url).text
    copy = english(offer, "Internship with the caretaker")
    assert "Internship with the caretaker" in client.get(translated.url).text
    assert f'href="{translated.url}"' in client.get(copy.url).text


def test_a_dossier_carries_the_versions_of_a_question(client, demand):
    dossier = factories.DossierPageFactory(
        title="Team 3", demand=demand, versions=[QuestionVersion(text="Hoe word je partner?", label="bij de start")]
    )
    html = client.get(dossier.url).text
    assert "Hoe word je partner?" in html and f'href="{demand.url}"' in html
    html = client.get(demand.url).text
    assert "Hoe deze vraag veranderde" in html and f'href="{dossier.url}"' in html
    demand.unpublish()
    assert demand.title not in client.get(dossier.url).text


@pytest.mark.parametrize("kind", ["action", "dossier"])
def test_the_board_points_at_a_card_in_the_form(chief_editor, offer, demand, kind):
    page = plan(None) if kind == "action" else factories.DossierPageFactory()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = read_form(chief_editor, url)
    data = posted(form, **({} if kind == "action" else {"demand": demand.pk}))
    if kind == "action":
        row = {"text": "Verkennen", "year": 2027, "state": "planned", "card": offer.pk}
        add_row(data, form, "actions", row)
    assert chief_editor.post(url, data).status_code == 302
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    if kind == "action":
        assert [action.card_id for action in draft.actions.all()] == [None, offer.pk]
    else:
        assert draft.demand_id == demand.pk


def test_the_chooser_of_an_action_takes_cards_only(chief_editor, offer):
    form = read_form(chief_editor, reverse("wagtailadmin_pages:edit", args=[plan(offer).pk]))
    widget = form.formsets["actions"].forms[0].fields["card"].widget
    assert {model.__name__ for model in widget.target_models} == {"DemandPage", "OfferPage"}


def test_only_public_languages_are_shown(client, demand, offer):
    case = factories.CasePageFactory(title="Stadslab Portiek")
    Proposal.objects.create(demand=demand, offer=offer, demand_answer=True, offer_answer=True, case=case)
    asked = english(demand, "What does a partner do?")
    hidden = english(case, "Secret draft")
    hidden.unpublish()
    assert [found.pk for found in find_mentions(asked).cases] == [case.pk]
    html = Client().get(asked.url).text
    assert "Stadslab Portiek" in html and "Secret draft" not in html
    copy = english(offer, "An offer in English")
    copy.unpublish()
    publish(hidden)
    html = Client().get(hidden.url).text
    assert offer.title in html and "An offer in English" not in html
