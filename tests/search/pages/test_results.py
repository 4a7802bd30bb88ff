"""The results page: sorting, pager, query notice, promoted results, other languages, feed, OpenSearch."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from search.models import CompoundException, Promotion, SearchPassage, Synonym
from search.query.request import SearchRequest
from tests import factories
from tests.publishing import publish
from tests.query_counts import count_queries
from tests.translations import publish_english_home

pytestmark = pytest.mark.django_db


def make_cases(number: int, **values) -> list:
    """Return cases with the word of these tests."""
    made = [factories.CasePageFactory(display_date=f"2025-01-{day + 1:02}", **values) for day in range(number)]
    factories.do_work()
    return made


def test_marks_that_outside_checks_rely_on(look, home):
    case = make_cases(1)[0]
    html = look().html
    passage = SearchPassage.objects.get(entry=case, anchor="aanpak-van-de-straat")
    assert f'<article class="hit" data-entry="{case.pk}"' in html
    assert f'<a data-passage="{passage.pk}" href="{case.url}#aanpak-van-de-straat-2">' in html
    assert 'data-count="1"' in html


def test_by_date_newest_first(look, home):
    cases = make_cases(3)
    assert look(sort="date").entries == [case.pk for case in reversed(cases)]
    assert "nieuwste eerst" in look().html


def test_pages_are_bounded_and_whole(look, home):
    cases = make_cases(23)
    pages = [look(page=number) for number in (1, 2, 3)]
    assert [len(page.entries) for page in pages] == [10, 10, 3]
    assert {pk for page in pages for pk in page.entries} == {case.pk for case in cases}
    for number in ("4", "99999", "-1", "0", "9223372036854775808", "x", "1\x00"):
        assert look(page=number).count == 23
    assert look(page=99).entries == pages[2].entries
    assert 'rel="next"' in pages[0].html and 'rel="next"' not in pages[2].html
    assert ['rel="prev"' in page.html for page in pages] == [False, True, True]


def test_synonym_is_said_and_undone(look, home):
    make_cases(1)
    Synonym.objects.create(typed="calendula", also="goudsbloemen, gouden bloem")
    page = look(q="calendula")
    assert page.count == 1
    assert "Ook gezocht op:" in page.html and "goudsbloemen" in page.html
    undo = re.search(r'href="([^"]*without=synonyms)"', page.html).group(1).replace("&amp;", "&")
    assert undo == "/zoeken/?q=calendula&without=synonyms"
    assert look(q="calendula", without="synonyms").count == 0
    assert look(q="goudsbloem", without="synonyms").count == 1


def test_one_way_synonym_does_not_come_back(look, home):
    make_cases(1)
    factories.CasePageFactory(lead="Een calendula.", body=factories.make_text("Calendula staat hier."))
    factories.do_work()
    Synonym.objects.create(typed="goudsbloemen", also="calendula", both_ways=False)
    assert (look(q="goudsbloemen").count, look(q="calendula").count) == (2, 1)
    Synonym.objects.all().delete()
    assert (look(q="goudsbloemen").count, look(q="calendula").count) == (1, 1)


def test_synonym_of_the_other_language_does_nothing(look, home):
    make_cases(1)
    Synonym.objects.create(typed="calendula", also="goudsbloemen", language="en")
    assert look(q="calendula").count == 0


def test_exception_of_the_splitter_is_indexed_at_once(look, home):
    factories.CasePageFactory(body=factories.make_text("De kwartiermakersdag begint vroeg."))
    factories.do_work()
    CompoundException.objects.create(word="kwartiermakersdag", parts="kwartiermaker dag")
    factories.do_work()
    assert look(q="kwartiermaker").count == 1
    CompoundException.objects.update_or_create(word="kwartiermakersdag", defaults={"parts": ""})
    factories.do_work()
    assert look(q="kwartiermaker").count == 0


def tips(page) -> list[str]:
    """Return the titles of a page's promoted results."""
    return re.findall(r'<li><a href="[^"]+">([^<]+)</a> <span>Begin hier.', page.html)


def test_promotion_matches_what_is_asked_and_not_what_is_typed(look, home):
    page = factories.StandardPageFactory(title="Zo vind je een stageplek")
    Promotion.objects.create(words="stage in de wijk", page=page, note="Begin hier.")
    for text in ("stage wijk", "stages in de wijken", "WIJK stage"):
        assert tips(look(q=text)) == [page.title], text
    assert tips(look(q="stage")) == tips(look("/en/search/", q="stage wijk")) == []


@pytest.mark.parametrize("change", ["until", "unpublished", "private"])
def test_promotion_ends_with_its_date_and_its_page(look, home, change):
    page = factories.StandardPageFactory(title="Zo vind je een stageplek")
    tip = Promotion.objects.create(words="stage", page=page, until=timezone.localdate(), note="Begin hier.")
    assert tips(look(q="stage")) == [page.title]
    if change == "until":
        tip.until = timezone.localdate() - timedelta(days=1)
        tip.save()
    elif change == "unpublished":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert tips(look(q="stage")) == []


