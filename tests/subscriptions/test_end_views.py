"""Links that end a subscription say what happened; who has none that works asks for one by address."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.forms import protected
from core.forms.protected import make_token
from search.saved_searches.kind import SAVED_SEARCH
from subscriptions.links import CONFIRM, END, SALT, sign
from subscriptions.models import Subscription

pytestmark = pytest.mark.django_db
PATH, EMAIL, OTHER = "/mail/stoppen/", "lezer@stadskennis.example", "ander@stadskennis.example"
ONE_CLICK = {"data": {"List-Unsubscribe": "One-Click"}, "headers": {"Sec-Fetch-Site": "cross-site"}}


@pytest.fixture(autouse=True)
def patient(monkeypatch, home):
    """Readers in tests type fast."""
    monkeypatch.setattr(protected, "MIN_AGE", -1)


def save(query="q=wijk", email=EMAIL, confirmed=True) -> Subscription:
    now = timezone.now()
    return Subscription.objects.create(
        kind=SAVED_SEARCH,
        email=email,
        subject=query,
        language="nl",
        checked_at=now,
        confirmed_at=now if confirmed else None,
    )


def path(saved, step="stoppen", root="/mail") -> str:
    return f"{root}/{step}/{sign(saved.pk, END if step == 'stoppen' else CONFIRM)}/"


def ask(client, email=EMAIL, **values):
    return client.post(PATH, {"email": email, "token": make_token(PATH), **values})


def links(message) -> list[str]:
    return [url.split("8000", 1)[-1] for url in re.findall(r"https?://\S+/stoppen/\S+", message.body)]


def spoil(kind: str, saved) -> str:
    """Return the address of a link that is not as we would send it now."""
    good = path(saved)
    if kind == "cut off":
        return f"{good[:-6]}/"
    if kind == "old key":
        signer = signing.Signer(key="a key of before the restore" * 3, sep="~", salt=f"{SALT}.end")
        return f"{PATH}{signer.sign(str(saved.pk))}/"
    if kind == "other step":
        return f"{PATH}{sign(saved.pk, CONFIRM)}/"
    return good.replace(str(saved.pk), str(saved.pk)[::-1])


@pytest.mark.parametrize("kind", ["cut off", "old key", "other step", "changed"])
@pytest.mark.parametrize("sent", [{}, ONE_CLICK])
def test_broken_link_ends_nothing_and_says_so(client, kind, sent):
    saved = save()
    for response in (client.get(spoil(kind, saved)), client.post(spoil(kind, saved), **sent)):
        assert response.status_code == 404  # a mail program that unsubscribes by itself sees that it did not
        assert "Deze link werkt niet: er is niets gestopt" in response.text
        assert "Je adres is gewist" not in response.text and "Je krijgt hier geen mail meer over" not in response.text
        assert f'action="{PATH}"' in response.text  # the way that works
    assert Subscription.objects.count() == 1


def test_link_of_a_search_that_is_gone_promises_nothing_about_others(client):
    gone, kept = save(), save("q=straat")
    link = path(gone)
    gone.delete()
    for response in (client.get(link), client.post(link, **ONE_CLICK)):
        assert response.status_code == 200 and "Deze link hoort nergens meer bij" in response.text
        assert "Je adres is gewist" not in response.text and f'action="{PATH}"' in response.text
    assert list(Subscription.objects.all()) == [kept]


def test_good_link_ends_it_and_says_which(client):
    saved, kept = save("q=goudsbloemen"), save("q=straat")
    response = client.post(path(saved), **ONE_CLICK)
    assert (
        response.status_code == 200
        and "Je krijgt hier geen mail meer over" in response.text
        and "goudsbloemen" in response.text
    )
    assert list(Subscription.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("kind", "words"), [("broken", "Er is niets bevestigd"), ("gone", "Deze link werkt niet meer")]
)
def test_link_to_confirm_says_what_is_so(client, kind, words):
    saved = save(confirmed=False)
    link = path(saved, "bevestigen") if kind == "gone" else f"{path(saved, 'bevestigen')[:-5]}/"
    if kind == "gone":
        saved.delete()
    for method in (client.get, client.post):
        response = method(link)
        assert response.status_code == 404 and words in response.text
    assert not Subscription.objects.exclude(confirmed_at=None).exists()


def test_address_gets_a_link_for_each_of_its_searches(client, work):
    mine, unconfirmed, others = save("q=wijk", EMAIL.upper()), save("q=straat", confirmed=False), save(email=OTHER)
    response = ask(client)
    assert (response.status_code, response["Location"]) == (303, f"{PATH}?sent=1")
    assert Subscription.objects.count() == 3  # asking ends nothing
    work()
    [message] = mail.outbox
    assert message.to == [mine.email] and message.extra_headers["Auto-Submitted"] == "auto-replied"
    assert links(message) == [path(mine), path(unconfirmed)]
    for link in links(message):
        client.post(link)
    assert list(Subscription.objects.all()) == [others]
    assert "Tot je dat doet, blijft de mail komen" in client.get(f"{PATH}?sent=1").text


def test_answer_does_not_tell_whether_an_address_is_known(client, work):
    save()
    known, unknown = ask(client), ask(client, "niemand@stadskennis.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert DBTaskResult.objects.filter(task_path__endswith="send_end_links").count() == 2  # as much work for both
    assert client.get(known["Location"]).text == client.get(unknown["Location"]).text
    work()
    assert [message.to for message in mail.outbox] == [[EMAIL]]


def test_address_is_mailed_once_an_hour(client, work):
    save()
    for _time in range(3):
        assert ask(client).status_code == 303
        work()
    assert len(mail.outbox) == 1
    cache.clear()  # as after an hour
    ask(client)
    work()
    assert len(mail.outbox) == 2


def test_reader_may_not_ask_for_ever(client):
    statuses = [ask(client, f"lezer{number}@stadskennis.example").status_code for number in range(6)]
    assert statuses == [303] * 5 + [429]


@pytest.mark.parametrize("values", [{"email": "geen adres"}, {"email": ""}, {"token": "x"}])
def test_bad_input_is_shown_again_and_mails_nothing(client, work, values):
    save()
    response = client.post(PATH, {"email": EMAIL, "token": make_token(PATH), **values})
    assert response.status_code == 400 and f'value="{values.get("email", EMAIL)}"' in (response.text + 'value=""')
    work()
    assert mail.outbox == []


def test_task_holds_no_address(client, work, settings, caplog):
    settings.EMAIL_BACKEND = "tests.core.forms.test_contact.Broken"
    save()
    ask(client)
    work()
    assert not DBTaskResult.objects.filter(args_kwargs__icontains=EMAIL).exists()
    assert EMAIL not in caplog.text and "mail failed" in caplog.text
    assert DBTaskResult.objects.filter(status="READY", run_after__gt=timezone.now() + timedelta(seconds=30)).exists()


@pytest.mark.parametrize("root", ["/zoeken/bewaren", "/en/search/save"])
def test_links_of_older_mails_go_on(client, root):
    saved, step = save(confirmed=False), ("bevestigen", "stoppen") if root.startswith("/z") else ("confirm", "end")
    link = path(saved, "bevestigen", root).replace("bevestigen", step[0])
    assert client.post(link).status_code == 200 and Subscription.objects.get().confirmed_at
    assert client.get(f"{root}/{step[1]}/").status_code == 200
    assert client.post(path(saved, "stoppen", root).replace("stoppen", step[1]), **ONE_CLICK).status_code == 200
    assert not Subscription.objects.exists()
