"""Similar entries through the extension of core."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.entries import redactions
from core.entries.similar import find_similar
from core.extensions import Redaction, Registry
from core.models import EntryPage
from search.query.similar import read_words
from tests.factories import CasePageFactory, make_text

pytestmark = pytest.mark.django_db
TEXT = "Waar in de straat groeien goudsbloemen, en wie geeft ze water?"
ANY_TEXT = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_near_is_what_shares_rare_words_and_is_public(home, work):
    near, hidden, other = CasePageFactory(), CasePageFactory(), CasePageFactory(lead="Iets anders.", body=[])
    work()
    hidden.unpublish()
    (found,) = find_similar(TEXT * 20, "nl")
    assert found.entry.pk == near.pk
    assert found.url == f"{near.url}#aanpak-van-de-straat-2"
    assert found.place == "Aanpak van de straat"
    assert "<mark>goudsbloemen</mark>" in found.excerpt
    assert find_similar(TEXT, "nl", without=[near.pk]) == []
    assert other.pk not in {one.entry.pk for one in find_similar("goudsbloemen", "nl")}


class NameHidden:
    """A source by which a name may be shown of no entry."""

    def of_entries(self, keys):
        return {
            key: Redaction(("Piet Hein Pronk",)) for key in EntryPage.objects.values_list("translation_key", flat=True)
        }

    def of_people(self, keys):
        return {}


def test_hidden_passage_counts_for_nothing(home, work, monkeypatch):
    CasePageFactory(body=make_text("Piet Hein Pronk plantte goudsbloemen."))
    work()
    assert find_similar("Piet Hein Pronk", "nl")
    monkeypatch.setattr(redactions, "redaction_sources", Registry([NameHidden()]))
    assert find_similar("Piet Hein Pronk", "nl") == []


def test_other_forms_and_parts_of_compounds_are_near(home, work):
    near = CasePageFactory(body=make_text("De bewoners poetsen het trappenhuis."))
    CasePageFactory(body=make_text("Een vergadering over de begroting."))
    work()
    assert [one.entry.pk for one in find_similar("Iedere bewoner poetst een trap", "nl")][:1] == [near.pk]


@ANY_TEXT
@given(text=st.text(max_size=200), language=st.sampled_from(["nl", "en", "fr", ""]))
def test_any_text_is_allowed(home, text, language):
    assert len(find_similar(text, language)) <= 5


@pytest.mark.parametrize(
    "text", ["", "de het een", "\x00\ud800", "x" * 20_000, '"goudsbloemen" -straat OR (', TEXT * 900]
)
def test_hostile_text_is_allowed(home, work, text):
    CasePageFactory()
    work()
    assert len(find_similar(text, "nl")) <= 5


def test_number_of_queries_does_not_grow(home, work):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            CasePageFactory()
        work()
        find_similar(TEXT, "nl")
        with CaptureQueriesContext(connection) as queries:
            assert len(find_similar(TEXT, "nl")) == (1, 3)[number - 1]
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_words_that_any_text_has_do_not_make_it_near(home):
    words = {word.token.exact for word in read_words("Elke week eten wij met hen en gewone bewoners", "nl")}
    assert not words & {"hen", "gewone", "elke"} and "bewoners" in words


def test_one_common_word_makes_nothing_near(home, work):
    lead = "Zij gaan het eruit halen."
    common = {CasePageFactory(title=f"Avond {number}", lead=lead, body=[]).pk for number in range(5)}
    near = CasePageFactory(title="Fietsen in de gracht", lead="Een magneet trekt.", body=[])
    for number in range(25):  # so that the word is not everywhere
        CasePageFactory(title=f"Ochtend {number}", lead="Iets anders.", body=[])
    work()
    found = {one.entry.pk for one in find_similar("Fietsen uit de gracht halen met een magneet", "nl", 5)}
    assert found == {near.pk}
    assert {one.entry.pk for one in find_similar("Een plan voor de speeltuin halen", "nl", 5)} == set()
    assert {one.entry.pk for one in find_similar("Alles eruit halen", "nl", 5)} == common  # both words
    assert {one.entry.pk for one in find_similar("halen", "nl", 5)} == common  # all that is there
