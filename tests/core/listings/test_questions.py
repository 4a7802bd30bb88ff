"""Newcomers find an answer within two clicks of the home page: its questions are headings of standard pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core.listings.questions import find_questions
from tests import factories

pytestmark = pytest.mark.django_db


def make_page(slug="hier", *headings):
    body = factories.make_text(*(f"<h2>{heading}</h2><p>Zo.</p>" for heading in headings))
    return factories.StandardPageFactory(parent=factories.get_home(), slug=slug, title=slug, body=body)


def test_home_leads_to_each_answer(client, home):
    page = make_page("hier", "Wie maakt dit?", "Over ons", "Mag ik & jij?")
    text = client.get("/").text.partition('id="new-here"')[2].partition("</section>")[0]
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', text)
    assert [words for _url, words in links] == ["Wie maakt dit?", "Mag ik &amp; jij?"]
    answers = client.get(page.url).text
    assert all(f'id="{url.partition("#")[2]}"' in answers for url, _words in links)


def test_without_questions_there_is_no_section(client, home):
    make_page("over", "Over ons")
    assert 'id="new-here"' not in client.get("/").text


def test_private_and_unpublished_pages_ask_nothing(home):
    make_page("a", "Geheim?").unpublish()
    PageViewRestriction.objects.create(page=make_page("b", "Besloten?"), restriction_type="login")
    assert find_questions(home) == []


def test_number_of_queries_does_not_depend_on_the_number_of_pages(home):
    numbers = []
    for number in (1, 3):
        make_page(f"p{number}", "Een?", "Twee?")
        with CaptureQueriesContext(connection) as queries:
            assert len(find_questions(home)) == (2 if number == 1 else 4)
        numbers.append(len(queries))
    assert numbers[0] >= numbers[1]
