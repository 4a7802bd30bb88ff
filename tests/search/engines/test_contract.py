"""The contract of all engines: that of the database (SQLite or PostgreSQL) and Elasticsearch."""

import pytest

from search.engines.base import MIN_ENTRIES, PASSAGES_PER_ENTRY
from search.engines.registry import database_engine
from search.engines.versions import index_version
from search.query.parsed_query import Term
from tests.search.engines.documents import found, make_documents, make_query

pytestmark = pytest.mark.django_db
ENGINES = ["database", pytest.param("elasticsearch", marks=[pytest.mark.elasticsearch, pytest.mark.every_database])]


@pytest.fixture(params=ENGINES)
def engine(request):
    """Each engine with an empty index."""
    return database_engine() if request.param == "database" else request.getfixturevalue("elasticsearch")


def test_written_entry_is_found_and_replaced_whole(engine):
    engine.write(7, 1, make_documents(7, ("Tuin", "Regenwater"), ("Tuin", "Zonnepanelen")))
    assert (found(engine, "zonnepanelen"), engine.entries()) == ([7], {7: 1})
    engine.write(7, 2, make_documents(7, ("Tuin", "Regenwater")))
    assert (found(engine, "zonnepanelen"), found(engine, "regenwater"), engine.entries()) == ([], [7], {7: 2})


def test_older_write_never_wins_and_nothing_comes_back(engine):
    engine.write(7, 5, make_documents(7, ("Tuin", "nieuw")))
    engine.write(7, 4, make_documents(7, ("Tuin", "oud")))
    engine.write(7, 5, make_documents(7, ("Tuin", "nieuw")))
    assert (found(engine, "nieuw"), found(engine, "oud"), engine.entries()) == ([7], [], {7: 5})
    engine.write(7, 6, [])
    engine.write(7, 5, make_documents(7, ("Tuin", "nieuw")))
    assert (found(engine, "nieuw"), engine.entries()) == ([], {})


def test_languages_do_not_mix(engine):
    engine.write(1, 1, make_documents(1, ("Tuin", "water")))
    engine.write(2, 1, make_documents(2, ("Garden", "water"), language="en"))
    assert (found(engine, "water", "nl"), found(engine, "water", "en")) == ([1], [2])
    engine.write(1, 2, make_documents(1, ("Garden", "water"), language="en"))
    assert (found(engine, "water", "nl"), sorted(found(engine, "water", "en"))) == ([], [1, 2])


def test_an_empty_set_of_terms_is_met_by_no_passage_and_the_others_are_answered():
    engine = database_engine()
    engine.write(7, 1, make_documents(7, ("Tuin", "Regenwater")))
    sets = [[], [Term("exact", "regenwater")], [], [Term("exact", "tegels")]]
    assert engine.has_any({"nl": sets, "en": []}) == {"nl": [False, True, False, False], "en": []}
    assert engine.has_any({"nl": [[]], "en": []}) == {"nl": [False], "en": []}


def find_both(engine, text: str) -> tuple[list[int], dict[int, tuple[int, ...]]]:
    """Return the entries that match whole, and what the partial ones lack."""
    candidates = engine.candidates(make_query(text), "nl", 60)
    assert candidates.partial.keys() == candidates.missing.keys()
    return sorted(candidates.entries), candidates.missing


def test_a_word_is_met_by_its_forms_and_as_a_part_of_a_compound(engine):
    engine.write(1, 1, make_documents(1, ("Een", "De bewonersparticipatie begint.")))
    engine.write(2, 1, make_documents(2, ("Twee", "Participatie van een bewoner.")))
    engine.write(3, 1, make_documents(3, ("Drie", "Iets anders over fietsen.")))
    for text in ("bewoners participatie", "participatie bewoner"):
        assert find_both(engine, text) == ([1, 2], {}), text


