"""From two open cards to the answer on the question: proposed, accepted by link, written as a lab, answered."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.entries.planned import run_due
from knowledge.matching import proposals
from knowledge.matching.candidates import read_open
from knowledge.matching.find import explain_pair, find_fits
from knowledge.matching.proposals import ProposalError, propose, withdraw
from knowledge.models import CasePage, DemandPage, OfferPage, Submission
from knowledge.models.proposal import ANSWER_WITHIN, Proposal
from knowledge.submissions import links
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(home):
    return factories.ThemeFactory(name="Eenzaamheid")


def make(factory, theme, **values):
    page = factory(**{"lead": "Wie ziet de eenzame buur in het portiek?", **values})
    page.themes.set([theme])
    publish(page)
    return page


@pytest.fixture
def demand(theme):
    return make(factories.DemandPageFactory, theme, title="Wie ziet de eenzame buur?", students=4)


@pytest.fixture
def offer(theme):
    return make(factories.OfferPageFactory, theme, title="Wij bezoeken eenzame buren", students=4)


@pytest.fixture
def addresses(demand, offer):
    for page, address in ((demand, "vraag@example.org"), (offer, "aanbod@example.org")):
        Submission.objects.create(page=page, kind=page.kind, language="nl", email=address, confirmed_at=timezone.now())


def answer(secret, choice, work=None):
    """Answer a proposal as a reader's browser does; return the response."""
    url = reverse("answer_proposal", args=[secret])
    client = Client()
    token = client.get(url).context["token"]
    return client.post(url, {"token": token, "answer": choice})


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr("core.forms.protected.MIN_AGE", 0)


def test_cards_show_what_fits_with_reasons(demand, offer, theme):
    other = make(factories.OfferPageFactory, theme, title="Niveau past niet", level="wo")
    (fit,) = find_fits(demand)
    assert fit.page.pk == offer.pk
    assert "hetzelfde thema: Eenzaamheid" in fit.reasons
    html = Client().get(demand.url).text
    assert offer.title in html
    assert other.title not in html
    assert demand.title in Client().get(offer.url).text


def test_theme_and_place_that_are_not_public_are_no_reason(demand, offer, theme):
    place = factories.PlaceFactory(name="Duinpad", parent=factories.PlaceFactory(level="city"))
    for page in (demand, offer):
        page.places.set([place])
        publish(page)
    assert {"hetzelfde thema: Eenzaamheid", "dezelfde plek: Duinpad"} <= set(explain_pair(demand, offer))
    theme.unpublish(), place.unpublish()
    cards = [read_open(type(page))[0] for page in (demand, offer)]
    reasons = " ".join(explain_pair(*cards))
    assert reasons and not any(words in reasons for words in ("thema", "plek", "hele stad"))


def test_closed_and_full_offers_are_not_shown(demand, offer, theme):
    taken = make(factories.DemandPageFactory, theme, title="Een andere vraag", students=4)
    Proposal.objects.create(demand=taken, offer=offer, demand_answer=True, offer_answer=True)
    assert find_fits(demand) == []
    offer.state = "closed"
    publish(offer)
    assert "wij bezoeken" not in Client().get(demand.url).text.lower()


def test_the_whole_way(demand, offer, addresses, researcher, work):
    response = researcher.post(reverse("matching_propose", args=[demand.pk, offer.pk]))
    assert response.status_code == 302
    proposal = Proposal.objects.get()
    work()
    assert sorted(message.to[0] for message in mail.outbox) == ["aanbod@example.org", "vraag@example.org"]
    assert str(proposal.demand_secret) in next(one.body for one in mail.outbox if one.to == ["vraag@example.org"])
    assert answer(proposal.demand_secret, "yes").status_code == 303
    assert DemandPage.objects.get(pk=demand.pk).state == "open"
    assert answer(proposal.offer_secret, "yes").status_code == 303
    assert DemandPage.objects.get(pk=demand.pk).state == "matched"
    assert OfferPage.objects.get(pk=offer.pk).state == "matched"
    assert DemandPage.objects.get(pk=demand.pk).get_latest_revision_as_object().state == "matched"
    mail.outbox.clear()
    assert "example.org" not in str([*DBTaskResult.objects.values_list("args_kwargs")])
    work()
    assert "aanbod@example.org" in next(one.body for one in mail.outbox if one.to == ["vraag@example.org"])

    waits = "beide kanten zeiden ja"
    assert waits in researcher.get("/beheer/").text
    factories.CasePageFactory()  # makes the list of city labs
    assert researcher.post(reverse("matching_case", args=[proposal.pk]), {"owner": "x"}).status_code == 302
    case = CasePage.objects.get(title=demand.title)
    assert waits not in researcher.get("/beheer/").text
    draft = case.get_latest_revision_as_object()
    assert (case.live, draft.question, draft.courses.get().name) == (False, demand.question, offer.title)
    assert [theme.name for theme in draft.themes.all()] == ["Eenzaamheid"]
    publish(draft)
    assert DemandPage.objects.get(pk=demand.pk).state == "running"
    assert case.title in Client().get(offer.url).text

    draft = case.get_latest_revision_as_object()
    draft.result = "<p>Elke buur heeft nu een buurvrouw die aanbelt. En er is koffie.</p>"
    publish(draft)
    asked = DemandPage.objects.get(pk=demand.pk)
    assert (asked.state, asked.answered_in_id) == ("answered", case.pk)
    assert asked.answer == "Elke buur heeft nu een buurvrouw die aanbelt."
    assert asked.answer in Client().get(demand.url).text
    assert demand.url in Client().get(case.url).text


