"""The notice about corrections and synonyms, highlighting, and labels of passages in recordings."""

import re
from types import SimpleNamespace

import pytest

from core.entries.passages import PassageKind
from search.models import SearchPassage
from search.query.hits import passage_label
from search.query.matching import TextMatcher
from search.query.parser import parse_query
from search.query.snippets import make_snippet
from tests import factories
from tests.translations import publish_english_home

pytestmark = pytest.mark.django_db


def publish_cases(*texts: str) -> list:
    """Publish a case with each text."""
    made = [factories.CasePageFactory(lead="Een lab.", body=factories.make_text(text)) for text in texts]
    factories.do_work()
    return made


@pytest.mark.parametrize(
    ("texts", "q", "whole", "part"),
    [
        (["Het bestuur van de straat."], "bestuurskunde", 0, ["bestuurskunde"]),
        (["Het bestuur van de straat en haar kunde."], "bestuurskunde", 1, []),
        (["Bestuurskunde is een opleiding.", "Het bestuur van de straat en haar kunde."], "bestuurskunde", 1, []),
        (["Een kweepeer groeit."], "kweepeer moerbei", 0, ["moerbei"]),
        (["Een kweepeer en een moerbei.", "Een moerbei ook."], "kweepeer moerbei", 1, ["kweepeer"]),
    ],
)
def test_only_whole_matches_count_and_others_say_what_they_lack(look, home, texts, q, whole, part):
    publish_cases(*texts)
    page = look(q=q)
    assert (page.count, page.html.count('data-match="whole"'), page.html.count('data-match="part"')) == (
        whole,
        whole,
        len(part),
    )
    assert re.findall(r"<s>([^<]*)</s>", page.html) == part


def test_partial_match_of_a_light_word_alone_is_not_shown(look, home):
    publish_cases("Wie tussen de huizen woont.")
    page = look(q="tussen regie")
    assert page.count == 0 and 'data-match="part"' not in page.html


def test_partial_matches_fill_the_page_and_are_few_beside_a_full_one(look, home):
    publish_cases(*["Een kweepeer groeit."] * 11)
    for more, shown in ((0, 10), (3, 7), (3, 5)):
        publish_cases(*["Een kweepeer en een moerbei."] * more)
        assert look(q="kweepeer moerbei").html.count('data-match="part"') == shown


def test_a_known_word_that_stands_nowhere_gets_a_suggestion_and_no_correction(look, home):
    publish_cases(*["De coalitie in Laak."] * 3)
    page = look(q="coalitie lak")
    assert page.count == 0 and '<a href="/zoeken/?q=coalitie+laak"><strong>coalitie laak</strong></a>' in page.html


def test_names_are_not_corrected(look, home):
    publish_cases("Jürgen Klaassen vertelde het.")
    for typed in ("Jurienne Hollaar", "Jurgem Klaasen"):
        page = look(q=typed)
        assert (page.count, "Bedoel" in page.html) == (0, False), typed


@pytest.mark.parametrize("typed", ["Haagse Hogeschoool", "HaagseHogeschol LAB", "Sint Hogeschoool"])
def test_a_name_of_the_index_is_corrected_and_what_has_capitals_inside_is_no_name(look, home, typed):
    publish_cases(
        "De Haagse Hogeschool doet mee.", "Bij HaagseHogeschool staat een lab.", "Sint stond er; een hogeschool niet."
    )
    factories.OrganisationFactory(name="De Haagse Hogeschool")
    found = parse_query(typed, "nl").corrections
    assert bool(found) == (typed != "Sint Hogeschoool"), found


@pytest.mark.parametrize(("name", "typed"), [("Hogeschool", "Hogeschoool"), ("Bömerink", "bomerrink")])
def test_names_of_people_are_not_corrected_though_the_index_has_a_near_one(look, home, name, typed):
    publish_cases(f"Sanne {name} vertelde het.")
    assert parse_query(typed, "nl").corrections
    factories.PersonFactory(name=f"Sanne {name}")
    assert not parse_query(typed, "nl").corrections
    assert not parse_query(f"Sanne {typed}", "nl").corrections


def test_a_name_that_stays_as_typed_leaves_the_corrections_of_other_words(look, home):
    publish_cases("Sanne Klaassen sprak op een hogeschool over schimmel.")
    factories.PersonFactory(name="Sanne Klaassen")
    assert parse_query("Sanne Hogeschoool over schimel", "nl").corrections == (("schimel", "schimmel"),)


@pytest.mark.parametrize(
    ("typed", "text", "marked_word"),
    [
        ("stad huis", "Kom naar het stadhuis.", "stadhuis"),
        ("Kilo Meter", "Een kilometer verder.", "kilometer"),
    ],
)
def test_words_that_a_text_writes_as_one_are_found_and_said(look, home, typed, text, marked_word):
    case = publish_cases(text)[0]
    page = look(q=typed)
    assert page.entries == [case.pk] and page.html.count('data-match="whole"') == 1
    assert f"<mark>{marked_word}</mark>" in page.html and f"<span>{marked_word}</span>" in page.html
    assert look(q=typed, without="synonyms").count == 0


