"""The Elasticsearch engine on a real node: versions, whole result sets, the same order as the database's engine."""

import pytest

from search.engines.base import PASSAGES_PER_ENTRY, EngineUnavailableError
from search.engines.registry import database_engine
from search.engines.versions import index_version
from tests.search.engines.documents import found, make_documents, make_query

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
TEXTS = [
    ("Bewoners en renovatie", "De woningcorporatie vraagt huurders wat zij van de renovatie vinden."),
    ("Huurdersvereniging", "Een vereniging van huurders in de wijk, met een gezamenlijke tuin."),
    ("De tuin", "Regenwater in de binnentuin. Bewoners graven, de gemeente betaalt het tuinafval."),
    ("Renovatieplan", "Het plan: isolatie, zonnepanelen en een gesprek met elke huurder over renovatiekosten."),
    ("Stadslab", "Studenten, gemeente en bewoners in één lab. Renovatie was een vraag van velen."),
    ("Coöperatie", "Een coöperatie van bewoners koopt een gebouw; de renovatie doen zij samen."),
]
QUERIES = [
    "huurders renovatie",
    "tuin",
    "bewoners gemeente",
    "renovatie kosten huurder",
    "binnentuin",
    "cooperatie",
    "zeppelin",
]


def test_written_entry_is_found_at_once_and_replaced_whole(elasticsearch):
    elasticsearch.write(7, 1, make_documents(7, ("Tuin", "Regenwater"), ("Tuin", "Zonnepanelen")))
    assert (found(elasticsearch, "zonnepanelen"), elasticsearch.entries()) == ([7], {7: 1})
    elasticsearch.write(7, 2, make_documents(7, ("Tuin", "Regenwater")))
    assert (found(elasticsearch, "zonnepanelen"), found(elasticsearch, "regenwater"), elasticsearch.entries()) == (
        [],
        [7],
        {7: 2},
    )


def test_older_write_changes_nothing_and_the_same_again_is_harmless(elasticsearch):
    elasticsearch.write(7, 5, make_documents(7, ("Tuin", "nieuw")))
    elasticsearch.write(7, 4, make_documents(7, ("Tuin", "oud"), ("Tuin", "ouder")))
    elasticsearch.write(7, 5, make_documents(7, ("Tuin", "nieuw")))
    assert (found(elasticsearch, "nieuw"), found(elasticsearch, "oud"), elasticsearch.entries()) == ([7], [], {7: 5})


def test_late_older_write_does_not_bring_a_withdrawn_entry_back(elasticsearch):
    elasticsearch.write(7, 5, make_documents(7, ("Tuin", "kanarie")))
    elasticsearch.write(7, 6, [])
    elasticsearch.write(7, 5, make_documents(7, ("Tuin", "kanarie")))
    assert (found(elasticsearch, "kanarie"), elasticsearch.entries()) == ([], {})
    elasticsearch.write(7, 7, make_documents(7, ("Tuin", "kanarie")))
    assert (found(elasticsearch, "kanarie"), elasticsearch.entries()) == ([7], {7: 7})


def test_languages_do_not_mix_and_an_entry_moves_between_them(elasticsearch):
    elasticsearch.write(1, 1, make_documents(1, ("Tuin", "water")))
    elasticsearch.write(2, 1, make_documents(2, ("Garden", "water"), language="en"))
    assert (found(elasticsearch, "water", "nl"), found(elasticsearch, "water", "en")) == ([1], [2])
    elasticsearch.write(1, 2, make_documents(1, ("Garden", "water"), language="en"))
    assert (found(elasticsearch, "water", "nl"), sorted(found(elasticsearch, "water", "en"))) == ([], [1, 2])
    assert elasticsearch.entries() == {1: 2, 2: 1}


def test_whole_result_set_is_counted(elasticsearch):
    elasticsearch.rebuild((pk, pk, make_documents(pk, ("Tuin", "regenwater " * (pk % 7 + 1)))) for pk in range(1, 251))
    candidates = elasticsearch.candidates(make_query("regenwater"), "nl", 60)
    assert (len(candidates.entries), len(candidates.top), candidates.partial) == (250, 60, {})
    scores = list(candidates.entries.values())
    scores = [round(score, 12) for score in scores]  # equal scores differ in their last bit
    assert scores == sorted(scores, reverse=True)
    assert len(elasticsearch.entries()) == 250


