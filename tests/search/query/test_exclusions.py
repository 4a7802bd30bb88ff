"""Excluded phrases are decided by texts before an engine is asked: partial matches and top passages are of what is left."""

import pytest
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from core.extensions import Redaction
from core.models import EntryPage
from search.engines.base import MIN_ENTRIES
from search.engines.registry import database_engine
from search.indexing.writer import make_documents
from search.models import SearchPassage
from search.query import exclusions
from search.query.exclusions import find_excluded
from search.query.executor import query_engines, search
from search.query.language_results import LanguageResults
from search.query.parsed_query import ParsedQuery
from search.query.parser import parse_query
from tests.factories import CasePageFactory, make_text

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request):
    """Each engine as that of the site."""
    return None if request.param == "database" else request.getfixturevalue("elastic_site")


def parse(text: str, language: str = "nl") -> ParsedQuery:
    return parse_query(text, language, synonyms=False, corrections=False)


def ask(text: str) -> LanguageResults:
    return search(parse(text))


def make(*texts: str, title: str = "Plan") -> list[int]:
    """Return the ids of entries with these texts."""
    return [CasePageFactory(title=f"{title} {at}", body=make_text(text)).pk for at, text in enumerate(texts)]


def add_passages(entry_id: int, *texts: str, language: str = "nl") -> None:
    """Give an entry these passages and no others, in the index too."""
    (first, *others) = SearchPassage.objects.filter(entry_id=entry_id).order_by("order")
    SearchPassage.objects.filter(pk__in=[other.pk for other in others]).delete()
    rows = []
    for order, text in enumerate(texts):
        row = SearchPassage.objects.get(pk=first.pk)
        row.pk, row.order, row.language, row.heading, row.text = first.pk + order, order, language, "", text
        row.save()
        rows.append(row)
    database_engine().write(entry_id, first.version + 1, make_documents(rows))


@pytest.fixture
def read(monkeypatch):
    """The ids of the passages of which a text was read, in order."""
    ids: list[int] = []
    original = exclusions._find_in_batch

    def note(passage_ids, *arguments):
        ids.extend(passage_ids)
        return original(passage_ids, *arguments)

    monkeypatch.setattr(exclusions, "_find_in_batch", note)
    return ids


@pytest.mark.parametrize("phrase", ["zolder in de kelder", "co-creatie"])
def test_partial_matches_are_looked_for_when_few_entries_are_left(engine, home, work, phrase):
    make(*[f"Over {phrase}: zolder en kelder."] * MIN_ENTRIES)
    whole, *partial = make("De kelder lijkt een zolder.", "Dit is een zolder.", "Hier is een kelder.", title="Ander")
    work()
    found = ask(f'zolder kelder -"{phrase}"')
    assert (found.entry_ids, sorted(found.partial_ids)) == ([whole], partial)
    assert ask("zolder kelder -co-creatie -zolder").entry_ids == []


def test_no_top_passage_is_of_an_entry_with_an_excluded_phrase(engine, home, work):
    make(*["Zorg in de wijk."] * 3)
    kept = make(*["Deze wijk is lang en breed en vraagt na jaren van overleg nog steeds om wat meer zorg."] * 3)
    work()
    found = query_engines(parse('zorg wijk -"zorg in de wijk"'), "nl", 2)
    assert len(found.candidates.top) == 2
    assert {candidate.entry_id for candidate in found.candidates.top} <= set(kept)
    assert sorted(found.candidates.entries) == kept


def test_wagtails_search_leaves_out_entries_with_an_excluded_phrase(engine, home, work):
    pks = make("Werk van studenten.", "Werk met de studenten.", "Studenten in co-creatie.")
    work()
    backend = get_search_backend()
    for text, kept in (('studenten -"werk van studenten"', pks[1:]), ("studenten -co-creatie", pks[:2])):
        for query in (text, PlainText(text, operator="and")):
            assert sorted({one.entry_id for one in backend.search(query, SearchPassage)}) == kept, query
    for text in ('"co-creatie"', PlainText('"co-creatie"', operator="and")):
        assert {one.entry_id for one in backend.search(text, SearchPassage)} == {pks[2]}, text


