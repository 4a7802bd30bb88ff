"""Pages that are ready: who gets them, until when, and what is never kept."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from page_cache import front, reads
from page_cache.middleware import AGAIN, PageCacheMiddleware
from page_cache.models import Change
from search.models import LoggedQuery
from tests import factories
from tests.publishing import publish
from tests.query_counts import CaptureQueriesContext, connection

TITLE = "Meikevertuin"


@pytest.fixture(scope="module", autouse=True)
def page(module_db):
    """A published page."""
    factories.get_home()
    return factories.CasePageFactory(title=TITLE)


@pytest.fixture
def case(db, page, settings):
    """The page as it is in the database; the cache is on."""
    settings.PAGE_CACHE = True
    return Page.objects.get(pk=page.pk).specific


def told(response) -> str:
    """Return what Server-Timing says."""
    return re.fullmatch(r'cache;desc="(\w+)"', response["Server-Timing"])[1]


def test_second_reader_gets_it_without_a_query(client, case):
    first = client.get(case.url, headers={"Accept-Encoding": "gzip"})
    with CaptureQueriesContext(connection) as queries:
        second = Client().get(case.url, headers={"Accept-Encoding": "gzip"})
    assert (told(first), told(second)) == ("miss", "hit")
    assert first.content == second.content and first["Content-Encoding"] == second["Content-Encoding"] == "gzip"
    assert len(queries) == 1 and "page_cache_change" in queries[0]["sql"]
    assert set(first.headers) == set(second.headers)


def test_answer_that_lacks_something_says_nothing_of_the_next_one(client, case, rf):
    PageCacheMiddleware(lambda request: reads.mark_incomplete() or HttpResponse())(rf.get("/zoeken/?q=stad"))
    assert reads.is_incomplete() and told(client.get(case.url)) == "miss" and told(client.get(case.url)) == "hit"


def test_head_and_condition(client, case):
    whole = client.get(case.url)
    for ask in (client, Client()):
        head = ask.head(case.url)
        assert head.content == b"" and head["Content-Length"] == str(len(whole.content)) and told(head) == "hit"
        same = ask.get(case.url, headers={"If-None-Match": whole["ETag"]})
        assert same.status_code == 304 and same.content == b"" and same["ETag"] == whole["ETag"]
    front.forget()
    assert client.get(case.url, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    front.forget()
    assert client.head(case.url)["Content-Length"] == str(len(whole.content))
    assert told(client.get(case.url)) == "hit"


def test_change_ends_it(client, case):
    client.get(case.url)
    case.title = "Zandbijenberm"
    publish(case)
    assert "Zandbijenberm" in client.get(case.url).text
    PageViewRestriction.objects.create(page=case, restriction_type="password", password="x")
    for _time in range(2):
        answer = client.get(case.url)
        assert "Zandbijenberm" not in answer.text and told(answer) == "bypass"
    PageViewRestriction.objects.all().delete()
    assert "Zandbijenberm" in client.get(case.url).text
    case.unpublish()
    assert client.get(case.url).status_code == 410 and told(client.get(case.url)) == "bypass"


def test_clock_ends_it(client, case, monkeypatch):
    noon = timezone.localtime().replace(hour=12)  # far from midnight, which ends pages too
    moment = noon + timedelta(minutes=20)
    Page.objects.filter(pk=case.pk).update(expire_at=moment)
    event = factories.EpisodePageFactory(start=noon + timedelta(minutes=5), end=noon + timedelta(minutes=9))
    states = []
    for minutes in (0, 4, 6, 10, 19, 20):
        now = moment + timedelta(minutes=minutes - 20)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        states.append((told(client.get(event.url)), client.get(case.url).status_code))
        assert told(client.get(event.url)) == "hit"
    assert states == [("miss", 200), ("hit", 200), ("miss", 200), ("miss", 200), ("hit", 200), ("miss", 410)]


def test_midnight_ends_it(client, case, monkeypatch):
    client.get(case.url)
    assert told(client.get(case.url)) == "hit"
    tomorrow = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert told(client.get(case.url)) == "miss"


def test_unknown_names_make_no_entries(client, case):
    client.get(case.url)
    kept = len(front.store)
    for number in range(5):
        answer = client.get(case.url, {"utm_source": number, "theme": "x"})
        assert told(answer) == "hit" and "utm_source" not in answer.text
    assert len(front.store) == kept


def test_names_that_a_listing_knows_do(client, case):
    listing = case.get_parent().url
    plain = client.get(listing)
    answers = [client.get(listing, {"utm": number, "sort": "title"}) for number in range(3)]
    # The first says what the listing asks for; it may hold what it was asked with.
    assert [told(answer) for answer in answers] == ["bypass", "miss", "hit"]
    assert {answer.content for answer in answers} == {answers[0].content} != {plain.content}


def test_searches_are_counted_and_not_kept(client, case):
    kept = len(front.store)
    assert {told(client.get("/zoeken/", {"q": "wijk"})) for _time in range(2)} == {"bypass"}
    assert len(front.store) == kept and not LoggedQuery.objects.exists()
    assert [told(client.get("/zoeken/")) for _time in range(2)] == ["miss", "hit"]


@pytest.mark.parametrize("url", ["/contact/", "/bestaat-niet/", "/stadslabs"])
def test_forms_and_errors_are_not_kept(client, case, url):
    assert {told(client.get(url)) for _time in range(2)} == {"bypass"}


def test_editors_pass_by(client, case, chief_editor):
    client.get(case.url)
    assert told(chief_editor.get(case.url)) == "bypass"
    assert "Server-Timing" not in chief_editor.get("/beheer/")
    client.cookies["unknown"] = "1"
    assert told(client.get(case.url)) == "hit"
    client.cookies["messages"] = "1"
    assert told(client.get(case.url)) == "bypass"
    assert told(client.post(case.url)) == "bypass"


@pytest.mark.parametrize("headers", [{"Host": "localhost:81"}, {"Authorization": "Basic x"}])
def test_other_ports_and_passwords_get_no_entry(client, case, headers):
    client.get(case.url)
    kept = len(front.store)
    assert told(client.get(case.url, headers=headers)) == "bypass" and len(front.store) == kept


def test_off_and_closed(client, case, settings):
    settings.PAGE_CACHE = False
    assert {told(client.get(case.url)) for _time in range(2)} == {"bypass"}
    settings.PAGE_CACHE = True
    Change.objects.create(amount=None)
    answer = client.get(case.url)
    assert told(answer) == "bypass" and answer["ETag"]
    assert client.get("/-/ready").json()["pages"] == "made anew"
    Change.objects.filter(amount=None).delete()
    assert client.get("/-/ready").json()["pages"] == "kept"


def test_picture_that_found_no_room_is_not_kept(client, case, monkeypatch):
    case.hero_image = factories.SiteImageFactory()
    publish(case)
    with monkeypatch.context() as patch:
        patch.setattr(type(case.hero_image), "get_renditions", fail)
        assert told(client.get(case.url)) == "bypass"
    assert [told(client.get(case.url)) for _time in range(2)] == ["miss", "hit"]


def fail(*args, **kwargs):
    """Be a disk without room."""
    raise OSError(28, "No space left on device")


def test_answer_begun_before_a_change_is_not_given_after_it(client, case, monkeypatch):
    """The page is changed while it is made: what was made is for nobody after that."""
    make = type(case).get_context

    def change(self, *args, **kwargs):
        context = make(self, *args, **kwargs)
        monkeypatch.undo()
        Page.objects.filter(pk=case.pk).update(title="Zandbijenberm")
        return context

    monkeypatch.setattr(type(case), "get_context", change)
    assert "Zandbijenberm" not in client.get(case.url).text
    answer = client.get(case.url)
    assert "Zandbijenberm" in answer.text and told(answer) == "miss"


def test_error_of_two_states_is_asked_again(rf, case):
    """Looked up before it was published, and asked after that whether it was withdrawn: it is there."""
    answers = [(404, "Zandbijenberm"), (200, "Meikevertuin"), (404, "Akkerhommel")]

    def answer(request):
        status, title = answers.pop(0)
        assert vars(request).setdefault("noted", status) == status
        if status == 404 and len(answers) == 2:
            Page.objects.filter(pk=case.pk).update(title=title)
        return HttpResponse(title, status=status)

    site = PageCacheMiddleware(answer)
    assert site(rf.get("/eerst/")).content == b"Meikevertuin"
    assert site(rf.get("/dan/")).content == b"Akkerhommel" and not answers


@pytest.mark.parametrize(("status", "times"), [(404, AGAIN), (500, AGAIN), (410, 1), (200, 1)])
def test_only_what_may_be_of_two_states_is_asked_again(rf, case, status, times):
    """While others change something all the time."""
    asked = []

    def answer(request):
        asked.append(request)
        Page.objects.filter(pk=case.pk).update(title=f"Meikevertuin {len(asked)}")
        return HttpResponse(status=status)

    assert PageCacheMiddleware(answer)(rf.get("/weg/")).status_code == status
    assert len(asked) == times
