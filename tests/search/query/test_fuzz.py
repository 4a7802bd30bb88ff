"""300 hostile queries of the parser and the database's engine; 20,000 in `make bench ONLY=fuzz`."""

import pytest

from search.query.executor import search
from search.query.hits import find_passage_hits
from search.query.parser import parse_query
from tests.factories import CasePageFactory
from tests.search.query import fuzz

pytestmark = pytest.mark.django_db


def test_any_question_gets_an_answer_from_the_engine_itself(home, work):
    CasePageFactory()
    work()
    for number, text in enumerate(fuzz.make(7, 300)):
        found = search(parse_query(text, "nl" if number % 2 else "en"), "nl")
        assert not found.degraded, repr(text)
        for shown in find_passage_hits(found, found.entry_ids[:3]).values():
            assert len(shown) <= 3
