"""A record from the chooser: near names first, used in the draft at once, public with the page or by a chief editor."""

import re
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.acting import RefusedError, acting
from core.entries.findings import Weight
from core.entries.planned import run_due
from directory.localisation import get_locale
from directory.merging.plan import MergeRefusedError, plan_merge
from directory.models import Organisation, Person, Place, Theme
from directory.proposals.publish import accept, refuse
from directory.references.content import find_unpublished
from editorial.completeness import completeness
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, read_form
from tests.publishing import publish

pytestmark = pytest.mark.django_db
NEW = {"name": "Zonnepluimbond", "kind": "foundation"}


@pytest.fixture(scope="module")
def people(module_db):
    """A client for each role."""
    factories.get_home()
    return {role: sign_in(factories.UserFactory(role)) for role in (STUDENT, RESEARCHER, CHIEF_EDITOR)}


@pytest.fixture
def writer(people):
    return people[STUDENT]


@pytest.fixture
def chief(people):
    return people[CHIEF_EDITOR]


def chooser(model, name: str, *args) -> str:
    """Return an address of the chooser of a kind."""
    return reverse(model.snippet_viewset.chooser_viewset.get_url_name(name), args=args)


def propose(client, model=Organisation, **values):
    """Propose a record in the chooser; return the answer and the newest record of the kind."""
    answer = client.post(chooser(model, "create"), {**NEW, **values}).json()
    return answer, model.with_proposals.order_by("-pk").first()


def make_draft(record, user=None):
    """Return a draft of a case with an organisation."""
    case = factories.CasePageFactory(publish=False, owner=user)
    case.partnerships.create(organisation=record, role="partner", sort_order=0)
    case.save_revision(user=user)
    return case


def test_proposal_is_chosen_at_once_and_not_public(writer):
    answer, record = propose(writer)
    assert (answer["step"], answer["result"]["string"]) == ("chosen", "Zonnepluimbond")
    assert (record.name, record.live, record.is_proposal, record.proposed_by) == (
        "Zonnepluimbond",
        False,
        True,
        writer.user,
    )
    assert not Organisation.objects.filter(pk=record.pk).exists()


def test_form_shows_what_was_proposed_when_it_is_opened_again_and_when_it_is_refused(writer):
    _answer, record = propose(writer)
    url = reverse("wagtailadmin_pages:edit", args=[make_draft(record, writer.user).pk])
    assert "Zonnepluimbond" in writer.get(url).text
    data = posted(read_form(writer, url))
    refused = writer.post(url, {**data, "partnerships-0-role": "", "action-submit": "1"})
    assert refused.context["form"].formsets["partnerships"].errors[0].keys() == {"role"}
    assert (
        "Zonnepluimbond" in refused.text and f'name="partnerships-0-organisation" value="{record.pk}"' in refused.text
    )
    strange = writer.post(url, {**data, "partnerships-0-organisation": "x", "action-submit": "1"})
    assert strange.context["form"].formsets["partnerships"].errors[0].keys() == {"organisation"}


def test_near_names_come_first(writer):
    there = factories.OrganisationFactory(name="Stichting Zonnepluim")
    answer, _record = propose(writer)
    assert answer["step"] == "reshow_creation_form"
    assert "Stichting Zonnepluim" in answer["htmlFragment"]
    assert not Organisation.with_proposals.filter(name="Zonnepluimbond").exists()
    answer, _record = propose(writer, meant=there.pk, seen_for="Zonnepluimbond", kind="")
    assert answer["result"]["id"] == str(there.pk)
    answer, record = propose(writer, meant="new", seen_for="Zonnepluimbond")
    assert answer["result"]["id"] == str(record.pk)


def test_the_answer_for_another_name_does_not_count(writer):
    factories.OrganisationFactory(name="Stichting Zonnepluim")
    answer, _record = propose(writer, meant="new", seen_for="Iets anders")
    assert answer["step"] == "reshow_creation_form"


