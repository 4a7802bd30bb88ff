"""Exceptions of the compound splitter: the index follows each change of one."""

import pytest

from search.models import CompoundException
from search.query.executor import search
from search.query.parser import parse_query
from tests.factories import CasePageFactory, make_text

pytestmark = pytest.mark.django_db


def entries(text: str) -> list[int]:
    return search(parse_query(text, "nl", synonyms=False, corrections=False)).entry_ids


@pytest.mark.parametrize(
    ("text", "word", "part"),
    [("De buurthuizen gaan open.", "buurthuis", "buurt"), ("De ideeënbus hangt.", "ideeënbus", "bus")],
)
def test_index_follows_an_exception_of_a_word_in_all_its_forms(home, work, text, word, part):
    case = CasePageFactory(body=make_text(text))
    work()
    assert entries(part) == [case.pk]
    exception = CompoundException.objects.create(word=word, parts="")
    work()
    assert entries(part) == []
    exception.word = "dorpspomp"
    exception.save()
    work()
    assert entries(part) == [case.pk]
    exception.word = word
    exception.save()
    work()
    assert entries(part) == []
    exception.delete()
    work()
    assert entries(part) == [case.pk]