def test_only_what_is_to_come_is_lifted(look, home):
    old = factories.GatheringPageFactory(
        title="Zaaidag", start=timezone.now() - timedelta(days=900), end=timezone.now() - timedelta(days=899)
    )
    new = factories.GatheringPageFactory(title="Zaaidag")
    factories.do_work()
    assert look(q="zaaidag").entries == [new.pk, old.pk]


def test_other_language_stands_in_a_block_of_its_own(look, home):
    index = factories.IndexPageFactory(parent=publish_english_home(), slug="labs")
    make_cases(2)
    cases = make_cases(4, parent=index)
    page = look()
    assert (page.count, len(page.entries)) == (2, 2)
    assert "Ook 4 in het Engels" in page.html and page.html.count('hreflang="en"') >= 3
    assert page.numbers("language") == {"nl": 2, "en": 4}
    both = look(language=["nl", "en"])
    assert (both.count, set(both.entries) >= {case.pk for case in cases}) == (6, True)
    assert "in het Engels</h3>" not in both.html
    only = look(language="en")
    assert set(only.entries) == {case.pk for case in cases} and "Ook 2 in het Nederlands" in only.html


def test_nothing_found_helps(look, home):
    theme, place = factories.ThemeFactory(name="Wonen"), factories.PlaceFactory(name="Laak")
    make_cases(1, themes=[theme], places=[place])
    page = look(q="qwertyuiop")
    assert (page.count, page.entries) == (0, [])
    for url in (theme.get_absolute_url(), place.get_absolute_url(), "/contact/"):
        assert f'href="{url}"' in page.html
    filtered = look(year="1950", theme="wonen")
    assert filtered.count == 0
    assert 'href="/zoeken/?q=goudsbloemen&amp;theme=wonen"' in filtered.html


def test_feed_of_a_search(client, look, home):
    cases = make_cases(2)
    factories.CasePageFactory(body=factories.make_text("Iets anders."))
    factories.do_work()
    address = re.search(r'href="(/zoeken/feed/[^"]*)"', look(kind="case").html).group(1).replace("&amp;", "&")
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    assert {entry.id for entry in feed.entries} == {f"urn:uuid:{case.translation_key}" for case in cases}
    assert client.get("/en/search/feed/", {"q": "goudsbloemen"}).status_code == 200
    assert len(feedparser.parse(client.get("/zoeken/feed/").content).entries) == 0


def test_opensearch_description_is_whole(client, home):
    for path in ("/zoeken/opensearch.xml", "/en/search/opensearch.xml"):
        response = client.get(path)
        root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own answer
        space = "{http://a9.com/-/spec/opensearch/1.1/}"
        assert len(root.find(f"{space}ShortName").text) <= 16
        templates = [url.get("template") for url in root.findall(f"{space}Url")]
        assert any(template.endswith("?q={searchTerms}") for template in templates)
        assert f'href="{path}"' in client.get("/" if path.startswith("/zoeken") else "/en/search/").text


def measure(client, number: int) -> dict[str, int]:
    """Return {address: queries} of warm requests, with `number` of everything."""
    cache.clear()
    theme, place = factories.ThemeFactory(name="Wonen"), factories.PlaceFactory(name="Laak")
    for _ in range(number):
        partner = factories.OrganisationFactory()
        case = factories.CasePageFactory(themes=[theme], places=[place])
        case.partnerships.create(organisation=partner, role="partner")
        publish(case)
        Synonym.objects.create(typed=f"woord{partner.pk}", also="ander")
        Promotion.objects.create(words="goudsbloemen", page=case)
    factories.do_work()
    found = {}
    for address in ("/zoeken/?q=goudsbloemen", "/zoeken/?q=goudsbloemen&theme=wonen&place=laak&sort=date",
                    "/zoeken/suggesties/?q=cas", "/zoeken/feed/?q=goudsbloemen", "/zoeken/?q=qwertyuiop"):  # fmt: skip
        found[address] = count_queries(client, address)[0]
    return found


def test_queries_do_not_grow(client, home):
    sid = transaction.savepoint()
    one = measure(client, 1)
    transaction.savepoint_rollback(sid)
    three = measure(client, 3)
    assert one == three
    assert max(three.values()) <= 18, three


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.sampled_from(["kind", "theme", "page", "sort", "without"]), st.text(max_size=20))),
)
def test_any_wish_has_one_address(text, pairs):
    query = QueryDict(mutable=True)
    query["q"] = text
    for name, value in pairs:
        query.appendlist(name, value)
    search_request = SearchRequest.from_query(query, "nl")
    assert SearchRequest.from_query(QueryDict(search_request.query_string()), "nl") == search_request
