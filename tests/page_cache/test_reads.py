"""A page is the same after a change when all that it was made from is: found out without making it anew."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from core.listings.cached_counts import get_or_compute
from core.models import EntryPage
from page_cache import facts, front, reads
from page_cache.middleware import PageCacheMiddleware
from page_cache.state import name_state
from page_cache.ticket import Ticket
from tests import factories
from tests.page_cache.test_middleware import told
from tests.query_counts import CaptureQueriesContext, connection

TITLE, OTHER = "Meikevertuin", "Zandbijenberm"


@pytest.fixture(scope="module", autouse=True)
def pages(module_db):
    """Two published pages."""
    factories.get_home()
    return factories.CasePageFactory(title=TITLE), factories.CasePageFactory(title=OTHER)


@pytest.fixture
def case(db, pages, settings):
    """The first one; the cache is on."""
    settings.PAGE_CACHE = True
    return Page.objects.get(pk=pages[0].pk).specific


def change(page, **values) -> None:
    """Change a row of a page past all signals."""
    Page.objects.filter(pk=page.pk).update(**values)


def test_page_that_a_change_does_not_touch_is_not_made_anew(client, case, pages, monkeypatch):
    first = client.get(case.url)
    change(pages[1], seo_title="Iets anders")
    monkeypatch.setattr(type(case), "serve", None)  # it could not be made
    with CaptureQueriesContext(connection) as queries:
        second = client.get(case.url)
    assert (told(first), told(second)) == ("miss", "hit") and first.content == second.content
    assert dict(first.headers) | {"Server-Timing": ""} == dict(second.headers) | {"Server-Timing": ""}
    assert any('"wagtailcore_page"' in query["sql"] for query in queries)
    with CaptureQueriesContext(connection) as queries:
        assert told(client.get(case.url)) == "hit"
    assert len(queries) == 1  # the number alone


def test_page_that_it_touches_is(client, case, pages):
    listing = case.get_parent().url
    for number in range(3):
        for address in (case.url, listing, "/"):
            client.get(address)
        change(case, title=f"{TITLE}{number}")
        assert f"{TITLE}{number}" in client.get(case.url).text and f"{TITLE}{number}" in client.get(listing).text
    assert OTHER in client.get(listing).text
    change(pages[1], live=False)
    assert OTHER not in client.get(listing).text
    change(pages[1], live=True)
    assert OTHER in client.get(listing).text


def test_addresses_depend_on_site_and_languages(client, case):
    client.get(case.url)
    Site.objects.update(port=81)
    assert told(client.get(case.url)) != "hit"


def test_page_that_ended_by_the_clock_is_made_anew(client, case, pages, monkeypatch):
    noon = timezone.localtime().replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    change(case, expire_at=noon + timedelta(minutes=5))
    assert client.get(case.url).status_code == 200
    change(pages[1], seo_title="Nog iets")
    assert told(client.get(case.url)) == "hit"
    monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(minutes=6))
    change(pages[1], seo_title="Weer iets")
    assert client.get(case.url).status_code == 410


def test_present_moment_is_asked_again(db, pages, monkeypatch):
    present = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: present)
    with reads.recording() as made:
        list(EntryPage.objects.filter(first_published_at__lt=timezone.now()).values_list("pk"))
    (query,) = made.queries.values()
    assert list(query.clocks.values()) == [timedelta()]
    before = query.digest()
    monkeypatch.setattr(timezone, "now", lambda: present - timedelta(days=900))
    assert query.digest() != before  # nothing was published then


@pytest.mark.parametrize("address", ["/", "/zoeken/?q=stad", "/beheer/", "/-/alive"])
def test_present_moment_is_that_of_the_whole_request(db, rf, address):
    """Also of one whose answer is not kept: what it computes for others is."""
    found = []

    def respond(request):
        moment = timezone.now()
        with reads.recording() as made:
            list(EntryPage.objects.filter(first_published_at__lt=moment).values_list("pk"))
        found.extend(made.queries.values())
        return HttpResponse()

    PageCacheMiddleware(respond)(rf.get(address))
    assert [list(query.clocks.values()) for query in found] == [[timedelta()]]
    assert reads.begun.get() is None


def test_moments_of_a_query():
    """The present one, and what lies whole minutes from it; others of these days could be either."""
    now = timezone.now()
    begun = now - timedelta(seconds=3)
    texts = [str(moment.replace(tzinfo=None)) for moment in (now, now - timedelta(hours=2), now - timedelta(days=8))]
    assert reads.find_clocks(["", 1, *texts], begun, now) == {2: timedelta(), 3: timedelta(hours=-2)}
    for other in (begun - timedelta(seconds=1), now - timedelta(hours=2, seconds=1)):
        assert reads.find_clocks([now, other], begun, now) is None


@pytest.mark.parametrize(
    "read",
    [
        lambda: Page.objects.filter(pk=0).update(title=""),
        lambda: list(Page.objects.filter(expire_at__lt=timezone.now() - timedelta(hours=1))),
        lambda: reads.note(None),
        name_state,
        lambda: [Locale.objects.filter(pk=-number).exists() for number in range(reads.MOST + 1)],
    ],
)
def test_what_cannot_be_asked_again(db, read):
    with reads.recording() as made:
        read()
    assert made.queries is None and facts.make_reading(made, Ticket(0, 1e12)) is None


def test_kept_count_counts_for_who_uses_it(case, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "counts"}}

    def count() -> int:
        return get_or_compute("pages", Page.objects.count)

    recorded = []
    for _time in range(2):
        with reads.recording() as made:
            count()
        recorded.append([query for query in made.queries.values() if "COUNT(*)" in query.sql])
    assert recorded[0] == recorded[1] and len(recorded[1]) == 1


def test_state_that_is_over_gives_nothing(case):
    ticket = front.begin()
    with reads.recording() as made:
        Page.objects.count()
    assert facts.make_reading(made, ticket).holds(ticket)
    change(case, title="Anders")
    assert facts.make_reading(made, ticket) is None
