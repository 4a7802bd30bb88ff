"""The form of every kind: at an address of its own, out of caches, in both languages, with the guards of all forms."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Attempt
from accounts.rate_limits import Source
from core.forms import protected
from core.forms.protected import make_token
from publications.weekly_mail.kind import WeeklyEditions
from subscriptions import registration
from subscriptions.links import CONFIRM, sign
from subscriptions.models import Subscription
from subscriptions.tasks import queue_due
from tests import factories

EMAIL = "lezer@stadskennis.example"
pytestmark = pytest.mark.django_db


@pytest.fixture
def event(home, monkeypatch):
    monkeypatch.setattr(protected, "MIN_AGE", -1)
    return factories.EpisodePageFactory(title="Avond over water")


def forms(event) -> dict:
    key = event.translation_key
    return {
        "/mail/weekoverzicht/": "/en/mail/weekly/",
        f"/mail/herinnering/{key}/": f"/en/mail/reminder/{key}/",
        "/zoeken/bewaren/?q=water": "/en/search/save/?q=water",
    }


def test_forms_are_in_no_cache_and_no_index_and_set_no_cookie(client, event):
    for pair in forms(event).items():
        for path in pair:
            response = client.get(path)
            assert response.status_code == 200 and not response.cookies, path
            assert "no-store" in response["Cache-Control"] and response.text.count('name="robots"') == 1
            assert 'name="token"' in response.text and 'autocomplete="email"' in response.text


def test_pages_that_lead_to_a_form_hold_no_token(client, event, work):
    edition = factories.EditionPageFactory()
    work()
    for path in (event.url, "/nieuw/", "/feeds/", edition.url):
        text = client.get(path).text
        assert "/mail/" in text and 'name="token"' not in text, path


@pytest.mark.parametrize("english", [False, True])
def test_walk_of_every_kind(client, event, work, english):
    for pair in forms(event).items():
        path = pair[english]
        response = client.post(path, {"email": EMAIL, "token": make_token(path.split("?")[0])})
        assert response.status_code == 303 and client.get(response["Location"]).status_code == 200
        sent = client.get(response["Location"]).text
        assert (
            re.search(r"<h1>(?:Kijk in je mail|Look in your mail)", sent)
            and "<form" not in sent.split("<h1>")[1].split("</main>")[0]
        )
        work()
        if "reminder" in path or "herinner" in path:
            assert event.venue in mail.outbox[-1].body and event.title in mail.outbox[-1].subject
        assert mail.outbox[-1].subject.count(": ") == 1
        link = re.search(r"https?://[^/]+(/\S+/(?:bevestigen|confirm)/\S+)", mail.outbox[-1].body)[1]
        assert client.get(link).status_code == 200 and not Subscription.objects.latest("made_at").confirmed_at
        done = client.post(link)
        assert done.status_code == 200 and Subscription.objects.latest("made_at").confirmed_at
        assert re.search(r"<h1>(?:Dat is geregeld|That is settled)</h1>", done.text)
        assert client.post(link).status_code == 200  # a second click
    assert {row.kind for row in Subscription.objects.all()} == {"weekly", "reminder", "search"}


def test_address_that_is_known_may_ask_more_but_not_for_ever(home):
    kind, source = WeeklyEditions(), Source.of_device("a")

    def ask(number):
        return registration.subscribe(kind, str(number), EMAIL, "nl", source)

    first = ask(0)
    assert ask(1) and ask(2) is None  # not known yet: two a day
    registration.confirm(first)
    made = [ask(number) for number in range(3, 20)]
    assert sum(bool(one) for one in made) == 4
    assert ask(0) is None and registration.subscribe(kind, "0", EMAIL.upper(), "nl", source) is None


def test_unconfirmed_address_is_not_mailed_and_kept_past_the_limit(home):
    kind, source = WeeklyEditions(), Source.of_device("a")
    old = timezone.now() - timedelta(days=6)
    for number in range(5):
        registration.subscribe(kind, str(number), EMAIL, "nl", Source.of_device(str(number // 2)))
    Subscription.objects.update(made_at=old, checked_at=old)
    Attempt.objects.all().delete()  # as after a day
    asked = [registration.subscribe(kind, str(number), EMAIL, "nl", source) for number in range(5)]
    assert [bool(one) for one in asked] == [True, True, False, False, False]
    assert Subscription.objects.filter(made_at=old).count() == 3


def test_link_of_a_second_confirmation_mail_holds_as_long_as_the_first(client, work):
    kind, source = WeeklyEditions(), Source.of_device("a")
    first = registration.subscribe(kind, "", EMAIL, "nl", source)
    age = registration.CONFIRMATION_PERIOD - timedelta(hours=2)
    Subscription.objects.update(made_at=timezone.now() - age, checked_at=timezone.now() - age)
    assert registration.subscribe(kind, "", EMAIL, "nl", source) == first

    def pass_time(span):
        [row] = Subscription.objects.all()
        Subscription.objects.update(made_at=row.made_at - span, checked_at=row.checked_at - span)
        queue_due()

    pass_time(age)
    assert client.post(f"/mail/bevestigen/{sign(first.pk, CONFIRM)}/").status_code == 200
    assert Subscription.objects.get().confirmed_at
    Subscription.objects.update(confirmed_at=None)
    pass_time(timedelta(hours=3))
    assert not Subscription.objects.exists()  # nobody is kept for longer who never confirms


def test_event_that_nobody_may_read_has_no_form(client, event):
    draft = factories.EpisodePageFactory(title="Geheim", publish=False, slug="geheim")
    assert client.get(f"/mail/herinnering/{draft.translation_key}/").status_code == 404
    assert client.get("/mail/herinnering/00000000-0000-4000-8000-000000000000/").status_code == 404
    event.cancelled = True
    event.save_revision().publish()
    response = client.get(f"/mail/herinnering/{event.translation_key}/")
    assert response.status_code == 410 and "<form" not in response.text.split("<main")[1].split("</main")[0]


def test_search_without_words_leads_to_the_search_page(client, home):
    response = client.get("/zoeken/bewaren/")
    assert (response.status_code, response["Location"]) == (302, "/zoeken/")
