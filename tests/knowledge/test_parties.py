"""Parties of an agreement are its partners as long as they are parties, in drafts, autosaves and translations too."""

import pytest

from core.models import Partnership
from directory.localisation import get_locale
from directory.merging.execute import merge_records
from knowledge.models import AgreementPage
from knowledge.models.agreement import Signature
from tests import factories
from tests.editorial.tabs import Tab
from tests.publishing import publish
from tests.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(home):
    """A published agreement of two parties, with a signatory and a partner entered by hand; and those four by name."""
    named = {name: factories.OrganisationFactory(name=name) for name in ("Blijft", "Gaat", "Hand", "Partner")}
    page = factories.AgreementPageFactory()
    page.signatures = [Signature(organisation=named["Blijft"]), Signature(organisation=named["Gaat"], sort_order=1)]
    page.partnerships = [
        Partnership(organisation=named["Hand"], role="signatory"),
        Partnership(organisation=named["Partner"], role="partner", sort_order=1),
    ]
    publish(page)
    return page, named


def latest(page) -> AgreementPage:
    """Return the last version of a page."""
    return AgreementPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def partners(page) -> list[str]:
    """Return the names of the partners of the last version of a page."""
    return sorted(row.organisation.name for row in latest(page).partnerships.all())


def take_away(page, organisation) -> AgreementPage:
    """Return the last version of a page without one of its parties."""
    page = latest(page)
    page.signatures.remove(*(row for row in page.signatures.all() if row.organisation == organisation))
    return page


def test_party_taken_away_is_no_partner_any_more(world, client):
    page, named = world
    assert partners(page) == ["Blijft", "Gaat", "Hand", "Partner"]
    assert page.title in client.get(named["Gaat"].get_absolute_url()).text
    publish(take_away(page, named["Gaat"]))
    assert partners(page) == ["Blijft", "Hand", "Partner"]
    stored = Partnership.objects.filter(page_id=page.pk).order_by("organisation__name")
    assert [row.role for row in stored] == ["signatory", "signatory", "partner"]
    assert page.title not in client.get(named["Gaat"].get_absolute_url()).text


def test_drafts_saved_one_after_another(world):
    page, named = world
    take_away(page, named["Gaat"]).save_revision()
    latest(page).save_revision()
    assert partners(page) == ["Blijft", "Hand", "Partner"]
    again = latest(page)
    again.signatures.add(Signature(organisation=named["Gaat"]))
    again.save_revision()
    assert partners(page) == ["Blijft", "Gaat", "Hand", "Partner"]
    publish(take_away(page, named["Gaat"]))
    assert partners(page) == ["Blijft", "Hand", "Partner"]


@pytest.mark.parametrize("is_live", [True, False])
def test_open_form_that_sends_the_row_again_with_every_autosave(world, chief_editor, is_live):
    page, named = world
    if not is_live:
        page.unpublish()
    tab = Tab(chief_editor, page)
    [number] = [
        key.split("-")[1]
        for key, value in tab.data.items()
        if key.startswith("signatures-") and key.endswith("-organisation") and str(value) == str(named["Gaat"].pk)
    ]
    tab.data[f"signatures-{number}-DELETE"] = "on"
    for lead in ("Een.", "Twee.", "Drie."):
        assert tab.autosave(lead=lead).json()["success"], lead
        assert partners(page) == ["Blijft", "Hand", "Partner"], lead
    assert tab.press("publish").status_code == 302
    assert partners(page) == ["Blijft", "Hand", "Partner"]
    assert Partnership.objects.filter(page_id=page.pk).count() == 3


def test_partner_in_another_role_stays(world):
    page, named = world
    draft = take_away(page, named["Gaat"])
    draft.partnerships.add(Partnership(organisation=named["Gaat"], role="funder", sort_order=9))
    draft.save_revision()
    rows = latest(page).partnerships.all()
    assert [row.role for row in rows if row.organisation == named["Gaat"]] == ["funder"]


def test_translation_follows_in_its_own_language(world):
    page, named = world
    english = named["Gaat"].copy_for_translation(get_locale("en"))
    english.name, english.slug = "Leaves", ""
    english.save()
    copy = translate(page)
    copy.save_revision()
    assert partners(copy) == ["Blijft", "Hand", "Leaves", "Partner"]
    take_away(copy, named["Gaat"]).save_revision()
    assert partners(copy) == ["Blijft", "Hand", "Partner"]
    publish(take_away(page, named["Gaat"]))
    stored = Partnership.objects.filter(page_id=copy.pk).values_list("organisation__name", flat=True)
    assert sorted(stored) == ["Blijft", "Hand", "Partner"]


def test_party_that_became_another_one_by_a_merge(world):
    page, named = world
    other = factories.OrganisationFactory(name="Opvolger")
    merge_records(named["Gaat"], other)
    assert partners(page) == ["Blijft", "Hand", "Opvolger", "Partner"]
    take_away(page, other).save_revision()
    assert partners(page) == ["Blijft", "Hand", "Partner"]
