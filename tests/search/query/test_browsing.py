"""Filters without a text: all entries that pass, newest first, with feed and mail; and links to such searches."""

import re
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.forms import protected
from core.forms.protected import make_token
from search.saved_searches import schedule
from subscriptions.models import Subscription
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(home):
    """Three entries about a theme, one about another, one that may not be read and one draft."""
    wonen, leren = factories.ThemeFactory(name="Wonen"), factories.ThemeFactory(name="Leren")
    made = [factories.CasePageFactory(themes=[wonen], display_date=f"2025-0{month}-01") for month in (1, 3, 2)]
    factories.WalkPageFactory(themes=[leren], display_date="2026-01-01")
    hidden = factories.CasePageFactory(themes=[wonen], title="Achter een deur")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    factories.CasePageFactory(themes=[wonen], title="Nog een concept", publish=False)
    factories.do_work()
    return made


def test_filter_alone_gives_all_it_names_newest_first(look, entries):
    page = look(q="", theme="wonen")
    assert page.entries == [entries[at].pk for at in (1, 2, 0)]
    assert (page.count, page.numbers("theme")) == (3, {"wonen": 3, "leren": 1})
    assert page.numbers("year") == {"2025": 3}
    assert "Achter een deur" not in page.html and "Nog een concept" not in page.html
    assert "met deze filters" in page.html
    assert look(q="", theme=["wonen", "leren"]).count == 4
    assert look(q="", theme="wonen", kind="walk").count == 0
    assert look(q="", theme="wonen", page=99).count == 3


@pytest.mark.parametrize("query", [{}, {"theme": "bestaat-niet"}, {"year": "x"}, {"sort": "date"}])
def test_neither_word_nor_filter_is_the_empty_start(look, entries, query):
    page = look(q="", **query)
    assert (page.count, page.entries) == (0, [])
    assert "Typ wat je zoekt" in page.html and "Mail mij als deze zoekopdracht meer oplevert" not in page.html


def test_feed_without_a_word(client, look, entries):
    address = re.search(r'href="(/zoeken/feed/[^"]*)"', look(q="", theme="wonen").html).group(1)
    assert address == "/zoeken/feed/?theme=wonen"
    feed = feedparser.parse(client.get(address).content)
    assert len(feed.entries) == 3 and "Wonen" in feed.feed.title


def test_feed_on_the_29th_of_february(client, entries, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2028, 2, 29, 12, tzinfo=UTC))
    response = client.get("/zoeken/feed/?theme=wonen")
    assert (response.status_code, len(feedparser.parse(response.content).entries)) == (200, 3)


def test_mail_about_a_theme_without_a_word(client, entries, work, monkeypatch):
    monkeypatch.setattr(protected, "MIN_AGE", -1)
    path = "/zoeken/bewaren/"
    assert "alles, Wonen" in client.get(f"{path}?theme=wonen").text
    assert client.get(path).status_code == client.get(f"{path}?theme=zzz").status_code == 302
    client.post(f"{path}?theme=wonen", {"email": "lezer@stadskennis.example", "token": make_token(path)})
    work()
    client.post(re.search(r"https?://\S+?(/mail/\S+)", mail.outbox.pop().body).group(1))
    factories.CasePageFactory(title="Nieuw over wonen", themes=list(entries[0].themes.all()))
    factories.CasePageFactory(title="Iets anders")
    work()
    Subscription.objects.update(checked_at=timezone.now() - timedelta(hours=21))
    schedule.run_daily()
    [message] = mail.outbox
    assert "Nieuw over wonen" in message.body and "Iets anders" not in message.body


def test_pages_of_theme_place_and_organisation_lead_to_the_form(client, home):
    theme, place = factories.ThemeFactory(name="Wonen"), factories.PlaceFactory(name="Laak")
    partner = factories.OrganisationFactory(name="Haag Wonen")
    person = factories.PersonFactory(name="Persoon")
    for record, query in ((theme, "theme=wonen"), (place, "place=laak"), (partner, "organisation=haag-wonen")):
        html = client.get(record.get_absolute_url()).text
        assert f'href="/zoeken/bewaren/?{query}"' in html
        assert f"Mail mij als er iets nieuws is over {record.name}" in html
        assert client.get(f"/zoeken/bewaren/?{query}").status_code == 200
    assert "/zoeken/bewaren/" not in client.get(person.get_absolute_url()).text
    assert 'href="/zoeken/bewaren/?theme=wonen"' in client.get("/feeds/").text