def test_order_and_weights_are_those_of_the_databases_engine(elasticsearch):
    entries = [
        (pk, pk, make_documents(pk, TEXTS[pk % 6], TEXTS[pk * 5 % 6], TEXTS[pk // 6 % 6])) for pk in range(1, 31)
    ]
    other = database_engine()
    for pk, version, rows in entries:
        other.write(pk, version, rows)
    elasticsearch.rebuild(entries)
    for text in QUERIES:
        here, there = (each.candidates(make_query(text), "nl", 200) for each in (elasticsearch, other))
        assert here.weights == pytest.approx(there.weights), text
        assert set(here.entries) == set(there.entries), text
        ours = {candidate.passage_id: candidate.score for candidate in here.top}
        theirs = {candidate.passage_id: candidate.score for candidate in there.top}
        assert ours == pytest.approx({pk: theirs[pk] for pk in ours}, rel=0.02), text
        for block in (here.entries, here.partial):  # whole matches before partial ones, each block best first
            scores = [one.score for one in here.top if one.passage_id // PASSAGES_PER_ENTRY in block]
            assert scores == pytest.approx(sorted(scores, reverse=True), abs=1e-4), text  # of single precision
        if ours:
            assert max(ours.values()) == pytest.approx(max(theirs.values()), rel=0.02), text


def test_places_are_the_passages_that_answer_best_first(elasticsearch):
    elasticsearch.write(
        3, 1, make_documents(3, ("Plan", "niets"), ("Plan", "tuin"), ("Plan", "tuin tuin tuin"), ("Plan", "iets"))
    )
    query = make_query("tuin")
    candidates = elasticsearch.candidates(query, "nl", 60)
    ids = [3 * PASSAGES_PER_ENTRY + order for order in (2, 1)]
    assert elasticsearch.best_passages(query, "nl", candidates, [3], 5) == {3: ids}
    assert elasticsearch.best_passages(query, "nl", candidates, [3, 99], 1) == {3: ids[:1], 99: []}


def test_vocabulary_counts_passages(elasticsearch):
    elasticsearch.write(1, 1, make_documents(1, ("Tuin", "tuin gras gras"), ("Tuin", "gras")))
    assert dict(elasticsearch.vocabulary("nl")) == {"tuin": 2, "gras": 2}
    assert dict(elasticsearch.vocabulary("en")) == {}


def test_long_and_strange_tokens_are_stored_and_found(elasticsearch):
    text = "x" * 40_000 + ' a"b\\ NEAR( {"match_all":{}} 漢字 и́мя'
    elasticsearch.write(1, 1, make_documents(1, ("Raar", text)))
    assert found(elasticsearch, "漢字") == [1]
    for text in (
        '"',
        "\\",
        '{"match_all":{}}',
        "x" * 10_000,
        "\ud800",
        "\x00",
        "a\x00b",
        "и́мя",
        "*",
        "passages.exact:a",
    ):
        elasticsearch.candidates(make_query(text), "nl", 10)


def test_rebuild_keeps_what_is_written_meanwhile(elasticsearch):
    elasticsearch.rebuild([(1, 1, make_documents(1, ("Een", "oud"))), (2, 2, make_documents(2, ("Twee", "kanarie")))])

    def entries():
        yield 1, 1, make_documents(1, ("Een", "oud"))
        elasticsearch.write(1, 9, make_documents(1, ("Een", "nieuw")))
        elasticsearch.write(2, 10, [])
        elasticsearch.write(3, 11, make_documents(3, ("Drie", "nieuw")))
        yield 2, 2, make_documents(2, ("Twee", "kanarie"))

    elasticsearch.rebuild(entries())
    assert (sorted(found(elasticsearch, "nieuw")), found(elasticsearch, "oud"), found(elasticsearch, "kanarie")) == (
        [1, 3],
        [],
        [],
    )
    assert elasticsearch.entries() == {1: 9, 3: 11}
    assert elasticsearch.version() == index_version()


def test_rebuild_that_dies_leaves_the_old_index_and_nothing_else(elasticsearch):
    elasticsearch.write(1, 1, make_documents(1, ("Een", "oud")))

    def entries():
        yield 1, 1, make_documents(1, ("Een", "nieuw"))
        assert found(elasticsearch, "oud") == [1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        elasticsearch.rebuild(entries())
    assert (found(elasticsearch, "oud"), found(elasticsearch, "nieuw")) == ([1], [])
    assert len(elasticsearch.connection.client.indices.get(index=f"{elasticsearch.prefix}*")) == 2


def test_of_two_rebuilds_the_later_wins(elasticsearch):
    def entries():
        yield 1, 1, make_documents(1, ("Een", "eerste"))
        elasticsearch.rebuild([(1, 1, make_documents(1, ("Een", "tweede")))])

    with pytest.raises(EngineUnavailableError, match="another rebuild took over"):
        elasticsearch.rebuild(entries())
    assert (found(elasticsearch, "tweede"), found(elasticsearch, "eerste")) == ([1], [])
    assert len(elasticsearch.connection.client.indices.get(index=f"{elasticsearch.prefix}*")) == 2


def test_missing_index_is_said_and_never_guessed(elasticsearch):
    elasticsearch.drop()
    assert elasticsearch.version() == ""
    with pytest.raises(EngineUnavailableError, match="has no index yet"):
        elasticsearch.write(1, 1, make_documents(1, ("Een", "tuin")))
    with pytest.raises(EngineUnavailableError):
        elasticsearch.check()
    assert not elasticsearch.connection.client.indices.get(index=f"{elasticsearch.prefix}*").body
