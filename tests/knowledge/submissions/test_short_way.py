"""The short way through the forms: few fields in view, the rest folded, a change that leads back, what fits shown once."""

import re

import pytest
from django.core import mail

from knowledge.submissions.steps import KINDS
from tests import factories
from tests.knowledge.submissions.forms import CONTACT, DEMAND, OFFER, STEPS, begin, fill, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient", "exchange")]


@pytest.mark.parametrize("kind", KINDS)
def test_few_fields_are_in_view_and_no_required_one_is_folded(kind):
    steps = [step.form() for step in KINDS[kind].steps]
    assert sum(len(form.plain_fields) for form in steps) <= 8
    assert [
        field.name for form in steps for field in form.folded_fields if field.field.required and not field.field.initial
    ] == []
    assert not any(form.is_unfolded for form in steps)


def test_what_was_filled_in_is_not_folded_away(client):
    at = begin(client)
    assert "open>" not in client.get(at).text
    post(client, at, {**STEPS[DEMAND][1], "students": "3"})
    assert re.search(r"<details[^>]* open>", client.get(at).text)


@pytest.mark.parametrize("path", [DEMAND, OFFER])
def test_a_change_leads_back_to_the_last_step(client, path):
    last = fill(client, path)
    for number in (1, 2):
        response = post(client, re.sub(r"\d+/$", f"{number}/", last), STEPS[path][number - 1])
        assert response["Location"] == last


def test_what_fits_is_open_once_and_folded_after(client, work):
    offered = factories.OfferPageFactory(
        title="Twee studenten bieden hun handen aan", lead="Zij doen graag activiteiten met ouderen in de buurt."
    )
    factories.OfferPageFactory(title="Vak statistiek", lead="Dertig studenten rekenen.")
    work()
    at = begin(client, title="Activiteiten voor ouderen", question="Wie helpt bij activiteiten voor ouderen?")
    seen = client.get(at).text
    box = seen[seen.index('aria-labelledby="similar"') :].partition("</section>")[0]
    assert f'href="{offered.url}"' in box and "Vak statistiek" not in box and "<details" not in box
    later = client.get(post(client, at, STEPS[DEMAND][1])["Location"]).text
    box = later[later.index('aria-labelledby="similar"') :].partition("</section>")[0]
    assert "<details>" in box and f'href="{offered.url}"' in box


def test_places_of_the_own_city_come_first(client):
    own, other = (factories.PlaceFactory(name=name, level="city") for name in ("Zeestad", "Amsterdam"))
    for name, parent in (("Wijk B", own), ("Wijk A", own), ("Aanwijk", other)):
        factories.PlaceFactory(name=name, level="quarter", parent=parent)
    html = client.get(begin(client)).text
    names = re.findall(r"<option[^>]*>([^<]+)</option>", html[html.index("id_place") :].partition("</select>")[0])
    assert [name.strip() for name in names] == ["Hele stad", "Zeestad", "Wijk A", "Wijk B", "Amsterdam", "Aanwijk"]


def test_consent_says_what_it_is_about_and_stands_before_the_address(client):
    html = client.get(fill(client)).text
    assert html.index("id_agreed") < html.index("id_email")
    assert "maar niet mijn e-mailadres" in html


def test_an_error_of_a_group_leads_to_the_group(client):
    html = post(client, DEMAND, {**STEPS[DEMAND][0], "help": ["nothing"]}).text
    assert 'href="#id_help"' in html and 'id="id_help"' in html


def test_guessed_or_used_page_after_sending_shows_no_address(client, work):
    sent = post(client, fill(client), CONTACT)["Location"]
    assert CONTACT["email"] in client.get(sent).text
    for other in (f"{sent[:-1]}x", f"{DEMAND}?sent=1", sent.replace("~", "")):
        assert CONTACT["email"] not in client.get(other).text
    work()
    assert len(mail.outbox) == 1


def test_an_e_mail_address_is_not_broken_over_lines(client):
    html = post(client, fill(client), {"email": ""}).text
    box = html[html.index('id="refusal"') :].partition("</div>")[0]
    assert "e-\u2060mailadres" in box and "e-mailadres" not in box