def test_a_typed_compound_is_taken_apart_only_when_it_stands_nowhere(engine):
    engine.write(1, 1, make_documents(1, ("Een", "Participatie van een bewoner.")))
    engine.write(2, 1, make_documents(2, ("Twee", "Een bewoner."), ("Twee", "Participatie.")))
    engine.write(3, 1, make_documents(3, ("Drie", "Een bewoner.")))
    assert find_both(engine, "bewonersparticipatie") == ([1, 2], {3: (0,)})
    engine.write(4, 1, make_documents(4, ("Vier", "De bewonersparticipatie begint.")))
    assert find_both(engine, "bewonersparticipatie") == ([4], {})


def test_the_words_of_a_short_question_may_stand_in_different_passages(engine):
    engine.write(1, 1, make_documents(1, ("Plan", "zonnepanelen"), ("Plan", "huurder")))
    engine.write(2, 1, make_documents(2, ("Plan", "zonnepanelen")))
    assert find_both(engine, "zonnepanelen huurder") == ([1], {2: (1,)})
    assert find_both(engine, "zonnepanelen huurder via vogelhuisjes") == ([], {1: (3,), 2: (1, 3)})


def test_a_sentence_needs_most_of_its_weight_in_one_passage(engine):
    engine.write(1, 1, make_documents(1, ("Plan", "huurder zonnepanelen dakgoot regenwater")))
    engine.write(2, 1, make_documents(2, ("Plan", "huurder zonnepanelen"), ("Plan", "dakgoot regenwater")))
    for pk in range(3, 9):
        engine.write(pk, 1, make_documents(pk, ("Ander", "fietsen kelder")))
    assert find_both(engine, "huurder zonnepanelen dakgoot regenwater kelder") == ([1], {2: (4,)})
    whole, missing = find_both(engine, "huurder zonnepanelen zeppelin onbekend nergens")
    assert (whole, sorted(missing)) == ([], [1, 2])


def test_many_whole_matches_need_no_partial_ones(engine):
    for pk in range(1, MIN_ENTRIES + 1):
        engine.write(pk, pk, make_documents(pk, ("Plan", f"zonnepanelen huurder {pk}")))
    engine.write(50, 50, make_documents(50, ("Plan", "zonnepanelen alleen")))
    assert find_both(engine, "zonnepanelen huurder") == (list(range(1, MIN_ENTRIES + 1)), {})


def test_partial_matches_cover_a_share_of_the_weight(engine):
    engine.write(2, 1, make_documents(2, ("Plan", "zonnepanelen")))
    for pk in range(3, 30):
        engine.write(pk, 1, make_documents(pk, ("Plan", "huurder")))
    candidates = engine.candidates(make_query("zonnepanelen huurder onbekendwoord"), "nl", 60)
    assert (candidates.entries, candidates.weights[2], candidates.absent) == ({}, 0, (2,))
    assert next(iter(candidates.partial)) == 2  # the rare word is the weightier one
    assert candidates.weights[0] > candidates.weights[1] > 0


def test_a_word_of_very_many_passages_makes_no_partial_matches_beside_others(engine, monkeypatch):
    engine.write(1, 1, make_documents(1, ("Plan", "zonnepanelen huurder")))
    engine.write(2, 1, make_documents(2, ("Plan", "zonnepanelen")))
    for pk in range(3, 13):
        engine.write(pk, 1, make_documents(pk, ("Plan", "huurder")))
    for pk in range(13, 43):
        engine.write(pk, 1, make_documents(pk, ("Plan", "fietsen")))
    everything = ([1], {2: (1,)} | dict.fromkeys(range(3, 13), (0,)))
    assert find_both(engine, "zonnepanelen huurder") == everything
    monkeypatch.setattr("search.engines.candidates.MAX_SHARED_PASSAGES", 10)
    assert find_both(engine, "zonnepanelen huurder") == ([1], {2: (1,)})
    whole, missing = find_both(engine, "huurder onbekendwoord")  # there is nothing else to show
    assert (whole, sorted(missing)) == ([], [1, *range(3, 13)])
    monkeypatch.setattr("search.engines.candidates.MAX_SHARED_PASSAGES", 11)
    assert find_both(engine, "zonnepanelen huurder") == everything


