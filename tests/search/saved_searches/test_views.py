"""Saved searches: double opt-in, only new results, one-click unsubscribe, no address left anywhere."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from core.forms import protected
from core.forms.protected import make_token
from search.saved_searches import schedule
from search.saved_searches.kind import SAVED_SEARCH
from search.saved_searches.tasks import daily as daily_task
from subscriptions import registration
from subscriptions.delivery import deliver_all
from subscriptions.links import CONFIRM, sign
from subscriptions.models import Subscription
from subscriptions.tasks import queue_due
from tests import factories
from tests.publishing import publish
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
PATH, EMAIL = "/zoeken/bewaren/", "lezer@stadskennis.example"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Readers in tests type fast."""
    monkeypatch.setattr(protected, "MIN_AGE", -1)


def send(client, query="q=goudsbloemen", headers=None, address="127.0.0.1", **values):
    data = {"email": EMAIL, "token": make_token(PATH), **values}
    return client.post(f"{PATH}?{query}", data, headers=headers or {}, REMOTE_ADDR=address)


def links(message) -> list[str]:
    """Return the paths of a mail's links."""
    return [url.split("8000", 1)[-1] for url in re.findall(r"https?://\S+", message.body)]


@pytest.fixture
def saved(client, home, work):
    """A confirmed search for what the cases say."""
    send(client)
    work()
    client.post(links(mail.outbox[0])[0])
    mail.outbox.clear()
    return Subscription.objects.get()


def later(**span):
    """Make every saved search as old as that."""
    for one in Subscription.objects.all():
        Subscription.objects.filter(pk=one.pk).update(checked_at=one.checked_at - timedelta(**span))


def test_nothing_comes_before_the_button_of_the_mail_is_pressed(client, home, work):
    response = send(client)
    assert (response.status_code, response["Location"]) == (303, f"{PATH}?q=goudsbloemen&sent=1")
    assert not response.cookies
    work()
    [message] = mail.outbox
    assert message.to == [EMAIL] and "goudsbloemen" in message.subject
    link = links(message)[0]
    assert client.get(link).status_code == 200  # a program that follows links confirms nothing
    assert Subscription.objects.get().confirmed_at is None
    page = client.post(link)
    assert page.status_code == 200 and "Dat is geregeld" in page.text and not page.cookies
    assert Subscription.objects.get().confirmed_at is not None


def test_mail_tells_only_what_is_new_and_only_once(client, saved, work):
    factories.CasePageFactory(title="Nieuw stadslab")
    factories.CasePageFactory(title="Iets anders", lead="Over iets anders.", body=factories.make_text("Anders."))
    work()
    schedule.run_daily()
    assert mail.outbox == []  # not a day has passed
    later(hours=21)
    schedule.run_daily()
    [message] = mail.outbox
    assert "Nieuw stadslab" in message.body and "Iets anders" not in message.body
    later(hours=21)
    schedule.run_daily()
    assert len(mail.outbox) == 1


def test_what_was_there_before_is_not_new(client, home, work):
    factories.CasePageFactory(title="Van vroeger")
    work()
    send(client)
    work()
    client.post(links(mail.outbox[0])[0])
    mail.outbox.clear()
    later(hours=21)
    schedule.run_daily()
    assert mail.outbox == []


def test_filters_are_part_of_the_search(client, home, work):
    theme = factories.ThemeFactory(name="Wonen")
    send(client, "q=goudsbloemen&theme=wonen&onzin=1")
    assert Subscription.objects.get().subject == "q=goudsbloemen&theme=wonen"
    registration.confirm(Subscription.objects.get())
    factories.CasePageFactory(title="Zonder thema")
    factories.CasePageFactory(title="Met thema", themes=[theme])
    work()
    mail.outbox.clear()
    later(hours=21)
    schedule.run_daily()
    assert "Met thema" in mail.outbox[0].body and "Zonder thema" not in mail.outbox[0].body


@pytest.mark.parametrize("kind", ["draft", "private", "scheduled", "withdrawn"])
def test_what_is_not_public_is_in_no_mail(client, saved, work, kind):
    case = factories.CasePageFactory(title="Kanarie", publish=kind not in {"draft", "scheduled"})
    if kind == "scheduled":
        case.go_live_at = timezone.now() + timedelta(days=1)
        publish(case)
    work()
    if kind == "private":
        PageViewRestriction.objects.create(page=case, restriction_type="login")
    if kind == "withdrawn":
        case.unpublish()
    later(hours=21)
    schedule.run_daily()
    assert mail.outbox == []


