"""The contact form: no cookie, no address, no script; every refusal keeps what was typed."""

import re

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from core.forms import protected
from core.forms.protected import FormRefusedError, make_token, read_token
from tests import factories

pytestmark = pytest.mark.django_db
TYPED = {"name": "Lezer", "email": "lezer@stadskennis.example", "message": "Wanneer is de volgende avond?"}
SENT = "?sent=1"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Readers in tests type fast."""
    monkeypatch.setattr(protected, "MIN_AGE", -1)


@pytest.fixture
def organisation(home):
    person = factories.PersonFactory(name="Noor", email="noor@stadskennis.example")
    return factories.OrganisationFactory(name="Stichting", contact_person=person)


def send(client, path="/contact/", headers=None, token=None, **values):
    token = make_token(path) if token is None else token
    return client.post(path, {**TYPED, "token": token, **values}, headers=headers or {})


def test_message_goes_to_the_contact_person_and_leaves_nothing(client, organisation, work):
    path = organisation.get_absolute_url() + "contact/"
    page = client.get(path)
    assert "@" not in re.sub(r"@media|@layer", "", page.content.decode())
    response = send(client, path)
    assert (response.status_code, response["Location"]) == (303, path + SENT)
    assert not response.cookies and not page.cookies
    assert mail.outbox == []
    work()
    [message] = mail.outbox
    assert message.to == ["noor@stadskennis.example"] and message.reply_to == [TYPED["email"]]
    assert TYPED["message"] in message.body
    assert not DBTaskResult.objects.filter(args_kwargs__icontains="Wanneer").exists()
    assert "onderweg" in client.get(path + SENT).content.decode()


def test_token_from_the_page_works_and_only_once(client, home, work):
    token = re.search(r'name="token" value="([^"]+)"', client.get("/contact/").content.decode()).group(1)
    assert send(client, token=token).status_code == 303
    assert send(client, token=token).status_code == 303  # a double click gets the same answer
    work()
    assert len(mail.outbox) == 1


def test_other_words_with_a_used_token_are_not_called_sent(client, home, work):
    token = make_token("/contact/")
    assert send(client, token=token).status_code == 303
    refused = send(client, token=token, message="Nog iets anders: komt er een rondleiding?")
    assert refused.status_code == 400 and "Nog iets anders" in refused.text and "nog niet verstuurd" in refused.text
    again = re.search(r'name="token" value="([^"]+)"', refused.text).group(1)
    assert send(client, token=again, message="Nog iets anders: komt er een rondleiding?").status_code == 303
    work()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Sec-Fetch-Site": "same-site", "Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elders.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[bad"}, 403),
        ({"Referer": "https://elders.example/contact/"}, 403),
        ({"Referer": "http://testserver/contact/"}, 303),
    ],
)
def test_form_of_another_site_is_refused(client, home, headers, status):
    response = send(client, headers=headers)
    assert response.status_code == status
    if status != 303:
        assert TYPED["message"] in response.content.decode()
        assert "niet van deze site" in response.content.decode()


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00", "é" * 50])
def test_forged_token_is_refused(client, home, work, token):
    response = send(client, token=token)
    assert response.status_code == 400 and TYPED["message"] in response.content.decode()
    work()
    assert mail.outbox == []


def test_token_of_another_form_or_too_old_is_refused(client, home, monkeypatch):
    assert send(client, token=make_token("/elders/")).status_code == 400
    monkeypatch.setattr(protected, "MAX_AGE", -1)
    assert "te lang open" in send(client).content.decode()


def test_too_fast_is_refused(client, home, monkeypatch):
    monkeypatch.setattr(protected, "MIN_AGE", 2)
    assert "erg snel" in send(client).content.decode()


def test_robot_that_fills_in_the_trap_gets_thanks_and_sends_nothing(client, home, work):
    assert send(client, website_url="https://spam.example").status_code == 303
    work()
    assert mail.outbox == []


def test_more_than_five_an_hour_is_refused_per_address(client, home):
    codes = [send(client).status_code for _ in range(7)]
    assert codes == [303] * 5 + [429] * 2
    other = client.post("/contact/", {**TYPED, "token": make_token("/contact/")}, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 303


def test_address_behind_our_proxy_counts_and_a_forged_one_does_not(client, home):
    for number in range(6):
        behind = client.post(
            "/contact/", {**TYPED, "token": make_token("/contact/")}, headers={"X-Forwarded-For": f"203.0.113.{number}"}
        )
        assert behind.status_code == 303
    codes = [
        client.post(
            "/contact/",
            {**TYPED, "token": make_token("/contact/")},
            REMOTE_ADDR="198.51.100.7",
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        ).status_code
        for number in range(6)
    ]
    assert codes[-1] == 429


@pytest.mark.parametrize(
    "values",
    [
        {"email": ""}, {"email": "geen adres"}, {"email": "a@b.nl\nBcc: x@y.nl"}, {"message": ""}, {"message": "x" * 5000},
        {"name": "x" * 200}, {"message": "\x00"}, {"email": "a\x00@b.nl"},
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_reason(client, home, values):
    response = send(client, **values)
    html = response.content.decode()
    assert response.status_code == 400
    assert 'aria-invalid="true"' in html
    if "message" not in values:
        assert TYPED["message"] in html


def test_name_with_lines_stays_out_of_the_headers(client, home, work):
    send(client, name="Lezer\r\nBcc: x@stadskennis.example")
    work()
    [message] = mail.outbox
    assert "\nBcc" not in message.message().as_string().split("\n\n")[0]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"message=%ED%A0%80&email=%00",
        b"a" * 200_000,
        b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    ],
)
@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/plain; charset=onzin",
    ],
)
def test_garbage_is_no_error(client, home, body, kind):
    assert client.generic("POST", "/contact/", body, content_type=kind).status_code in {400, 403, 413}


def test_nobody_without_consent_can_be_written_to(client, home):
    person = factories.PersonFactory(consent=False)
    assert client.get(person.get_absolute_url() + "contact/").status_code == 404
    assert client.get("/mensen/niemand/contact/").status_code == 404
    assert client.get("/organisaties/niets/contact/").status_code == 404


def test_failing_mail_is_tried_again(client, home, work, settings):
    settings.EMAIL_BACKEND = "tests.core.forms.test_contact.Broken"
    send(client)
    work()
    assert DBTaskResult.objects.ready().count() == 0
    waiting = DBTaskResult.objects.get(status="READY")
    assert waiting.run_after is not None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=waiting.enqueued_at)
    work()
    assert len(mail.outbox) == 1
    assert not DBTaskResult.objects.filter(args_kwargs__icontains="Wanneer").exists()


class Broken:
    """A mail server that does not answer."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_token_is_refused_or_read(token, path):
    with pytest.raises(FormRefusedError):
        read_token(token, path)