@pytest.mark.parametrize("values", [{"name": ""}, {"name": "x" * 201}, {"kind": "niets"}])
def test_bad_input_is_told(writer, values):
    response = writer.post(chooser(Organisation, "create"), {**NEW, **values})
    assert response.status_code in {200, 400}
    assert not Organisation.with_proposals.filter(kind="foundation").exists()


@pytest.mark.parametrize(
    ("model", "values"),
    [(Person, {"job_title": "huismeester"}), (Theme, {"intro": ""}), (Place, {"level": "street"})],
)
def test_every_kind_can_be_proposed(writer, model, values):
    answer, record = propose(writer, model, name="Duinkwartierpad", **values)
    assert answer["result"]["id"] == str(record.pk)
    assert not getattr(record, "consent", False)


@pytest.mark.parametrize(
    ("model", "title"),
    [
        (Organisation, "Kies een organisatie"),
        (Person, "Kies een persoon"),
        (Theme, "Kies een thema"),
        (Place, "Kies een plek"),
    ],
)
def test_title_of_the_chooser_is_a_sentence(writer, model, title):
    html = writer.get(chooser(model, "choose")).json()["html"]
    heading = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", re.search(r"<h1.*?</h1>", html, re.DOTALL)[0], flags=re.DOTALL)
    assert " ".join(heading.split()) == title


def test_organisation_of_another_kind_can_be_proposed(writer):
    assert "andere organisatie" in writer.get(chooser(Organisation, "choose")).json()["html"]
    assert propose(writer, kind="other")[1].get_kind_display() == "andere organisatie"


def test_who_sees_a_proposal_in_the_chooser(people, writer):
    _answer, record = propose(writer)
    other = sign_in(factories.UserFactory(STUDENT))
    for client, status in ((writer, 200), (people[RESEARCHER], 200), (other, 404)):
        assert client.get(chooser(Organisation, "chosen", record.pk)).status_code == status


def test_a_proposal_comes_along_with_its_page(writer, chief):
    _answer, record = propose(writer)
    draft = make_draft(record, writer.user)
    assert find_unpublished(draft) == [record]
    (finding,) = [one for one in completeness(draft) if one.rule == "proposal"]
    assert finding.weight == Weight.NOTICE  # nothing is to be done about it
    publish(draft, chief.user)
    record.refresh_from_db()
    assert record.live
    assert record.name in chief.get(draft.url).text


def test_the_preview_of_a_draft_shows_it_and_the_public_page_does_not(writer):
    _answer, record = propose(writer)
    draft = make_draft(record, writer.user)
    assert "Zonnepluimbond" in writer.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).text
    refuse(record, "Nee")
    assert "Zonnepluimbond" not in writer.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).text


def test_with_a_person_comes_the_organisation(writer, chief):
    _answer, organisation = propose(writer)
    person = factories.PersonFactory(name="Quirijn", live=False, affiliation=organisation, proposed_by=writer.user)
    case = factories.CasePageFactory(publish=False)
    case.contributions.create(person=person, role="author", sort_order=0)
    publish(case, chief.user)
    assert Person.objects.filter(pk=person.pk).exists()
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_a_refused_one_stays_away_and_the_draft_says_so(writer, chief):
    _answer, record = propose(writer)
    draft = make_draft(record, writer.user)
    data = {"kind": "organisation", "record": record.pk, "decision": "refuse"}
    url = reverse("record_proposals")
    assert chief.post(url, data).status_code == 400
    assert chief.post(url, {**data, "reason": "Heet hier Bekende bond"}).status_code == 302
    html = writer.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert "“Zonnepluimbond” is niet aangenomen: Heet hier Bekende bond." in html
    findings = [one for one in completeness(draft.get_latest_revision_as_object()) if one.rule == "proposal"]
    assert [one.field for one in findings] == ["partnerships"]
    publish(draft, chief.user)
    assert not Organisation.objects.filter(pk=record.pk).exists()
    assert "Zonnepluimbond" not in writer.get(draft.url).text


