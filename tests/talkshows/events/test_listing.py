"""The agenda: what comes first, what was by series, with the filters of every list."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from tests import factories
from tests.hostile import VALUES, ask_each

pytestmark = pytest.mark.django_db


def days(number: int, **values):
    start = timezone.now() + timedelta(days=number)
    return {"start": start, "end": start + timedelta(hours=2), **values}


@pytest.fixture
def agenda(home):
    return factories.AgendaPageFactory(slug="agenda", title="Agenda")


def shown(client, address: str) -> tuple[list[str], list[str]]:
    """Return titles and headings of the agenda in order: what comes, what was."""
    coming, past = client.get(address).text.split('<h2 id="past">')
    return tuple(re.findall(r"<h[34][^>]*><a href[^>]*>([^<]+)<", part.replace("\xa0", " ")) for part in (coming, past))


def test_coming_first_then_past_by_series(client, agenda):
    old, new = factories.SeriesPageFactory(title="Oude serie"), factories.SeriesPageFactory(title="Nieuwe serie")
    factories.EpisodePageFactory(parent=old, title="Oud 1", **days(-90))
    factories.EpisodePageFactory(parent=old, title="Oud 2", **days(-60))
    factories.EpisodePageFactory(parent=new, title="Nieuw 1", **days(-70))
    factories.EpisodePageFactory(parent=new, title="Nieuw 2", **days(-10))
    factories.GatheringPageFactory(title="Symposium", **days(-40))
    factories.EpisodePageFactory(parent=new, title="Straks", **days(20))
    factories.EpisodePageFactory(parent=old, title="Morgen", **days(1))
    factories.EpisodePageFactory(parent=old, title="Ooit", start=None, end=None)
    coming, past = shown(client, agenda.url)
    assert coming == ["Morgen", "Straks", "Ooit"]
    assert past == ["Nieuwe serie", "Nieuw 2", "Nieuw 1", "Symposium", "Oude serie", "Oud 2", "Oud 1"]
    assert "Andere bijeenkomsten" in client.get(agenda.url).text


def test_filters(client, agenda):
    wonen, laak = factories.ThemeFactory(name="Wonen"), factories.PlaceFactory(name="Laak")
    factories.EpisodePageFactory(title="A", themes=[wonen], **days(3))
    factories.EpisodePageFactory(title="B", places=[laak], **days(-3))
    factories.GatheringPageFactory(title="C", themes=[wonen], places=[laak], **days(-400))
    year = (timezone.now() + timedelta(days=-400)).year
    for query, expected in [
        ("?theme=wonen", {"A", "C"}),
        ("?place=laak", {"B", "C"}),
        ("?theme=wonen&place=laak", {"C"}),
        ("?kind=gathering", {"C"}),
        ("?kind=episode&kind=gathering", {"A", "B", "C"}),
        (f"?year={year}", {"C"}),
        ("?year=1900", set()),
        ("?theme=onbekend", set()),
        ("?kind=case", set()),
    ]:
        coming, past = shown(client, f"{agenda.url}{query}")
        assert {title for title in [*coming, *past] if len(title) == 1} == expected, query
        text = client.get(f"{agenda.url}{query}").text
        assert f'data-count="{len(expected)}"' in text
        calendar = f"/agenda/agenda.ics{query}".replace("&", "&amp;")
        assert f'href="{calendar}"' in text
    text = client.get(f"{agenda.url}?theme=wonen").text
    assert "Agenda: Wonen" in text
    assert '<select id="f-sort"' not in text


def test_year_is_that_of_the_evening(client, agenda):
    """Not that of the day on which somebody wrote the entry; on New Year's Eve by the city's clock."""
    start = timezone.now().replace(year=2031, month=12, day=31, hour=23, minute=30)  # 0.30 on New Year's Day there
    factories.EpisodePageFactory(title="Nieuwjaar", start=start, end=None)
    text = client.get(agenda.url).text
    assert '<option value="2032"' in text
    assert '<option value="2031"' not in text
    assert shown(client, f"{agenda.url}?year=2032")[0] == ["Nieuwjaar"]


def test_nothing_yet(client, agenda):
    text = client.get(agenda.url).text
    assert "Er staat nu niets gepland." in text
    assert "Nog niets." in text
    assert "Hieronder vind je wat er was." not in text
    text = client.get(f"{agenda.url}?year=1900").text
    assert "Er staat niets gepland dat hierbij past." in text
    assert "Er is nog niets geweest dat hierbij past." in text


def test_pages_of_the_past(client, agenda):
    series = factories.SeriesPageFactory(title="Serie")
    for number in range(1, 15):
        factories.EpisodePageFactory(parent=series, title=f"E{number:02d}", **days(-number))
    factories.EpisodePageFactory(parent=series, title="Straks", **days(2))
    first, second = client.get(agenda.url).text, client.get(f"{agenda.url}?page=2").text
    assert "Straks" in first
    assert "Straks" not in second
    assert [f"E{n:02d}" in first for n in range(1, 15)] == [True] * 12 + [False] * 2
    assert shown_past(second) == ["Serie", "E13", "E14"]
    assert shown_past(client.get(f"{agenda.url}?page=99").text) == ["Serie", "E13", "E14"]


def shown_past(text: str) -> list[str]:
    return re.findall(r"<h[34][^>]*><a href[^>]*>([^<]+)<", text.replace("\xa0", " ").split('<h2 id="past">')[1])


def test_hostile_parameters(client, agenda):
    factories.EpisodePageFactory(themes=[factories.ThemeFactory()], **days(-3))
    factories.EpisodePageFactory(themes=[factories.ThemeFactory()], **days(3))
    names = ["kind", "theme", "place", "organisation", "year", "page", "sort", "q"]
    for response in ask_each(partial(client.get, agenda.url), dict.fromkeys(names, VALUES)):
        assert response.status_code < 500
        assert "<script>zqx" not in response.text
        assert 'href="javascript:' not in response.text
