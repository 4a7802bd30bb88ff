"""The list of talk shows is a programme: the next evening first, cancelled ones last."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page, PageLogEntry

from core.models import IndexPage
from tests import factories
from tests.publishing import publish
from tests.recordings import recorded

pytestmark = pytest.mark.django_db


def ids(text: str) -> list[int]:
    """Return the ids of the listed entries, in order."""
    return [int(number) for number in re.findall(r'data-entry="(\d+)"', text)]


@pytest.fixture
def shows(home):
    """A series with an evening in every state; the list that holds it."""
    now = timezone.now()

    def evening(days, **values):
        start = now + timedelta(days=days) if days is not None else None
        return factories.EpisodePageFactory(parent=series, start=start, end=None, **values)

    series = factories.SeriesPageFactory(title="Draait Door")
    made = {
        "cancelled": evening(1, cancelled=True),
        "undated": evening(None),
        "later": evening(20),
        "next": evening(10),
        "past": evening(-5),
        "recorded": evening(-40, **{name: value for name, value in recorded().items() if name not in {"start", "end"}}),
    }
    return Page.objects.get(pk=series.get_parent().pk).specific, {"series": series, **made}


def test_order_and_headings(client, shows):
    page, made = shows
    assert isinstance(page, IndexPage)
    text = client.get(page.url).text
    order = ["next", "later", "undated", "series", "past", "recorded", "cancelled"]
    assert ids(text) == [made[name].pk for name in order]
    assert re.findall(r'<h2 id="part-\d">([^<]+)</h2>', text) == [
        "Binnenkort", "Reeksen", "Geweest", "Afgelast",
    ]  # fmt: skip
    assert 'data-count="7"' in text


def test_what_was_stands_by_series(client, shows):
    page, made = shows
    assert "<h3" not in client.get(page.url).text.split('id="part-3"')[1].split("</h2>")[1].split("<article")[0]
    lunches = factories.SeriesPageFactory(title="Lunchen", parent=page)
    now = timezone.now()
    lunch, other = (
        factories.EpisodePageFactory(parent=lunches, start=now - timedelta(days=days), end=None) for days in (20, 60)
    )
    newer = factories.EpisodePageFactory(parent=lunches, start=now - timedelta(days=2), end=None)
    text = client.get(page.url).text.split('id="part-3"')[1]
    assert ids(text) == [
        newer.pk, lunch.pk, other.pk, made["past"].pk, made["recorded"].pk, made["cancelled"].pk,
    ]  # fmt: skip
    assert re.findall(r'<h3 class="?head"?><a href="?([^" >]+)"?>([^<]+)</a>', text) == [
        (lunches.url, "Lunchen"), (made["series"].url, "Draait Door"),
    ]  # fmt: skip
    assert text.count("<h4") == 5


def test_reader_may_choose_another_order(client, shows):
    page, made = shows
    newest = client.get(page.url, {"sort": "new"}).text
    assert set(ids(newest)) == {entry.pk for entry in made.values()}
    assert "part-1" not in newest
    assert re.search(r'<option value="new" ?selected', newest)
    titles = client.get(page.url, {"sort": "title", "kind": "episode"}).text
    assert len(ids(titles)) == 6
    assert "sort=title" in titles  # the link that drops the filter keeps the order


def test_list_of_other_entries_has_no_programme(client, home):
    case = factories.CasePageFactory()
    text = client.get(Page.objects.get(pk=case.pk).get_parent().url).text
    assert "part-1" not in text and ids(text) == [case.pk]


def test_pages_of_the_programme_are_one_list(client, shows):
    page, made = shows
    for _number in range(8):
        factories.EpisodePageFactory(parent=made["series"], start=timezone.now() + timedelta(days=30), end=None)
    first, second = (ids(client.get(page.url, {"page": number}).text) for number in (1, 2))
    assert len(first) == 12 and len(second) == 3 and not set(first) & set(second)
    assert second[-1] == made["cancelled"].pk


def test_queries_do_not_grow(client, shows):
    page, made = shows
    client.get(page.url)
    with CaptureQueriesContext(connection) as few:
        client.get(page.url)
    for _number in range(2):
        factories.EpisodePageFactory(parent=made["series"], start=timezone.now() + timedelta(days=30), end=None)
    client.get(page.url)
    with CaptureQueriesContext(connection) as many:
        client.get(page.url)
    assert len(many) == len(few)


def test_home_shows_as_new_only_what_can_be_read_or_watched(client, shows, home):
    _page, made = shows
    text = client.get(home.url).text
    new = text[text.index('id="new"') : text.index('id="line"')]
    assert made["recorded"].pk in ids(new)
    assert not {made["past"].pk, made["cancelled"].pk, made["next"].pk} & set(ids(new))
    assert text.index('id="coming"') < text.index('id="new"')


def test_cancelled_evening_says_since_when(client, shows):
    _page, made = shows
    evening = made["next"]
    assert "Afgelast op" not in client.get(evening.url).text
    for cancelled in (True, True):
        evening.cancelled = cancelled
        publish(evening)
    log = PageLogEntry.objects.filter(page=evening.pk, action="wagtail.publish").order_by("-timestamp")
    for days, row in enumerate(list(log), start=2):  # the first of the two stands second
        PageLogEntry.objects.filter(pk=row.pk).update(timestamp=timezone.now() - timedelta(days=days))
    day = date_format(timezone.localtime() - timedelta(days=3), "j F Y")
    assert re.search(rf"Afgelast op <time [^>]+>{day}</time>", client.get(evening.url).text)


def test_cancelled_evening_says_what_one_can_come_to(client, shows):
    _page, made = shows
    text = client.get(made["cancelled"].url).text
    assert re.search(r"<s><time [^>]+>[^<]+</time></s>", text)
    assert f'Hier kun je wel heen: <a href="{made["next"].url}">' in text
    assert "<s><time" not in client.get(made["next"].url).text
