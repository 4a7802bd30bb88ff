"""Private links: they open one's own card while it lives, and nothing else ever."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.signing import Signer
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.models import Partnership
from knowledge.exchange import clock
from knowledge.exchange.lifecycle import GRACE
from knowledge.models import DemandPage, OfferPage, Submission
from knowledge.submissions import links
from tests import factories
from tests.clients import sign_in
from tests.knowledge.submissions.forms import DEMAND, STEPS, bring_in, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
ACTIONS = ("wijzigen/", "verlengen/", "intrekken/")
CHANGED = {**STEPS[DEMAND][0], **STEPS[DEMAND][1], **STEPS[DEMAND][2], "title": "Een betere titel"}


@pytest.fixture
def mine(client, home, work):
    """(submission, path of its private page) of a confirmed question."""
    return bring_in(client, mail.outbox, work)


def publish(submission):
    submission.page.get_latest_revision().publish()
    return DemandPage.objects.get(pk=submission.page_id)


def state_of(page) -> list:
    row = DemandPage.objects.filter(pk=page.pk).values("title", "state", "open_until", "live")
    return [*row, page.revisions.count()]


def test_change_is_a_draft_until_the_board_publishes_it(client, mine, chief_editor):
    submission, own = mine
    page = publish(submission)
    assert 'value="Schone portieken"' in client.get(f"{own}wijzigen/").text
    refused = post(client, f"{own}wijzigen/", {**CHANGED, "question": ""})
    assert refused.status_code == 400 and "Een betere titel" in refused.text
    assert post(client, f"{own}wijzigen/", CHANGED)["Location"] == f"{own}?done=changed"
    assert DemandPage.objects.get().title == "Schone portieken"
    assert "gewijzigd door wie het inbracht" in chief_editor.get("/beheer/").text
    DemandPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert DemandPage.objects.get().title == "Een betere titel"
    assert Submission.objects.get().changed_at is None


def test_prolonging_holds_at_once_in_every_version(client, mine):
    submission, own = mine
    page = publish(submission)
    soon = timezone.localdate() + timedelta(days=3)
    DemandPage.objects.update(open_until=soon)
    assert client.get(f"{own}verlengen/").status_code == 200
    assert DemandPage.objects.get().open_until == soon  # asking changes nothing
    assert client.post(f"{own}verlengen/")["Location"] == f"{own}?done=prolonged"
    last = DemandPage.objects.get().open_until
    assert last > soon + timedelta(days=100)
    for revision in page.revisions.all():
        revision.publish()
        assert DemandPage.objects.get().open_until == last


def make_internship(begin: int) -> tuple[OfferPage, Submission, str]:
    """Return (internship that begins in `begin` days and is open until then, submission, path of its private page)."""
    start, over = (timezone.localdate() + timedelta(days=days) for days in (begin, 200))
    until = start - timedelta(days=1)
    page = factories.OfferPageFactory(title="Stage", form="internship", start=start, end=over, open_until=until)
    submission = Submission.objects.create(
        kind="offer", language="nl", email="a@wijk.example", page_id=page.pk, confirmed_at=timezone.now()
    )
    return page, submission, reverse("own_submission", args=[links.sign(submission, links.OWN)])


@pytest.mark.parametrize("begin", [15, 60])
def test_what_is_open_until_it_begins_is_not_promised_more(client, home, work, begin):
    page, _submission, own = make_internship(begin)
    until, start = (date_format(day, "j F Y") for day in (page.open_until, page.start))
    assert f"{own}verlengen/" not in client.get(own).text
    asked = client.get(f"{own}verlengen/").text
    assert all(words in asked for words in (until, start, f'href="{own}wijzigen/"')) and "half jaar" not in asked
    assert client.post(f"{own}verlengen/").status_code == 200
    assert OfferPage.objects.get().open_until == page.open_until
    clock.run_due()
    work()
    bodies = [message.body for message in mail.outbox]
    assert len(bodies) == (1 if begin == 15 else 0)
    assert all(until in body and start in body and "verlengen" not in body and own in body for body in bodies)


def test_page_and_mail_say_until_when_prolonging_lets_it_stand_open(client, home, work):
    page, _submission, own = make_internship(60)
    OfferPage.objects.update(open_until=timezone.localdate() + timedelta(days=3))
    day = date_format(page.open_until, "j F Y")
    clock.run_due()
    work()
    assert day in mail.outbox[-1].body and f"{own}verlengen/" in mail.outbox[-1].body
    assert day in client.get(f"{own}verlengen/").text and "half jaar" not in mail.outbox[-1].body
    assert client.post(f"{own}verlengen/")["Location"] == f"{own}?done=prolonged"
    assert OfferPage.objects.get().open_until == page.open_until


@pytest.mark.parametrize(("over", "is_offered"), [(-1, False), (30, True)])
def test_the_mail_of_the_closing_offers_what_can_be_opened_again(client, home, work, over, is_offered):
    _page, _submission, own = make_internship(20)
    today = timezone.localdate()
    OfferPage.objects.update(open_until=today - timedelta(days=1), start=None, end=today + timedelta(days=over))
    clock.run_due()
    work()
    assert own in mail.outbox[-1].body and (f"{own}verlengen/" in mail.outbox[-1].body) == is_offered


def test_withdrawn_card_is_off_the_site_with_all_of_its_owner(client, mine):
    submission, own = mine
    page = publish(submission)
    assert client.post(f"{own}intrekken/").status_code == 200
    assert Submission.objects.count() == 0
    assert client.get(page.url).status_code in {404, 410}
    assert DemandPage.objects.get().state == "closed"


def test_withdrawn_proposal_is_deleted_also_for_who_is_signed_in(mine, student):
    _submission, own = mine
    assert student.post(f"{own}intrekken/").status_code == 200
    assert (Submission.objects.count(), DemandPage.objects.count()) == (0, 0)


def guess(own: str) -> list[str]:
    """Return addresses like a private one that are not."""
    signed = own.rstrip("/").rsplit("/", 1)[1]
    key, signature = signed.split("~")
    submission = Submission.objects.get()
    others = [
        links.sign(submission, links.CONFIRM),  # of another purpose
        Signer(key="guessed", sep="~", salt=f"{links.SALT}.own").sign(key),
        f"{key}~", f"{key}~{signature[:-1]}", f"{key}~{signature[::-1]}", f"{key[:-1]}0~{signature}", key, "~", signed.upper(),
    ]  # fmt: skip
    return [own.replace(signed, other) for other in others if other != signed]


def test_guessed_links_change_nothing(client, mine):
    submission, own = mine
    page = publish(submission)
    before = state_of(page)
    answers = {client.post(f"{path}{action}", CHANGED).status_code for path in guess(own) for action in ("", *ACTIONS)}
    assert answers <= {404, 410}
    assert state_of(page) == before and Submission.objects.count() == 1


def test_link_of_another_card_opens_only_that_one(client, mine, work):
    _submission, own = mine
    other = factories.DemandPageFactory(title="Van een ander")
    Submission.objects.create(
        kind="demand", language="nl", email="b@wijk.example", page_id=other.pk, confirmed_at=timezone.now()
    )
    before = state_of(other)
    client.post(f"{own}verlengen/")
    post(client, f"{own}wijzigen/", CHANGED)
    client.post(f"{own}intrekken/")
    assert state_of(other) == before and Submission.objects.get().page_id == other.pk


@pytest.mark.parametrize("how", ["withdrawn", "expired", "deleted"])
def test_link_ends_with_its_card(client, mine, how):
    submission, own = mine
    page = publish(submission)
    if how == "withdrawn":
        client.post(f"{own}intrekken/")
    elif how == "deleted":
        DemandPage.objects.get().delete()
    else:
        DemandPage.objects.update(state="closed")
        Submission.objects.update(ended_at=timezone.now() - GRACE - timedelta(minutes=1))
    before = state_of(page) if how != "deleted" else None
    answers = {client.post(f"{own}{action}", CHANGED).status_code for action in ("", *ACTIONS)}
    assert answers == {410}
    assert before is None or state_of(page) == before


def test_confirmation_link_is_used_once(client, home, work):
    _submission, _own = bring_in(client, mail.outbox, work)
    confirm = links.absolute_link(Submission.objects.get(), links.CONFIRM, "confirm_submission")
    assert client.post(confirm.split("8000", 1)[-1]).status_code == 200
    assert DemandPage.objects.count() == 1
    Submission.objects.all().delete()
    assert client.post(confirm.split("8000", 1)[-1]).status_code == 410


def test_reaction_reaches_the_owner_whose_address_is_not_shown(client, mine, work):
    submission, _own = mine
    page = publish(submission)
    work()
    html = client.get(page.url).text
    path = f"/vraag-en-aanbod/{page.pk}/reageren/"
    assert f'href="{path}"' in html
    values = {"name": "Docent", "email": "docent@hogeschool.example", "message": "Wij doen mee."}
    assert submission.email not in client.get(path).text
    assert post(client, path, values).status_code == 303
    work()
    assert (mail.outbox[-1].to, mail.outbox[-1].reply_to) == ([submission.email], ["docent@hogeschool.example"])
    DemandPage.objects.update(state="closed")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("hidden", [None, "organisation", "person"])
def test_reaction_to_a_card_of_the_board_reaches_nobody_who_is_not_public(client, home, work, settings, hidden):
    person = factories.PersonFactory(email="contact@wijk.example")
    organisation = factories.OrganisationFactory(contact_person=person)
    page = factories.DemandPageFactory()
    Partnership.objects.create(page_id=page.pk, organisation=organisation, role="partner")
    if hidden:
        {"organisation": organisation, "person": person}[hidden].unpublish()
    values = {"name": "Docent", "email": "docent@hogeschool.example", "message": "Wij doen mee."}
    assert post(client, f"/vraag-en-aanbod/{page.pk}/reageren/", values).status_code == 303
    work()
    assert mail.outbox[-1].to == [settings.CONTACT_EMAIL if hidden else person.email]


def test_signed_in_student_confirms_as_anybody(client, home, work):
    student = sign_in(factories.UserFactory("Student"))
    bring_in(student, mail.outbox, work)
    assert DemandPage.objects.get().live is False