@pytest.mark.parametrize(
    ("phrase", "excluded"),
    [
        ("goede werk", [0]),
        ("goede en het werk", [1]),
        ("het goede", [0, 3]),
        ("creatie café", [2]),
        ("foto’s van A4’tjes", [2]),
        ("van goede", []),
    ],
)
def test_words_that_follow_each_other_in_the_index_only_are_no_phrase(home, work, phrase, excluded):
    texts = [
        "Het goede werk.",
        "De goede en het werk.",
        "Cocreatie: creatie, cafe; foto's van A4'tjes.",
        "Al het goede.",
    ]
    pks = make(*(f"Studenten. {text}" for text in texts))
    work()
    assert find_excluded(parse(f'studenten -"{phrase}"'), "nl") == {pks[at] for at in excluded}


def test_a_phrase_is_read_in_the_language_of_its_text(home, work):
    (pk,) = make("Studenten.")
    work()
    add_passages(pk, "studenten", "the city's work", language="en")
    assert find_excluded(parse('studenten -"city work"'), "nl") == {pk}


def test_a_redacted_passage_excludes_nothing(home, work):
    pks = make("Studenten. Het werk van Jansen.", "Studenten. Het werk van ons.")
    work()
    entry = EntryPage.objects.get(pk=pks[0])
    query = parse('studenten -"het werk van"')
    assert find_excluded(query, "nl") == set(pks)
    redactions = {entry.pk: Redaction(names=("Jansen",))}
    assert find_excluded(query, "nl", redactions) == {pks[1]}
    assert search(parse('studenten -"werk van jansen"'), redactions={}).entry_ids == [pks[1]]


def test_only_entries_that_the_query_may_find_are_read(home, work, read):
    pks = make("Het lab van de studenten.", "Het lab van de buren.", "Een lab.")
    work()
    assert find_excluded(parse('studenten -"het lab"'), "nl") == {pks[0]}
    assert {pk // exclusions.PASSAGES_PER_ENTRY for pk in read} == {pks[0]}


def test_once_a_phrase_is_found_no_other_passage_of_the_entry_is_read(home, work, read, monkeypatch):
    monkeypatch.setattr(exclusions, "BATCH", 2)
    pks = make("Studenten.", "Studenten.")
    work()
    add_passages(pks[0], "studenten in het lab", *["een lab"] * 6)
    add_passages(pks[1], *["studenten in een lab"] * 2, "het lab")
    assert find_excluded(parse('studenten -"het lab"'), "nl") == set(pks)
    assert len(read) == 4  # the first passages of both, and what the second one has more


def test_an_entry_of_which_too_much_would_be_read_stays(home, work, read, monkeypatch):
    monkeypatch.setattr(exclusions, "MAX_READ", 3)
    monkeypatch.setattr(exclusions, "BATCH", 2)
    pks = make("Studenten.", "Studenten.")
    work()
    add_passages(pks[0], "studenten in een lab", "het lab")
    add_passages(pks[1], "studenten in een lab", "een lab", "het lab")
    assert find_excluded(parse('studenten -"het lab"'), "nl") == {pks[0]}
    assert len(read) == 3


@pytest.mark.elasticsearch
def test_without_an_index_of_the_database_the_texts_are_read(transactional_db, elastic_site, home, work):
    pks = make("Het werk van studenten.", "Het werk met studenten.")
    work()
    database_engine().drop()
    assert ask('studenten -"werk van studenten"').entry_ids == [pks[1]]


def test_a_query_without_an_excluded_phrase_asks_nothing(home, work, django_assert_num_queries):
    make("Het werk van studenten.")
    work()
    for text in ("studenten", '"werk van studenten"', "studenten -werk", 'studenten -"werk"'):
        query = parse(text)
        with django_assert_num_queries(0):
            assert find_excluded(query, "nl") == set()


@pytest.mark.parametrize("number", [1, 3])
def test_an_excluded_phrase_costs_the_same_with_more_entries(home, work, django_assert_num_queries, number):
    make(*["Het werk van studenten."] * number)
    work()
    query = parse('studenten -"werk van studenten"')
    with django_assert_num_queries(3):
        assert len(find_excluded(query, "nl", {})) == number
