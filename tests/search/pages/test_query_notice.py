"""The notice about corrections and synonyms, highlighting, and labels of passages in recordings."""

import re
from types import SimpleNamespace

import pytest
from wagtail.models import Locale

from core.entries.passages import PassageKind
from search.analysis import analyse
from search.models import SearchPassage
from search.query.hits import make_snippet, passage_label
from search.query.parser import parse_query
from tests import factories

pytestmark = pytest.mark.django_db
NOWHERE = "Dit woord staat nergens zo; hieronder staat wat een deel ervan heeft."
PART, TOGETHER = "wat een deel van dit woord heeft", "Niet alle woorden zijn samen gevonden; dit lijkt erop."
MOST = "wat de meeste van deze woorden heeft"


def publish(*texts: str) -> list:
    """Publish a case with each text."""
    made = [factories.CasePageFactory(lead="Een lab.", body=factories.make_text(text)) for text in texts]
    factories.do_work()
    return made


@pytest.mark.parametrize(
    ("texts", "q", "said"),
    [
        (["Het bestuur van de straat."], "bestuurskunde", NOWHERE),
        (["Bestuurskunde is een opleiding.", "Het bestuur van de straat en haar kunde."], "bestuurskunde", ""),
        (["Bestuurskunde is een opleiding.", "Het bestuur van de straat."], "bestuurskunde", PART),
        (["Een kweepeer groeit.", "Een moerbei ook."], "kweepeer moerbei", TOGETHER),
        (["Een kweepeer en een moerbei.", "Een moerbei ook."], "kweepeer moerbei", MOST),
        (["Een kweepeer en een moerbei."], "kweepeer moerbei", ""),
    ],
)
def test_what_is_said_is_true_of_what_stands_there(look, home, texts, q, said):
    publish(*texts)
    page = look(q=q)
    assert page.count == len(texts)
    assert [words for words in (NOWHERE, PART, TOGETHER, MOST) if words in page.html] == ([said] if said else [])


def test_correction_offers_to_search_for_exactly_what_was_typed(look, home):
    publish("Er zit schimmel op de muur.")
    page = look(q="schimel")
    assert page.count == 1 and "Zoek precies op “schimel”" in page.html


@pytest.mark.parametrize("typed", ["renovatie", "renovasie", "renovation", "renovations"])
def test_words_of_the_letter_in_the_post_find_plain_words(look, home, typed):
    case = publish("De corporatie gaat de flat opknappen.")[0]
    page = look(q=typed)
    assert page.entries == [case.pk] and "<mark>opknappen</mark>" in page.html


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("mould", "Schimmel in de badkamer."), ("janitor", "De huismeester komt langs."), ("tenants", "De huurders klagen."),
        ("housing corporations", "De woningcorporatie belt."), ("vocht", "Schimmel in de badkamer."),
        ("verwarming", "Wie kan er nog stoken?"), ("conciërge", "De huismeester komt langs."),
    ],
)  # fmt: skip
def test_dutch_texts_answer(look, home, typed, text):
    case = publish(text)[0]
    assert look(q=typed).entries == [case.pk]


def test_compound_typed_wrong_is_found_by_its_parts(look, home):
    case = publish("De diepte van de sloot en de spreiding van het zand.")[0]
    assert look(q="dieptespreidng").entries == [case.pk]


@pytest.mark.parametrize("q", ["schimmel", "mould"])
def test_hits_of_the_other_language_stand_open_when_there_are_no_own(look, home, q):
    away = home.copy_for_translation(Locale.objects.get(language_code="en"))
    away.save_revision().publish()
    case = publish("Er zit schimmel op de muur.")[0]
    page = look("/en/search/", q=q)
    assert page.count == 0
    assert "1 found in Dutch" in page.html and "Try another word" not in page.html
    assert f'<article class="hit" data-entry="{case.pk}" lang="nl">' in page.html
    assert "<mark>schimmel</mark>" in page.html
    assert page.html.index('id="in-nl"') < page.html.index('class="ways')
    assert "1 found in Dutch" not in look("/en/search/", q="qwertyuiop").html


def test_column_of_results_is_indented_beside_facets_only(look, home):
    publish("Een kweepeer groeit.")
    assert "entry--mirror" in look(q="kweepeer").html
    assert "entry--mirror" not in look(q="qwertyuiop").html


def test_mail_about_a_search_is_offered_above_the_hits(look, home):
    publish("Een kweepeer groeit.")
    html = look(q="kweepeer", sort="date").html
    link = html.index('<a class="sort__mail" href="/zoeken/bewaren/?q=kweepeer&amp;sort=date" rel="nofollow">')
    assert link < html.index('<article class="hit"')


def marked(text: str, typed: str) -> list[str]:
    """The marked words of a text's snippet."""
    passage = SearchPassage(text=text, language="nl")
    return re.findall(
        "<mark>([^<]*)</mark>", make_snippet(passage, parse_query(typed, "nl"), analyse(passage.text, "nl")).html
    )


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("In verpleeghuizen werkt een huismeester.", "huismeester", ["huismeester"]),
        ("In verpleeghuizen werken huismeesters.", "huismeester", ["huismeesters"]),
        ("In verpleeghuizen werkt een conciërge.", "huismeester", ["conciërge"]),
        ("In verpleeghuizen werken verplegers.", "huismeester", ["verpleeghuizen"]),
        ("De huurdersvereniging belt.", "huurders", ["huurdersvereniging"]),
        ("Een tuin bij verpleeghuizen.", "huismeester tuin", ["tuin", "verpleeghuizen"]),
    ],
)
def test_shared_part_of_a_compound_is_marked_only_where_nothing_is_the_word(text, typed, words):
    assert marked(text, typed) == words


@pytest.mark.parametrize(
    ("kind", "heading", "anchor", "label"),
    [
        (PassageKind.MOMENT, "Student, Presentator, Wijkmakelaar (2:30)", "t-156", "2:36"),
        (PassageKind.MOMENT, "Fatima (2:30)", "t-156-2", "2:36 · Fatima"),
        (PassageKind.MOMENT, "Opname (0:05)", "t-3725", "1:02:05 · Opname"),
        (PassageKind.SECTION, "Aanpak", "aanpak", "Aanpak"),
        (PassageKind.SECTION, "Titel", "", "Begin"),
    ],
)
def test_place_in_a_recording_is_called_by_its_time_and_at_most_one_name(kind, heading, anchor, label):
    passage = SimpleNamespace(kind=kind, heading=heading, title="Titel", anchor=anchor)
    assert passage_label(passage, anchor) == label
