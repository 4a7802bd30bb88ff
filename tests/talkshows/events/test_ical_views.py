"""Calendars over the site: of everything, a series, a theme and one event; nothing hidden in them, the same bytes twice."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction

from talkshows.events import queries as events_queries
from tests import factories
from tests.core.entries.test_gone_urls import rename
from tests.hostile import VALUES, ask_each
from tests.publishing import publish
from tests.query_counts import count_queries
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
ALL = "/agenda/agenda.ics"


def read(response) -> list[icalendar.Event]:
    """Return the events of a calendar that a program would accept."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert [error for part in calendar.walk() for error in part.errors] == []
    assert {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")} == {"Europe/Amsterdam"}
    return list(calendar.walk("VEVENT"))


def titles(response) -> set[str]:
    return {str(event["SUMMARY"]) for event in read(response)}


@pytest.fixture
def city(home):
    """Two series, three episodes, a gathering and two themes."""
    wonen, leren = factories.ThemeFactory(name="Wonen"), factories.ThemeFactory(name="Leren")
    first, second = factories.SeriesPageFactory(title="Draait door"), factories.SeriesPageFactory(title="Lunch")
    factories.EpisodePageFactory(parent=first, title="Buren", themes=[wonen])
    factories.EpisodePageFactory(parent=first, title="School", themes=[leren, wonen])
    factories.EpisodePageFactory(parent=second, title="Soep", themes=[leren])
    factories.GatheringPageFactory(title="Symposium")
    return {"first": first, "second": second, "wonen": wonen, "leren": leren}


def test_each_calendar_holds_its_own(client, city):
    assert titles(client.get(ALL)) == {"Buren", "School", "Soep", "Symposium"}
    assert titles(client.get(f"{city['first'].url}agenda.ics")) == {"Buren", "School"}
    assert titles(client.get(f"{city['second'].url}agenda.ics")) == {"Soep"}
    assert titles(client.get("/themas/wonen/agenda.ics")) == {"Buren", "School"}
    assert titles(client.get("/themas/leren/agenda.ics")) == {"School", "Soep"}
    assert titles(client.get(f"{ALL}?theme=leren&kind=episode")) == {"School", "Soep"}
    assert titles(client.get(f"{ALL}?theme=onbekend")) == set()


def test_one_event(client):
    place = ZoneInfo("Europe/Amsterdam")
    start = datetime(2027, 1, 14, 20, tzinfo=place)
    page = factories.EpisodePageFactory(
        title="Buren, huren; en meer", slug="buren", start=start, end=start + timedelta(hours=2), venue="Zaal 3", venue_note="Lift.",
        lead="Over buren.", themes=[factories.ThemeFactory(name="Wonen")],
    )  # fmt: skip
    response = client.get(f"{page.url}agenda.ics")
    assert response["Content-Disposition"] == 'inline; filename="buren.ics"'
    (event,) = read(response)
    assert event["SUMMARY"] == "Buren, huren; en meer"
    assert event["DTSTART"].dt == start
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTEND"].dt == start + timedelta(hours=2)
    assert event["LOCATION"] == "Zaal 3"
    assert event["DESCRIPTION"] == f"Over buren.\n\nLift.\n\n{page.full_url}"
    assert event["URL"] == page.full_url
    assert event["UID"] == str(page.translation_key)
    assert event["STATUS"] == "CONFIRMED"


def test_same_key_in_both_languages_and_after_a_new_address(client, settings):
    english = publish_english_copy(factories.EpisodePageFactory(title="Buren"), "Neighbours")
    english.refresh_from_db()
    dutch_keys = [event["UID"] for event in read(client.get(ALL))]
    (event,) = read(client.get("/en/agenda/agenda.ics"))
    assert event["SUMMARY"] == "Neighbours"
    assert event["URL"] == english.full_url
    assert dutch_keys == [event["UID"]]
    assert titles(client.get(f"{english.url}agenda.ics")) == {"Neighbours"}
    settings.SITE_URL = "https://elders.example"
    assert [event["UID"] for event in read(client.get(ALL))] == dutch_keys


def test_changed_and_cancelled(client):
    page = factories.EpisodePageFactory(title="Buren")
    (before,) = read(client.get(ALL))
    assert before["SEQUENCE"] == 0
    page.first_published_at -= timedelta(hours=1)
    page.cancelled, page.cancelled_reason = True, "De zaal is ziek."
    publish(page)
    (after,) = read(client.get(ALL))
    assert after["STATUS"] == "CANCELLED"
    assert after["SUMMARY"] == "Afgelast: Buren"
    assert after["DESCRIPTION"].startswith("De zaal is ziek.")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] >= 3600
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_same_bytes_until_something_changes(client, city):
    addresses = [ALL, f"{city['first'].url}agenda.ics", "/themas/wonen/agenda.ics", f"{ALL}?theme=wonen"]
    kept = {address: client.get(address) for address in addresses}
    cache.clear()
    for address, response in kept.items():
        again = client.get(address)
        assert (again.content, again["ETag"]) == (response.content, response["ETag"])
        asked = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert (asked.status_code, asked.content) == (304, b"")
        assert asked["ETag"] == response["ETag"]
        weak = client.get(
            address, headers={"If-None-Match": f"W/{response['ETag'].removeprefix('W/')}", "Accept-Encoding": "gzip"}
        )
        assert weak.status_code == 304
        assert client.head(address)["ETag"] == response["ETag"]
    page = events_queries.find_events(city["first"].locale_id).get(title="Buren")
    page.venue = "Elders"
    publish(page)
    for address, response in kept.items():
        assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 200