@pytest.mark.parametrize("missing", [None, "demand", "offer"])
def test_each_side_reads_what_comes_of_a_yes_where_one_has_no_address(demand, offer, addresses, work, missing):
    Submission.objects.filter(kind=missing).delete()
    proposal = propose(demand, offer)
    work()
    offers = mail.outbox[:]
    assert len(offers) == (1 if missing else 2)
    mailed, by_board = "het e-mailadres van de ander", "brengt de redactie jullie bij elkaar"
    assert {(mailed in one.body, by_board in one.body) for one in offers} == {(not missing, bool(missing))}
    secrets = {"demand": proposal.demand_secret, "offer": proposal.offer_secret}
    for secret in secrets.values():
        html = read(secret)
        assert (mailed in html, by_board in html) == (not missing, bool(missing))
    for side, secret in secrets.items():
        answer(secret, "yes")
        if not Proposal.objects.get().is_accepted:
            assert ("krijg je een mail" in read(secret)) == (side != missing)
    for secret in secrets.values():
        html = read(secret)
        assert ("elkaars adres per mail" in html, "brengt jullie bij elkaar" in html) == (not missing, bool(missing))


def read(secret) -> str:
    """Return the main part of the page of a side."""
    return main(Client().get(reverse("answer_proposal", args=[secret])))


def test_a_planned_lab_moves_nothing_before_its_time(demand, offer, monkeypatch):
    case, begin = factories.CasePageFactory(publish=False), timezone.now() + timedelta(weeks=3)
    Proposal.objects.create(demand=demand, offer=offer, demand_answer=True, offer_answer=True, case=case)
    case.go_live_at = begin
    publish(case)
    states = [DemandPage.objects.get(pk=demand.pk).state, OfferPage.objects.get(pk=offer.pk).state]
    assert states == ["open", "open"]
    monkeypatch.setattr(timezone, "now", lambda: begin)
    assert run_due() == []
    assert DemandPage.objects.get(pk=demand.pk).state == "running"


def test_a_no_ends_it(demand, offer, addresses):
    proposal = propose(demand, offer)
    answer(proposal.offer_secret, "no")
    response = answer(proposal.demand_secret, "yes")
    assert response.status_code == 409
    assert DemandPage.objects.get(pk=demand.pk).state == "open"


@pytest.mark.parametrize("ending", ["withdrawn", "too late", "unknown", "card gone"])
def test_dead_links_are_not_accepted(demand, offer, ending):
    proposal = propose(demand, offer)
    secret = proposal.demand_secret
    if ending == "withdrawn":
        withdraw(proposal)
    elif ending == "too late":
        Proposal.objects.update(made_at=timezone.now() - ANSWER_WITHIN)
    elif ending == "unknown":
        secret = "00000000-0000-4000-8000-000000000000"
    else:
        demand.delete()
    response = Client().get(reverse("answer_proposal", args=[secret]))
    assert response.status_code == (404 if ending in {"unknown", "card gone"} else 410)
    if response.status_code == 410:
        posted = Client().post(response.request["PATH_INFO"], {"token": response.context["token"], "answer": "yes"})
        assert posted.status_code == 409
    assert not Proposal.objects.filter(demand_answer=True).exists()


def test_one_side_proposes_and_has_said_yes(demand, offer, addresses):
    proposal = propose(demand, offer, side="demand")
    assert (proposal.demand_answer, proposal.offer_answer) == (True, None)
    with pytest.raises(ProposalError):
        propose(demand, offer)


def test_what_is_closed_meanwhile_is_not_coupled(demand, offer):
    proposal = propose(demand, offer)
    proposals.answer(proposal, "offer", True)
    demand.state = "closed"
    publish(demand)
    with pytest.raises(ProposalError):
        proposals.answer(proposal, "demand", True)