def test_phrases_exclusions_and_alternatives(engine):
    engine.write(1, 1, make_documents(1, ("Een", "Zij willen elkaars werk kennen.")))
    engine.write(2, 1, make_documents(2, ("Twee", "Kennen zij elkaars goede werk?")))
    engine.write(3, 1, make_documents(3, ("Drie", "Het werk van studenten.")))
    assert find_both(engine, '"elkaars werk kennen"')[0] == [1]
    assert find_both(engine, '"werken"') == ([], {})  # between quotation marks only this form
    assert find_both(engine, "werk -student") == ([1, 2], {})
    assert find_both(engine, 'werk -"goede werk"') == ([1, 2, 3], {})  # texts tell (search.query.exclusions)
    assert find_both(engine, "studenten OR kennen") == ([1, 2, 3], {})
    assert find_both(engine, 'studenten OR "elkaars werk"') == ([1, 3], {})


@pytest.mark.parametrize("text", ["huurder", "zonnepanelen huurder", "bewonersparticipatie", "huurder zonnepanelen dakgoot regenwater bewoner"])  # fmt: skip
def test_excluded_entries_match_neither_whole_nor_in_part(engine, text):
    for pk in range(1, 5):
        engine.write(
            pk, 1, make_documents(pk, ("Plan", "huurder zonnepanelen dakgoot regenwater bewoner participatie"))
        )
    for pk in (5, 6):
        engine.write(pk, 1, make_documents(pk, ("Plan", "zonnepanelen dakgoot bewoner")))
    query = make_query(text)
    every = engine.candidates(query, "nl", 60)
    found = engine.candidates(query, "nl", 60, {1, 3, 5})
    assert {*every.entries} == {1, 2, 3, 4} and every.partial.keys() <= {5, 6}
    assert {*found.entries} == {2, 4} and found.partial.keys() == every.partial.keys() - {5}
    assert {candidate.entry_id for candidate in found.top} == {*found.entries, *found.partial}
    assert (found.weights, found.absent) == (every.weights, every.absent)


def test_partial_matches_are_counted_without_excluded_entries(engine):
    for pk in range(1, MIN_ENTRIES + 1):
        engine.write(pk, pk, make_documents(pk, ("Plan", "zonnepanelen huurder")))
    engine.write(50, 50, make_documents(50, ("Plan", "zonnepanelen")))
    query = make_query("zonnepanelen huurder")
    assert not engine.candidates(query, "nl", 60).partial
    found = engine.candidates(query, "nl", 60, range(2, 30))
    assert ([*found.entries], found.missing) == ([1], {50: (1,)})


def test_nothing_is_found_for_what_is_not_there(engine):
    engine.write(1, 1, make_documents(1, ("Plan", "zonnepanelen")))
    candidates = engine.candidates(make_query("zeppelin"), "nl", 60)
    assert (candidates.entries, candidates.partial, candidates.top) == ({}, {}, [])


def test_top_is_limited_and_the_set_is_whole(engine):
    engine.rebuild((pk, pk, make_documents(pk, ("Tuin", "regenwater " * (pk % 7 + 1)))) for pk in range(1, 151))
    candidates = engine.candidates(make_query("regenwater"), "nl", 60)
    assert (len(candidates.entries), len(candidates.top)) == (150, 60)
    assert list(candidates.entries.values()) == sorted(candidates.entries.values(), reverse=True)


def test_places_of_an_entry_are_its_best_passages(engine):
    engine.write(
        3, 1, make_documents(3, ("Plan", "niets"), ("Plan", "tuin"), ("Plan", "tuin tuin tuin"), ("Plan", "iets"))
    )
    query = make_query("tuin")
    candidates = engine.candidates(query, "nl", 60)
    ids = [3 * PASSAGES_PER_ENTRY + order for order in (2, 1)]
    assert engine.best_passages(query, "nl", candidates, [3, 99], 5) == {3: ids, 99: []}