def test_withdrawn_is_gone_at_the_next_look(client, city):
    response = client.get(ALL)
    page = events_queries.find_events(city["first"].locale_id).get(title="Buren")
    url = f"{page.url}agenda.ics"
    page.unpublish()
    # A date would say that nothing is newer: only the content decides.
    later = {"If-None-Match": response["ETag"], "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert titles(client.get(ALL, headers=later)) == {"School", "Soep", "Symposium"}
    assert "Last-Modified" not in response
    assert client.get(url).status_code == 404
    page.refresh_from_db()
    publish(page)
    assert "Buren" in titles(client.get(ALL))
    page.delete()
    assert client.get(url).status_code == 404


HIDDEN = ["draft", "scheduled", "private", "private series", "unpublished", "unpublished series", "changed draft"]


@pytest.mark.parametrize("kind", HIDDEN)
def test_nothing_hidden_leaks(client, kind, work):
    word = "kanarie"
    theme = factories.ThemeFactory(name="Wonen")
    series = factories.SeriesPageFactory(title=word if "series" in kind else "Serie")
    values = dict.fromkeys(("title", "slug", "lead", "venue", "venue_note", "cancelled_reason"), word)
    values |= {
        "stream_url": f"https://example.org/{word}",
        "signup_url": f"https://example.org/{word}",
        "cancelled": True,
    }
    public = {"title": "Openbaar", "slug": word} if kind == "changed draft" else values
    page = factories.EpisodePageFactory(
        parent=series, themes=[theme], **public, publish=kind not in {"draft", "scheduled"}
    )
    if kind == "scheduled":
        page.go_live_at = timezone.now() + timedelta(days=1)
        publish(page)
    elif kind == "changed draft":
        for name, value in values.items():
            setattr(page, name, value)
        page.save_revision()
    elif kind.startswith("private"):
        restriction = PageViewRestriction.objects.create(
            page=series if "series" in kind else page, restriction_type="groups"
        )
        restriction.groups.set(Group.objects.all()[:1])
    elif kind == "unpublished":
        page.unpublish()
    elif kind == "unpublished series":
        page.unpublish()
        series.unpublish()
    work()
    agenda = factories.AgendaPageFactory(slug="agenda")
    address = f"{page.url or f'{series.url_path}{page.slug}/'}"
    for url in [ALL, f"{ALL}?theme=wonen", "/themas/wonen/agenda.ics", f"{series.url}agenda.ics", f"{address}agenda.ics",
                agenda.url, f"{agenda.url}?theme=wonen", "/feeds/", "/", "/en/agenda/agenda.ics"]:  # fmt: skip
        response = client.get(url)
        if kind == "changed draft" and url not in {"/feeds/", "/en/agenda/agenda.ics"}:
            assert "Openbaar" in response.text.replace("\r\n ", ""), url
        text = response.text.replace("\r\n ", "").replace(f"/{word}/", "/")
        assert word not in text, url
        if url == f"{address}agenda.ics" and kind != "changed draft":
            assert response.status_code == 404
    if kind == "private series":
        assert client.get(f"{series.url}agenda.ics").status_code == 404


def test_calendar_of_a_page_that_moved(client, city):
    page = events_queries.find_events(city["first"].locale_id).get(title="Buren")
    old_page, old_series = f"{page.url}agenda.ics", f"{city['second'].url}agenda.ics"
    page, series = rename(page, "buren-nu"), rename(city["second"], "lunches")
    for old, now in ((old_page, page), (old_series, series)):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, f"{now.url}agenda.ics")
        assert client.get(response["Location"]).status_code == 200
    page.unpublish()
    assert client.get(old_page, follow=True).status_code == 404