def test_the_page_of_proposals(people, writer, chief):
    _answer, record = propose(writer)
    url = reverse("record_proposals")
    assert "Zonnepluimbond" in chief.get(url).text
    for role in (STUDENT, RESEARCHER):
        assert people[role].get(url).status_code == 302
        assert (
            people[role].post(url, {"kind": "organisation", "record": record.pk, "decision": "accept"}).status_code
            == 302
        )
    assert not Organisation.objects.filter(pk=record.pk).exists()
    for values in (
        {},
        {"kind": "page"},
        {"kind": "organisation", "record": "x"},
        {"kind": "organisation", "record": 10**20},
    ):
        assert chief.post(url, {"decision": "accept", **values}).status_code in {302, 404}
    assert chief.post(url, {"kind": "organisation", "record": record.pk, "decision": "accept"}).status_code == 302
    assert Organisation.objects.filter(pk=record.pk).exists()


def test_a_writer_makes_nothing_public(people, writer):
    _answer, record = propose(writer)
    edit = reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[record.pk])
    values = {**NEW, "intro": "Tekst", "slug": record.slug}
    assert writer.post(edit, {**values, "action-publish": "1"}).status_code == 302
    assert people[RESEARCHER].post(edit, {**values, "action-publish": "1"}).status_code == 302
    record.refresh_from_db()
    assert (record.live, record.intro) == (False, "Tekst")


def test_changes_by_a_researcher_are_public_and_told(people, chief):
    record = factories.OrganisationFactory(name="Bekende bond", intro="Oud")
    edit = reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[record.pk])
    values = {"name": record.name, "kind": record.kind, "intro": "Nieuw", "slug": record.slug}
    assert people[RESEARCHER].post(edit, values).status_code == 302
    record.refresh_from_db()
    assert (record.intro, record.live, record.has_unpublished_changes) == ("Nieuw", True, False)
    html = chief.get(reverse("record_proposals")).text
    assert "<del>Oud</del>" in html and "<ins>Nieuw</ins>" in html
    home = chief.get(reverse("wagtailadmin_home")).text
    assert "Bekende bond" in home and "vandaag gewijzigd door" in home


def test_an_address_is_in_no_log(people):
    person = factories.PersonFactory(name="Quirijn", email="oud@example.org")
    edit = reverse(Person.snippet_viewset.get_url_name("edit"), args=[person.pk])
    people[RESEARCHER].post(
        edit, {"name": "Quirijn", "email": "nieuw@example.org", "slug": person.slug, "consent": "on"}
    )
    person.refresh_from_db()
    assert person.email == "nieuw@example.org"
    assert "example.org" not in str([entry.data for entry in ModelLogEntry.objects.all()])


def test_older_versions_of_a_record_are_not_kept(people):
    record = factories.OrganisationFactory()
    for name in ("Een", "Twee", "Drie"):
        record.name = name
        record.save_revision()
    assert record.revisions.count() == 1
    assert Organisation.objects.get(pk=record.pk).name == "Drie"


def test_merging_knows_proposals(writer):
    _answer, record = propose(writer)
    known = factories.OrganisationFactory(name="Bekende bond")
    with pytest.raises(MergeRefusedError):
        plan_merge(known, record)
    assert plan_merge(record, known).pairs == [(record, known)]


def test_what_was_taken_off_does_not_come_back_with_a_page(chief):
    record = factories.OrganisationFactory(name="Bekende bond")
    draft = make_draft(record)
    record.unpublish(user=chief.user)
    publish(draft, chief.user)
    assert not Organisation.objects.filter(pk=record.pk).exists()
    assert "staat niet meer op de site" in chief.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    accept(Organisation.with_proposals.get(pk=record.pk))
    assert Organisation.objects.get(pk=record.pk).refused_at is None


def test_button_of_the_list_takes_off_in_every_language_and_for_good(chief):
    record = factories.OrganisationFactory(name="Bekende bond")
    english = record.copy_for_translation(get_locale("en"))
    english.save()
    assert Organisation.objects.filter(translation_key=record.translation_key).count() == 2
    draft = make_draft(record)
    url = reverse("wagtailsnippets_directory_organisation:unpublish", args=[record.pk])
    assert "in elke taal" in chief.get(url).text
    said = chief.post(url, follow=True).text
    assert "“Bekende bond” staat niet meer op de site, in geen enkele taal." in said
    publish(draft, chief.user)
    assert not Organisation.objects.filter(translation_key=record.translation_key).exists()
    assert not any(one.is_proposal for one in record.get_translations(inclusive=True))