def test_candidates_bring_the_streams_that_were_written(engine):
    documents = make_documents(3, ("De bewonersparticipatie", "Straatlampen, en meer."))
    engine.write(3, 1, documents)
    (candidate,) = engine.candidates(make_query("straatlampen"), "nl", 60).top
    assert (candidate.passage_id, candidate.title, candidate.body) == (
        documents[0].passage_id,
        documents[0].title,
        documents[0].body,
    )


def test_vocabulary_counts_passages(engine):
    engine.write(1, 1, make_documents(1, ("Tuin", "tuin gras gras"), ("Tuin", "gras")))
    assert dict(engine.vocabulary("nl")) == {"tuin": 2, "gras": 2}
    assert dict(engine.vocabulary("en")) == {}


def test_rebuild_keeps_what_is_written_meanwhile(engine):
    engine.rebuild([(1, 1, make_documents(1, ("Een", "oud"))), (2, 2, make_documents(2, ("Twee", "kanarie")))])

    def entries():
        yield 1, 1, make_documents(1, ("Een", "oud"))
        engine.write(1, 9, make_documents(1, ("Een", "nieuw")))
        engine.write(2, 10, [])
        engine.write(3, 11, make_documents(3, ("Drie", "nieuw")))
        yield 2, 2, make_documents(2, ("Twee", "kanarie"))

    engine.rebuild(entries())
    assert sorted(found(engine, "nieuw")) == [1, 3]
    assert (found(engine, "oud"), found(engine, "kanarie")) == ([], [])
    assert (engine.entries(), engine.version()) == ({1: 9, 3: 11}, index_version())


def test_rebuild_keeps_an_older_update_that_waited_and_what_is_left_of_a_withdrawn_entry(engine):
    engine.write(1, 20, make_documents(1, ("Een", "kanarie")))
    engine.write(3, 19, [])

    def entries():
        yield 1, 20, make_documents(1, ("Een", "kanarie"))
        engine.write(2, 10, make_documents(2, ("Twee", "nieuw")))
        engine.write(3, 19, make_documents(3, ("Drie", "nieuw")))

    engine.rebuild(entries())
    assert (found(engine, "kanarie"), sorted(found(engine, "nieuw"))) == ([1], [2, 3])
    assert engine.entries() == {1: 20, 2: 10, 3: 19}


def test_rebuild_that_dies_leaves_the_old_index(engine):
    engine.write(1, 1, make_documents(1, ("Een", "oud")))

    def entries():
        yield 1, 1, make_documents(1, ("Een", "nieuw"))
        assert found(engine, "oud") == [1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(entries())
    assert (found(engine, "oud"), found(engine, "nieuw")) == ([1], [])
    engine.rebuild([(1, 1, make_documents(1, ("Een", "nieuw")))])
    assert (found(engine, "oud"), found(engine, "nieuw")) == ([], [1])


@pytest.mark.parametrize("text", ['"', "\\", "x" * 10_000, "\ud800", "\x00", "a\x00b", "и́мя", "*", "NEAR(a b)", "a:*", "' OR 1=1", "%s", "{a} : b", "שלום", "漢字"])  # fmt: skip
def test_any_text_is_stored_and_asked(engine, text):
    engine.write(1, 1, make_documents(1, (f"Raar {text}", f"{text} tuin")))
    engine.candidates(make_query(text), "nl", 10)
    assert found(engine, "tuin") == [1]


def test_streams_of_passages_are_read_as_they_were_written_or_not_at_all(engine):
    written = make_documents(7, ("Tuin", "Regenwater"), ("Tuin", "Zonnepanelen"))
    engine.write(7, 1, written)
    asked = [one.passage_id for one in written]
    read = {one.passage_id: one for one in engine.read_streams([*asked, 8 * PASSAGES_PER_ENTRY], "nl")}
    if engine is database_engine():
        assert [(read[one.passage_id].title, read[one.passage_id].body) for one in written] == [
            (one.title, one.body) for one in written
        ]
    assert read.keys() <= set(asked) and engine.read_streams([], "nl") == []
