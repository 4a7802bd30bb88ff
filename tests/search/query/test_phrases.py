"""Phrases of a query, which an index without stop words cannot tell: the texts of entries do."""

import pytest

from search.query.cache import get_curation
from search.query.executor import search
from search.query.language_results import LanguageResults
from search.query.parser import parse_queries, parse_query
from tests.factories import CasePageFactory, make_text

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request):
    """Each engine as that of the site."""
    return None if request.param == "database" else request.getfixturevalue("elastic_site")


def ask(text: str) -> LanguageResults:
    return search(parse_query(text, "nl", synonyms=False, corrections=False))


def make(*texts: str) -> list[int]:
    """Return the ids of entries with these texts."""
    return [CasePageFactory(title=f"Plan {at}", body=make_text(text)).pk for at, text in enumerate(texts)]


def test_an_entry_with_a_phrase_needs_no_light_word(engine, home, work):
    [pk] = make("De bewoners van onze wijk maken een plan.")
    work()
    assert ask('"onze wijk" bewoners tussen').entry_ids == [pk]
    found = ask('"onze wijk" kweepeer tussen')
    assert (found.entry_ids, found.missing) == ([], {pk: ("kweepeer",)})


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ('studenten -"werk van studenten"', [1, 2]),
        ('studenten -"werk met de studenten"', [0, 2]),
        ('studenten -"werk studenten"', [0, 1, 2]),
        ('studenten -"goede studenten"', [0, 1]),
        ('studenten -"het goede"', [0, 1]),
        ('studenten werk -"werk van studenten"', [1]),
    ],
)
def test_only_an_entry_with_the_excluded_phrase_is_left_out(engine, home, work, query, kept):
    pks = make("Het werk van studenten.", "Het werk met de studenten.", "Het goede studenten doen.")
    work()
    assert sorted(ask(query).entry_ids) == [pks[at] for at in kept]


@pytest.mark.parametrize("text", ["regenwater in de tuin", '"openbare ruimte" -auto', "energie OR warmte", "-auto", ""])
def test_a_text_is_read_in_two_languages_at_once_as_in_each_of_them(text):
    curations = {code: get_curation().for_language(code) for code in ("nl", "en")}
    assert parse_queries(text, curations) == {code: parse_query(text, code) for code in curations}