def test_button_that_makes_public_brings_back_every_language(people, chief):
    record = factories.OrganisationFactory(name="Bekende bond")
    english = record.copy_for_translation(get_locale("en"))
    english.save()
    record.unpublish(user=chief.user)
    edit = reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[record.pk])
    values = {"name": record.name, "kind": record.kind, "slug": record.slug}
    public = Organisation.objects.filter(translation_key=record.translation_key)
    for client, action in ((people[RESEARCHER], {"action-publish": "1"}), (chief, {})):
        client.post(edit, {**values, **action})
        assert not public.exists()
    assert chief.post(edit, {**values, "action-publish": "1"}).status_code == 302
    assert {one.pk for one in public.filter(refused_at=None)} == {record.pk, english.pk}


def test_consent_that_is_taken_back_holds_in_every_language(home, client):
    person = factories.PersonFactory(name="Noor Voorbeeld", slug="noor")
    english = person.copy_for_translation(get_locale("en"))
    english.save()
    assert client.get(english.get_absolute_url()).status_code == 200
    person.consent = False
    person.save_revision()
    assert client.get(english.get_absolute_url()).status_code == 404
    english.refresh_from_db()
    assert (english.consent, english.name) == (False, "Noor Voorbeeld")


def test_refused_and_accepted_later(writer, chief):
    _answer, record = propose(writer)
    refuse(record, "Nog niet", user=chief.user)
    accept(record, user=chief.user)
    stored = Organisation.objects.get(pk=record.pk)
    assert (stored.refused_at, stored.refusal) == (None, "")


def test_record_that_the_board_took_off_the_site_comes_back_by_the_board_alone(people, rf):
    record = factories.OrganisationFactory(name="Van de site gehaald")
    record.unpublish()
    for role, is_refused in ((RESEARCHER, True), (CHIEF_EDITOR, False)):
        request = rf.post("/")
        request.user = people[role].user
        with acting(request), pytest.raises(RefusedError) if is_refused else nullcontext():
            record.refresh_from_db()
            record.save_revision(user=request.user).publish(user=request.user, skip_permission_checks=True)
        assert Organisation.with_proposals.get(pk=record.pk).live is not is_refused


def test_a_proposal_waits_with_its_page_until_the_planned_moment(client, writer, chief, monkeypatch):
    _answer, record = propose(writer)
    draft = make_draft(record, writer.user)
    alias = draft.create_alias(update_slug="spiegel")  # Wagtail flags it as live as soon as its page is planned
    begin = timezone.now() + timedelta(weeks=3)
    draft.go_live_at = begin
    publish(draft, chief.user)
    record.refresh_from_db()
    assert (record.live, record.is_proposal) == (False, True)
    assert not Organisation.objects.filter(pk=record.pk).exists()
    assert client.get(record.get_absolute_url()).status_code == 404
    monkeypatch.setattr(timezone, "now", lambda: begin)
    assert run_due() == []
    assert Organisation.objects.filter(pk=record.pk).exists()
    assert record.name in client.get(draft.url).text and record.name in client.get(alias.url).text


def test_a_proposal_of_a_planned_version_waits_while_the_page_is_on_the_site(client, writer, chief, monkeypatch):
    _answer, record = propose(writer)
    case = factories.CasePageFactory()
    begin = timezone.now() + timedelta(weeks=3)
    case.partnerships.create(organisation=record, role="partner", sort_order=0)
    case.go_live_at = begin
    publish(case, chief.user)
    assert type(case).objects.get(pk=case.pk).live
    assert not Organisation.objects.filter(pk=record.pk).exists()
    monkeypatch.setattr(timezone, "now", lambda: begin)
    assert run_due() == []
    assert Organisation.objects.filter(pk=record.pk).exists() and record.name in client.get(case.url).text