@pytest.mark.parametrize("path", ["agenda.ics", "/nergens/agenda.ics", "/stadslabs/x/agenda.ics", "/themas/nergens/agenda.ics",
                                  "/themas/agenda.ics", "/en/agenda/../agenda.ics", "/en/nergens/agenda.ics", f"/{'a' * 300}/agenda.ics",
                                  "/agenda.ics", "/over/agenda.ics"])  # fmt: skip
def test_no_calendar_there(client, home, path):
    factories.StandardPageFactory(slug="over")
    response = client.get(path if path.startswith("/") else f"/{path}")
    assert response.status_code == 404
    assert "text/html" in response["Content-Type"]


def test_hostile_parameters(client, city):
    names = ["kind", "theme", "place", "organisation", "year", "page", "sort", "onzin"]
    for response in ask_each(partial(client.get, ALL), dict.fromkeys(names, VALUES)):
        assert response.status_code in {200, 400}, response.request["QUERY_STRING"]
        if response.status_code == 200:
            read(response)
            assert b"zqx" not in response.content.replace(b"\r\n ", b"").replace(b"%3Cscript%3Ezqx", b"").replace(
                b"javascript%3Azqx", b""
            )
    for method in ("post", "put", "delete", "patch"):
        for address in (ALL, f"{city['first'].url}agenda.ics", "/themas/wonen/agenda.ics"):
            assert getattr(client, method)(address).status_code == 405


def test_broken_events_do_not_take_the_others_along(client):
    good = factories.EpisodePageFactory(title="Goed")
    wrong = factories.EpisodePageFactory(title="Fout")
    type(wrong).objects.filter(pk=wrong.pk).update(end=wrong.start - timedelta(hours=1))
    nameless = factories.EpisodePageFactory(title="Naamloos")
    type(nameless).objects.filter(pk=nameless.pk).update(title="\x07 \x1b")  # from before texts were cleaned
    assert titles(client.get(ALL)) == {good.title}
    assert client.get(f"{nameless.url}agenda.ics").status_code == 404


def test_only_the_latest_when_there_are_very_many(client, monkeypatch):
    monkeypatch.setattr(events_queries, "MAX_EVENTS", 2)
    for days in (3, 1, 2):
        factories.EpisodePageFactory(title=f"dag {days}", start=timezone.now() + timedelta(days=days), end=None)
    assert titles(client.get(ALL)) == {"dag 2", "dag 3"}


def test_queries_do_not_grow(client):
    agenda = factories.AgendaPageFactory(slug="agenda")
    numbers = []
    for _ in range(2):
        for _ in range(1 + len(numbers)):
            series = factories.SeriesPageFactory()
            for number in range(1 + 2 * len(numbers)):
                themes = [factories.ThemeFactory() for _ in range(1 + number)]
                place = factories.PlaceFactory()
                days = timedelta(days=-9 if number % 2 else 9)
                factories.EpisodePageFactory(
                    parent=series, start=timezone.now() + days, end=None, themes=themes, places=[place], venue="Zaal"
                )
                factories.EpisodePageFactory(
                    parent=series, start=timezone.now() - timedelta(days=9), end=None, themes=themes
                )
        factories.do_work()
        slug = themes[0].slug
        found = [ALL, f"{series.url}agenda.ics", f"/themas/{slug}/agenda.ics", f"{series.get_children().first().url}agenda.ics", agenda.url,
                 f"{agenda.url}?theme={slug}", "/feeds/", f"{ALL}?theme={slug}"]  # fmt: skip
        numbers.append([count_queries(client, url)[0] for url in found])
    assert numbers[0] == numbers[1]
    assert max(numbers[1]) <= 19


def test_announced_on_their_pages_and_listed(client, city):
    agenda = factories.AgendaPageFactory.get_parent().get_children().get(slug="agenda")
    page = events_queries.find_events(city["first"].locale_id).get(title="Buren")
    wanted = {
        agenda.url: ALL,
        city["first"].url: f"{city['first'].url}agenda.ics",
        page.url: f"{page.url}agenda.ics",
        "/themas/wonen/": "/themas/wonen/agenda.ics",
    }
    for address, calendar in wanted.items():
        head = client.get(address).text.partition("</head>")[0]
        assert '<link rel="alternate" type="text/calendar" title="Agenda' in head
        assert f'href="{calendar}"' in head, address
    feeds = client.get("/feeds/").text
    for calendar in [*wanted.values(), f"{city['second'].url}agenda.ics", "/themas/leren/agenda.ics"]:
        if calendar != wanted[page.url]:
            assert f'href="{calendar}"' in feeds
            assert f'href="webcal://127.0.0.1:8000{calendar}"' in feeds
    assert 'type="text/calendar"' not in client.get("/plekken/").text
