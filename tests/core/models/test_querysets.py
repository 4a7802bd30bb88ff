"""The rule of what everybody may read, at the very second; and every public place that follows it, the clock moved."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page

from core.models import EarlierVersion, EntryPage
from core.models.querysets import find_next_date, is_published, readable_pages
from tests import factories
from tests.documents import make_pdf
from tests.publishing import publish
from tests.recordings import recorded

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
FLAG = re.compile(r"\.live\(\)|\.public\(\)|\blive=True|not_expired")
# Where Wagtail's flag is meant: what an editor may do, what is stored, and who takes the flag down.
MEANT = {
    "site/media/page_dates.py": "the rule itself",
    "site/core/models/querysets.py": "what only the clock hides",
    "site/core/entries/planned.py": "takes the flag down",
    "site/core/entries/superseding.py": "keeps what was published, whoever may read it now",
    "site/core/filters/facet_index.py": "holds values of entries; counts only what a query found readable",
    "site/editorial/page_creation.py": "sections in which an editor may make an entry",
    "search/evaluation/corpus.py": "makes entries of a throw-away index",
}
TICK = timedelta(microseconds=1)
WORD = "Meikever"


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.parametrize("offset", [-TICK, timedelta(0), TICK])
def test_second_of_expiry_and_of_begin(home, at, offset):
    moment = timezone.now() + timedelta(hours=1)
    ending, beginning = factories.CasePageFactory(), factories.CasePageFactory()
    Page.objects.filter(pk=ending.pk).update(expire_at=moment)
    Page.objects.filter(pk=beginning.pk).update(go_live_at=moment)
    at(moment + offset)
    found = set(EntryPage.objects.readable().values_list("pk", flat=True))
    assert found == {ending.pk if offset < timedelta(0) else beginning.pk}
    assert found < set(readable_pages().values_list("pk", flat=True))
    assert find_next_date(timezone.now()) == (moment if offset < timedelta(0) else None)


def test_flag_counts_too(home):
    draft = factories.CasePageFactory(publish=False)
    assert not Page.objects.filter(is_published(), pk=draft.pk).exists()


@pytest.mark.parametrize(
    "make", [factories.StandardPageFactory, factories.IndexPageFactory, factories.AgendaPageFactory]
)
def test_pages_that_are_no_entries_go_too(client, home, at, make):
    page = make(title=WORD, show_in_menus=True)
    assert client.get(page.url).status_code == 200 and WORD in client.get("/").text
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(hours=1))
    at(timezone.now() + timedelta(hours=1))
    assert client.get(page.url).status_code == 404
    assert client.options(page.url).status_code == 404
    assert WORD not in client.get("/").text and WORD.lower() not in client.get("/sitemap.xml").text


def test_expired_series_is_on_no_page_of_its_episodes(client, home, at):
    series = factories.SeriesPageFactory(title=WORD)
    episodes = [factories.EpisodePageFactory(title=f"Avond {number}", number=number) for number in (1, 2)]
    assert WORD in client.get(episodes[0].url).text
    Page.objects.filter(pk=series.pk).update(expire_at=timezone.now() + timedelta(minutes=1))
    at(timezone.now() + timedelta(minutes=1))
    response = client.get(episodes[0].url)
    assert response.status_code == 200 and WORD not in response.text
    assert WORD not in client.get("/agenda/").text and WORD not in client.get("/").text


@pytest.fixture
def planned(home, work):
    """An event with a recording and a report with a PDF, both with a picture and an earlier version, that expire in an hour."""
    factories.AgendaPageFactory(slug="agenda")
    names = {"themes": [factories.ThemeFactory(name="Wonen")], "places": [factories.PlaceFactory(name="Laak")]}
    image = factories.SiteImageFactory(file=factories.make_image_file("meikever.png"))
    episode = factories.EpisodePageFactory(
        title=f"{WORD} avond",
        slug="meikever-avond",
        **names,
        hero_image=image,
        **recorded(start=timezone.now() - timedelta(days=3)),
    )
    document = factories.SiteDocumentFactory(file=ContentFile(make_pdf([WORD]), name="meikever.pdf"))
    report = factories.ReportPageFactory(title=f"{WORD} rapport", slug="meikever-rapport", **names, pdf=document)
    person, organisation = factories.PersonFactory(name="Sanne"), factories.OrganisationFactory(name="Haag")
    report.contributions.create(person=person, role="author")
    report.partnerships.create(organisation=organisation)
    related = factories.CasePageFactory(title="Blijft")
    related.related_entries.create(target=report)
    publish(related)
    publish(report)
    report.corrections = [
        ("correction", {"date": timezone.localdate(), "was": "Zeven.", "now": "Negen.", "keep": True})
    ]
    publish(report)
    work()
    Page.objects.filter(pk__in=[episode.pk, report.pk]).update(expire_at=timezone.now() + timedelta(hours=1))
    files = [document.url, image.get_rendition("width-20|format-webp").url, episode.recording_file.url,
             f"/media/captions/{episode.pk}/nl.vtt", report.share_image_url, f"{episode.url}kit/card.png",
             EarlierVersion.objects.get().get_absolute_url(), report.url, episode.url, f"{episode.url}agenda.ics"]  # fmt: skip
    lists = ["/", report.get_parent().url, "/agenda/", "/themas/wonen/", "/plekken/laak/", "/organisaties/haag/", "/mensen/sanne/",
             related.url, f"/zoeken/?q={WORD}", "/zoeken/?kind=report", f"/zoeken/feed/?q={WORD}", f"/zoeken/suggesties/?q={WORD}",
             "/feeds/alles.xml", "/feeds/podcast.xml", "/agenda/agenda.ics", "/themas/wonen/agenda.ics", "/sitemap.xml"]  # fmt: skip
    return {"files": files, "lists": lists}


def test_expired_entry_is_on_no_surface_while_the_clock_is_late(client, planned, at):
    assert [path for path in planned["files"] if client.get(path).status_code != 200] == []
    seen = [path for path in planned["lists"] if WORD.lower() in read(client, path)]
    assert seen == planned["lists"]
    counts = count(client)
    at(timezone.now() + timedelta(hours=1))
    assert [path for path in planned["files"] if client.get(path).status_code not in {404, 410}] == []
    assert [path for path in planned["lists"] if WORD.lower() in read(client, path)] == []
    assert [client.get(path).status_code for path in planned["files"][-3:-1]] == [410, 410]
    # Not one number outlives it, warm caches or not: themes, places, home, search and its facets.
    assert (counts, count(client)) == (["2", "2", "2", "2"], ["0", "0", None, "0"])


def read(client, path: str) -> str:
    """Return a page's text in small letters, without the words of the question that it repeats."""
    response = client.get(path)
    text = b"".join(response).decode().lower()
    if "?q=" in path and "feed" not in path and "suggesties" not in path:
        return WORD.lower() if "data-entry" in text else ""
    return text.replace(f"q={WORD.lower()}", "").split("</title>", 1)[-1] if "feed/?" in path else text


def count(client) -> list[str | None]:
    """Return the numbers of a theme and a place in their lists, of the theme on the home page, and of the search."""

    def number(path: str, name: str) -> str | None:
        text = client.get(path).text
        return text[text.index(name) :].split('<data value="')[1].split('"')[0] if name in text else None

    found = client.get(f"/zoeken/?q={WORD}").text.split('data-count="')[1].split('"')[0]
    return [number("/themas/", "Wonen</a>"), number("/plekken/", "Laak</a>"), number("/", "Laak</a>"), found]