@pytest.mark.parametrize("typed", ["stad, huis", "stad"])
def test_words_are_joined_only_if_nothing_stands_between(look, home, typed):
    publish_cases("Kom naar het stadhuis.")
    assert not parse_query(typed, "nl").synonyms


def test_misspelled_compound_that_can_be_taken_apart_is_found_by_the_parts_of_its_correction(look, home):
    case = publish_cases("Het formulier heeft een functie.")[0]
    word = parse_query("formuilerfuncties", "nl").words[0]
    assert (word.token.pieces, word.pieces) == (("formuiler", "functie"), ("formulier", "functie"))
    assert look(q="formuilerfuncties").entries == [case.pk]


def test_correction_offers_to_search_for_exactly_what_was_typed(look, home):
    publish_cases("Er zit schimmel op de muur.")
    page = look(q="schimel")
    assert page.count == 1 and "Zoek precies op ‘schimel’" in page.html


@pytest.mark.parametrize("typed", ["renovatie", "renovasie", "renovation", "renovations"])
def test_words_of_the_letter_in_the_post_find_plain_words(look, home, typed):
    case = publish_cases("De corporatie gaat de flat opknappen.")[0]
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
    case = publish_cases(text)[0]
    assert look(q=typed).entries == [case.pk]


def test_compound_typed_wrong_is_found_by_its_parts(look, home):
    case = publish_cases("De diepte van de sloot en de spreiding van het zand.")[0]
    assert look(q="dieptespreidng").entries == [case.pk]


@pytest.mark.parametrize("q", ["schimmel", "mould"])
def test_hits_of_the_other_language_stand_open_when_there_are_no_own(look, home, q):
    publish_english_home()
    case = publish_cases("Er zit schimmel op de muur.")[0]
    page = look("/en/search/", q=q)
    assert page.count == 0
    assert "1 entry found in Dutch" in page.html and "Try another word" not in page.html
    hit = re.search(
        rf'<article class="hit" data-entry="{case.pk}" data-match="whole">.*?</article>', page.html, re.DOTALL
    )[0]
    assert 'lang="nl"' in re.search(r"<h3><a [^>]*>", hit)[0] and '<ol class="places" lang="nl">' in hit
    assert "lang=" not in re.search(r'<p class="hit__kind">.*?</p>', hit, re.DOTALL)[0]  # the kind is said in English
    assert "<mark>schimmel</mark>" in page.html
    assert page.html.index('id="in-nl"') < page.html.index('class="ways')
    assert "1 entry found in Dutch" not in look("/en/search/", q="qwertyuiop").html


def test_column_of_results_is_indented_beside_facets_only(look, home):
    publish_cases("Een kweepeer groeit.")
    assert "entry--mirror" in look(q="kweepeer").html
    assert "entry--mirror" not in look(q="qwertyuiop").html


def test_mail_about_a_search_is_offered_above_the_hits(look, home):
    publish_cases("Een kweepeer groeit.")
    html = look(q="kweepeer", sort="date").html
    link = html.index('<a class="sort__mail" href="/zoeken/bewaren/?q=kweepeer&amp;sort=date" rel="nofollow">')
    assert link < html.index('<article class="hit"')


def marked(text: str, typed: str, absent: tuple[int, ...] = ()) -> list[str]:
    """The marked words of a text's snippet; `absent`: words of the query that no passage has."""
    query = parse_query(typed, "nl")
    passage = SearchPassage(text=text, language="nl")
    snippet = make_snippet(passage, TextMatcher(query, absent), [1.0] * len(query.words))
    return re.findall("<mark>([^<]*)</mark>", snippet.html)


@pytest.mark.parametrize(
    ("text", "typed", "absent", "words"),
    [
        ("In verpleeghuizen werkt een huismeester.", "huismeester", (), ["huismeester"]),
        ("In verpleeghuizen werken huismeesters.", "huismeester", (), ["huismeesters"]),
        ("In verpleeghuizen werkt een conciërge.", "huismeester", (), ["conciërge"]),
        ("In verpleeghuizen werken verplegers.", "huismeester", (), []),
        ("In verpleeghuizen werken verplegers.", "huismeester", (0,), ["verpleeghuizen"]),
        ("De huurdersvereniging belt.", "huurders", (), ["huurdersvereniging"]),
        ("De bar is open.", "leefbaar", (), []),
        ("Zij denkt daar niet over na.", "nadenken", (), ["denkt", "na"]),
        ("Zij willen elkaars werk kennen. Werk genoeg.", '"elkaars werk"', (), ["elkaars", "werk"]),
    ],
)
def test_what_is_marked_is_the_word_or_a_compound_with_it(text, typed, absent, words):
    assert marked(text, typed, absent) == words


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