def test_one_click_ends_it_and_deletes_the_address(client, saved, work):
    factories.CasePageFactory()
    work()
    later(hours=21)
    schedule.run_daily()
    [message] = mail.outbox
    headers = message.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    end = headers["List-Unsubscribe"].strip("<>").split("8000", 1)[-1]
    assert end in message.body
    assert client.get(end).status_code == 200 and Subscription.objects.exists()
    response = client.post(end, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200 and "geen mail meer" in response.text
    assert not Subscription.objects.exists()
    assert client.post(end).status_code == 200
    assert EMAIL not in response.text


def test_unconfirmed_goes_after_seven_days(client, home):
    send(client)
    for days, left in ((6, 1), (8, 0)):
        Subscription.objects.update(made_at=timezone.now() - timedelta(days=days))
        queue_due()
        assert Subscription.objects.count() == left


def test_answer_does_not_tell_whether_an_address_is_known(client, saved, work):
    first = send(client, "q=wijk")
    again = send(client)
    assert (first.status_code, first["Location"].split("?")[0]) == (again.status_code, again["Location"].split("?")[0])
    work()
    assert len(mail.outbox) == 1  # the new one; the known one is not asked again


def test_somebody_elses_address_is_not_flooded(client, home, work):
    for number in range(5):
        send(client, f"q=woord{number % 4}")
    work()
    assert len(mail.outbox) == registration.CONFIRMATION_MAILS.per_subject


def test_stranger_closes_nobodys_saved_searches(client, home, work):
    for number in range(3):
        send(client, f"q=woord{number}", address="2001:db8:1:2::7")
    send(client, "q=wijk", address="203.0.113.7")
    work()
    assert len(mail.outbox) == 3 and "wijk" in mail.outbox[-1].subject


def test_task_and_log_hold_no_address(client, home, work, caplog, settings):
    settings.EMAIL_BACKEND = "tests.core.forms.test_contact.Broken"
    send(client)
    work()
    assert Subscription.objects.count() == 1
    assert not DBTaskResult.objects.filter(args_kwargs__icontains=EMAIL).exists()
    assert not DBTaskResult.objects.filter(traceback__icontains=EMAIL).exists()
    assert EMAIL not in caplog.text and "mail failed" in caplog.text
    assert DBTaskResult.objects.filter(status="READY", task_path__endswith="send_confirmation").exists()


def test_mail_that_fails_is_sent_the_next_day(client, saved, work, settings):
    other = Subscription.objects.create(
        kind=SAVED_SEARCH, email="ander@stadskennis.example", subject="q=goudsbloemen", language="nl",
        confirmed_at=timezone.now(), told=[],
        checked_at=timezone.now(),
    )  # fmt: skip
    factories.CasePageFactory(title="Nieuw stadslab")
    work()
    later(hours=21)
    settings.EMAIL_BACKEND = "tests.core.forms.test_contact.Broken"
    assert deliver_all(Subscription.objects.all()) == (0, 2)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_all(Subscription.objects.all()) == (2, 0)
    assert {message.to[0] for message in mail.outbox} == {EMAIL, other.email}


def test_task_comes_back_tomorrow_and_only_once(home):
    for _ in range(3):
        schedule.schedule_next(daily_task)
    waiting = DBTaskResult.objects.get(task_path=daily_task.module_path)
    assert timezone.now() < waiting.run_after <= timezone.now() + timedelta(days=1)
    assert timezone.localtime(waiting.run_after).hour == schedule.MAIL_HOUR


@pytest.mark.parametrize(
    ("values", "status"),
    [({"email": "geen adres"}, 400), ({"email": ""}, 400), ({"email": "a@b.nl\nBcc: x@y.nl"}, 400), ({"token": "x"}, 400),
     ({"website_url": "https://spam.example"}, 303)],
)  # fmt: skip
def test_bad_input_and_robots_save_nothing(client, home, values, status):
    assert send(client, **values).status_code == status
    assert not Subscription.objects.exists()


def test_other_sites_save_nothing(client, home):
    assert send(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("signed", ["x", "~", "a~b", "00000000-0000-0000-0000-000000000000~x", "%00", "é" * 50])
@pytest.mark.parametrize("step", ["bevestigen", "stoppen"])
def test_forged_link_does_nothing(client, saved, signed, step):
    for method in (client.get, client.post):
        assert method(f"{PATH}{step}/{signed}/").status_code in {404, 400}
    assert Subscription.objects.count() == 1


def test_link_to_confirm_does_not_end_and_the_other_way_round(client, saved):
    client.post(f"{PATH}stoppen/{sign(saved.pk, CONFIRM)}/")
    assert Subscription.objects.count() == 1


def test_english_mail_for_an_english_search(client, home, work):
    client.post("/en/search/save/?q=district", {"email": EMAIL, "token": make_token("/en/search/save/")})
    work()
    [message] = mail.outbox
    assert "Confirm that here:" in message.body
    assert links(message)[0].startswith("/en/mail/confirm/")


def test_what_was_there_is_told_in_the_language_of_the_search_on_whatever_page_it_is_confirmed(client, home, work):
    english = publish_english_copy(factories.CasePageFactory(title="Van vroeger"), "Of long ago")
    work()
    client.post("/en/search/save/?q=goudsbloemen", {"email": EMAIL, "token": make_token("/en/search/save/")})
    work()
    in_english = client.get(links(mail.outbox[-1])[0]).text
    client.post(re.search(r'href="(?:https?://[^/"]+)?(/mail/bevestigen/[^"]+)"', in_english)[1])
    assert Subscription.objects.get().told == [english.pk]
    mail.outbox.clear()
    later(hours=21)
    schedule.run_daily()
    assert mail.outbox == []


def test_search_without_words_cannot_be_saved(client, home):
    response = client.get(PATH, {"q": "!!!"})
    assert (response.status_code, response["Location"]) == (302, "/zoeken/")
