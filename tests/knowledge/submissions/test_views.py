"""A question is brought in without account, cookie or script, survives a reload, and is read by the board only."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.forms import protected
from knowledge.models import DemandPage, OfferPage, Submission, SubmissionForm
from knowledge.submissions import drafts
from tests import factories
from tests.hostile import VALUES, judge
from tests.knowledge.submissions.forms import CONTACT, DEMAND, EMAIL, OFFER, STEPS, begin, bring_in, fill, links, post
from tests.translations import publish_english_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient", "exchange")]
SECRETS = [EMAIL, "Vera Geheim"]


def test_question_becomes_a_proposal_and_nothing_of_its_owner_is_shown(client, work, chief_editor):
    place = factories.PlaceFactory(name="Laak", latitude=52.06, longitude=4.32)
    theme = factories.ThemeFactory(name="Wonen")
    at = begin(client)
    frame = {**STEPS[DEMAND][1], "place": str(place.translation_key), "themes": [str(theme.translation_key)]}
    at = post(client, post(client, at, frame)["Location"], STEPS[DEMAND][2])["Location"]
    look = client.get(at)
    assert not look.cookies and "no-store" in look["Cache-Control"]
    for text in ("Hoe blijft ons portiek schoon?", "Bewoners van de Wissel", "Laak", "handen", "1 februari 2090"):
        assert text in look.text
    sent = post(client, at, CONTACT)
    assert sent.status_code == 303 and EMAIL not in sent["Location"]
    thanks = client.get(sent["Location"]).text
    assert "Kijk in je mail" in thanks and EMAIL in thanks  # a typo in it can be seen
    work()
    [message] = mail.outbox
    confirm = next(link for link in links(message) if "~" in link)
    assert client.get(confirm).status_code == 200  # a program that follows links confirms nothing
    assert DemandPage.objects.count() == 0
    assert "redactie" in client.post(confirm).text
    assert EMAIL not in client.get(sent["Location"]).text
    page, submission = DemandPage.objects.get(), Submission.objects.get()
    assert (page.live, page.title, page.level, page.students, page.help) == (
        False, "Schone portieken", "mbo", 3, ["design", "hands"],
    )  # fmt: skip
    assert "<p>Veel.</p>" in page.why and page.lead == page.question
    assert ([*page.places.all()], [*page.themes.all()]) == ([place], [theme])
    assert submission.data == {} and submission.page_id == page.pk
    assert "door een lezer ingebracht" in chief_editor.get("/beheer/").text
    page.get_latest_revision().publish()
    work()
    shown = [
        page.url,
        page.get_parent().url,
        "/feeds/alles.xml",
        "/kaart/",
        "/kaart/kaart.geojson",
        "/zoeken/?q=portieken",
    ]
    texts = {url: client.get(url).text for url in [*shown, "/sitemap.xml", "/vraag-en-aanbod/overzicht.csv"]}
    assert [url for url in shown if "Schone portieken" not in texts[url]] == []
    public = "".join(texts.values())
    assert [secret for secret in SECRETS if secret in public] == []
    assert [secret for secret in SECRETS if secret in str([*page.revisions.values_list("content")])] == []
    assert not DBTaskResult.objects.filter(args_kwargs__icontains="vera").exists()
    assert "staat nu op de site" in mail.outbox[-1].body


def test_offer_is_brought_in_the_same_way(client, work):
    submission, own = bring_in(client, mail.outbox, work, OFFER)
    page = OfferPage.objects.get()
    assert (page.form, page.offered_by, page.students, str(page.ec)) == ("course", "Opleiding Ruimte", 30, "15.0")
    assert page.conditions == "<p>Koffie om tien uur.</p>" and page.whole_city
    assert "nog niet op de site" in client.get(own).text
    assert submission.language == "nl"


def test_reload_keeps_every_step_and_another_day_does_not(client):
    at = fill(client)
    first = re.sub(r"\d+/$", "1/", at)
    assert "Hoe blijft ons portiek schoon?" in client.get(first).text
    kept = client.get(re.sub(r"\d+/$", "2/", at)).text
    assert 'value="2090-02-01"' in kept and "Bewoners van de Wissel" in kept
    post(client, first, {**STEPS[DEMAND][0], "title": "Andere titel"})
    assert "Andere titel" in client.get(at).text
    SubmissionForm.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert client.get(at).status_code == 410
    assert post(client, at, CONTACT).status_code == 410
    assert Submission.objects.count() == 0


def test_wrong_values_keep_what_was_typed(client):
    at = begin(client)
    response = post(
        client, at, {**STEPS[DEMAND][1], "end": "2090-01-01", "students": "veel", "level": "phd", "place": "x"}
    )
    assert response.status_code == 400
    for text in ("Het einde ligt voor het begin.", "Bewoners van de Wissel", 'value="veel"'):
        assert text in response.text
    assert SubmissionForm.objects.get().data.keys() == {"text"}


def test_last_step_leads_to_the_one_that_was_left_out(client):
    at = begin(client)
    last = re.sub(r"\d+/$", "4/", at)
    assert client.get(last)["Location"] == at
    assert client.get(re.sub(r"\d+/$", "9/", at)).status_code == 404


def test_similar_entries_stand_beside_the_next_step(client, work):
    done = factories.DemandPageFactory(
        title="Portieken in Laak", question="Hoe blijft een portiek schoon?", state="answered",
        start="2024-01-01", end="2024-06-30", answer="Met een rooster aan de deur.",
    )  # fmt: skip
    work()
    html = client.get(begin(client)).text
    assert done.url in html and "beantwoord in 2024" in html and "Met een rooster aan de deur." in html


def test_an_answer_is_of_the_year_in_which_it_was_given(client, work):
    factories.DemandPageFactory(
        title="Portieken in Laak", question="Hoe blijft een portiek schoon?", state="answered",
        start="2089-01-01", end="2090-06-30", answer="Met een rooster aan de deur.",
    )  # fmt: skip
    work()
    assert f"beantwoord in {timezone.localdate().year}" in client.get(begin(client)).text


def test_form_of_another_kind_or_a_guessed_address_opens_nothing(client):
    at = begin(client)
    guessed = re.sub(r"[0-9a-f-]{36}", str(uuid.uuid4()), at)
    assert [client.get(path).status_code for path in (guessed, at.replace(DEMAND, OFFER))] == [410, 410]


def test_robot_gets_thanks_and_nothing_is_kept(client):
    response = post(client, DEMAND, {**STEPS[DEMAND][0], "website_url": "https://spam.example"})
    assert response["Location"] == f"{DEMAND}?sent=1"
    assert SubmissionForm.objects.count() == 0


def test_second_click_sends_one_mail(client, work):
    at = fill(client)
    assert [post(client, at, CONTACT).status_code for _ in range(2)] == [303, 410]
    work()
    assert len(mail.outbox) == 1


def test_address_gets_few_mails_and_a_network_begins_few_forms(client, work, monkeypatch):
    monkeypatch.setattr(protected, "READER_FORMS", drafts.BEGUN_FORMS)
    for _ in range(5):
        post(client, fill(client), CONTACT)
    work()
    assert len(mail.outbox) == 3
    answers = [post(client, DEMAND, STEPS[DEMAND][0]).status_code for _ in range(20)]
    assert set(answers) == {303, 429} and answers[-1] == 429


def test_english_form_makes_an_english_draft(client, work):
    publish_english_home()
    path = "/en/demand-and-offers/new-question/"
    assert "Ask a question" in client.get(path).text
    at = post(client, path, STEPS[DEMAND][0])["Location"]
    at = post(client, post(client, at, STEPS[DEMAND][1])["Location"], STEPS[DEMAND][2])["Location"]
    post(client, at, CONTACT)
    work()
    assert "Confirm" in mail.outbox[0].subject
    client.post(next(link for link in links(mail.outbox[0]) if "~" in link))
    assert DemandPage.objects.get().locale.language_code == "en"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*STEPS[DEMAND][0], *STEPS[DEMAND][1], "token"]), st.text(), max_size=6))
def test_any_text_gets_an_answer(client, values):
    judge(client.post(DEMAND, values))


@pytest.mark.parametrize("value", VALUES)
def test_hostile_values_get_an_answer(client, value):
    at = begin(client)
    names = {**STEPS[DEMAND][1], "place": "", "themes": "", "hours": "", "ec": ""}
    judge(post(client, at, dict.fromkeys(names, value)))
