"""Links of public entries by a moved clock: asked once a week, broken after two silent answers, own ones at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.links import checking, schedule, tasks
from editorial.links.broken import find_broken
from editorial.links.models import LinkedAddress, PageLink
from editorial.models import DailyRun
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A function that moves the clock."""

    def move(moment: datetime):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(MONDAY)
    return move


def make_case(html: str, **values):
    return factories.CasePageFactory(body=factories.make_text(html), **values)


def test_links_are_read_at_publication_and_go_with_the_next_one(home, work):
    page = make_case('<a href="https://a.example/x">a</a> <a href="/thuis/">b</a>')
    work()
    assert set(PageLink.objects.filter(page=page).values_list("address__url", "words")) == {
        ("https://a.example/x", "a"),
        ("/thuis/", "b"),
    }
    page.body = factories.make_text('<a href="https://b.example/">c</a>')
    page.save_revision().publish()
    work()
    assert list(LinkedAddress.objects.values_list("url", flat=True)) == ["https://b.example/"]


def test_round_begins_once_a_week_and_asks_each_address_once(home, work, clock, monkeypatch):
    make_case('<a href="https://a.example/">a</a>')
    make_case('<a href="https://a.example/">a</a> <a href="/nergens/">own</a>')
    work()
    asked = []
    monkeypatch.setattr(checking.check, "__defaults__", (lambda url: asked.append(url) or (True, "200"),))
    for days in range(15):
        clock(MONDAY - timedelta(days=1) + timedelta(days=days))
        schedule.check_weekly()
        schedule.check_weekly()
        work()
    assert asked == ["https://a.example/"] * 2
    assert DailyRun.objects.filter(job="links").count() == 2


def test_round_can_be_switched_off(clock, settings):
    settings.CHECK_LINKS = False
    assert schedule.check_weekly() is False


def test_silence_is_broken_the_second_time_and_gone_at_once(home, work, clock):
    make_case('<a href="https://a.example/">a</a>')
    work()
    address = LinkedAddress.objects.get()
    states = []
    for answer in ((None, "TimeoutError"), (None, "502"), (True, "200"), (None, "502"), (False, "404")):
        checking.check(address, lambda url, answer=answer: answer)
        address.refresh_from_db()
        states.append(address.state)
    assert states == ["failed", "broken", "works", "failed", "broken"]


def test_link_to_a_page_is_broken_the_moment_that_the_page_goes(home, chief_editor, work):
    target = factories.CasePageFactory(title="Doel")
    page = make_case(f'<a linktype="page" id="{target.pk}">daar</a>', title="Bron")
    work()
    assert page.pk not in find_broken()
    target.unpublish()
    assert find_broken()[page.pk] == ["een link gaat naar “Doel”, dat niet openbaar is"]
    assert "Bron" in chief_editor.get(reverse("broken_links_report")).text
    target.save_revision().publish()
    assert page.pk not in find_broken()


def test_addresses_of_this_site_are_asked_at_the_moment(home, work, settings):
    target = factories.CasePageFactory(title="Doel")
    links = [target.url, "/zoeken/", "/nergens/te-vinden/", f"{settings.SITE_URL}/ook-niet/"]
    page = make_case(" ".join(f'<a href="{url}">x</a>' for url in links))
    work()
    found = find_broken()[page.pk]
    assert len(found) == 2 and "/nergens/te-vinden/" in found[0] and "/ook-niet/" in found[1]
    target.unpublish()
    assert len(find_broken()[page.pk]) == 3


def test_drafts_are_not_reported(home, work):
    make_case('<a href="/nergens/">x</a>', publish=False)
    tasks.read_all_links.enqueue()
    work()
    assert find_broken() == {}