@pytest.mark.parametrize("ending", ["withdrawn", "too late", "refused"])
def test_what_is_over_can_be_proposed_anew_and_a_no_stays_a_no(demand, offer, researcher, ending):
    first = propose(demand, offer)
    if ending == "withdrawn":
        withdraw(first)
    elif ending == "too late":
        Proposal.objects.update(made_at=timezone.now() - ANSWER_WITHIN)
    else:
        proposals.answer(first, "offer", False)
    url = reverse("matching_propose", args=[demand.pk, offer.pk])
    assert (f'action="{url}"' in researcher.get(reverse("matching")).text) == (ending != "refused")
    researcher.post(url)
    second = Proposal.objects.get()
    assert (second.pk == first.pk) == (ending == "refused")
    if ending != "refused":
        assert answer_status(first.demand_secret) == 404 and answer_status(second.demand_secret) == 200


def answer_status(secret) -> int:
    """Return the status of the page that a link opens."""
    return Client().get(reverse("answer_proposal", args=[secret])).status_code


def test_students_and_visitors_propose_nothing(demand, offer, student):
    urls = [reverse("matching_propose", args=[demand.pk, offer.pk]), reverse("matching_withdraw", args=[1]),
            reverse("matching_case", args=[1])]  # fmt: skip
    for url in urls:
        assert student.post(url).status_code in {302, 403}
        assert Client().post(url).status_code == 302
    assert student.get(reverse("matching")).status_code in {302, 403}
    assert not Proposal.objects.exists()


def test_the_overview_lists_who_has_nothing_first(demand, offer, theme, researcher):
    older = make(factories.DemandPageFactory, theme, title="Een oudere vraag", students=2)
    DemandPage.objects.filter(pk=older.pk).update(first_published_at=timezone.now() - ANSWER_WITHIN)
    propose(older, offer)
    html = researcher.get(reverse("matching")).text
    assert html.index(demand.title) < html.index(older.title)
    assert "hetzelfde thema: Eenzaamheid" in html


def test_the_owner_proposes_from_the_private_page(demand, offer, addresses, work):
    submission = Submission.objects.get(page=demand)
    url = reverse("own_submission", args=[links.sign(submission, links.OWN)])
    assert offer.title in Client().get(url).text
    for number, done in (("x", ""), (str(demand.pk), ""), (str(offer.pk), "proposed"), (str(offer.pk), "not-proposed")):
        response = Client().post(f"{url}voorstellen/", {"with": number})
        assert response["Location"] == f"{url}?done={done}"
    assert Proposal.objects.get().demand_answer
    assert "Stel voor" not in Client().get(url).text  # once is enough
    work()
    assert [message.to for message in mail.outbox] == [["aanbod@example.org"]]


def test_a_mail_that_is_not_true_any_more_is_not_sent(demand, offer, addresses, work):
    withdraw(propose(demand, offer))
    work()
    assert mail.outbox == []


def test_the_owner_proposes_what_the_page_shows_and_nothing_else(demand, offer, addresses):
    other = factories.OfferPageFactory(title="Iets heel anders", lead="Een zaal.", programme="", themes=[])
    submission = Submission.objects.get(page=demand)
    url = reverse("own_submission", args=[links.sign(submission, links.OWN)])
    assert Client().post(f"{url}voorstellen/", {"with": str(other.pk)})["Location"] == f"{url}?done="
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("side", ["demand", "offer"])
@pytest.mark.parametrize("by", ["owner", "board"])
def test_a_card_that_is_off_the_site_is_not_shown_or_mailed_to_the_other_side(demand, offer, addresses, work, side, by):
    proposal = propose(demand, offer)
    card = demand if side == "demand" else offer
    url = reverse("answer_proposal", args=[proposal.offer_secret if side == "demand" else proposal.demand_secret])
    assert card.owner_name in Client().get(url).text
    if by == "owner":
        submission = Submission.objects.get(page=card)
        path = reverse("withdraw_submission", args=[links.sign(submission, links.OWN)])
        assert Client().post(path).status_code == 200
        assert Proposal.objects.get().is_over
    else:
        card.unpublish()
    response = Client().get(url)
    assert response.status_code == 410
    assert [text for text in (card.title, card.lead, card.owner_name, "<button") if text in main(response)] == []
    work()
    assert mail.outbox == []


def test_a_match_that_both_accepted_stays_when_a_card_is_withdrawn(demand, offer, addresses):
    Proposal.objects.create(demand=demand, offer=offer, demand_answer=True, offer_answer=True)
    submission = Submission.objects.get(page=demand)
    Client().post(reverse("withdraw_submission", args=[links.sign(submission, links.OWN)]))
    assert Proposal.objects.accepted().exists()


def main(response) -> str:
    """Return the part of a page between its header and footer."""
    return response.text.partition("<main")[2].partition("</main")[0]
