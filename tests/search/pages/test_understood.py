"""What the results page says of a query that it understood: operators, compounds taken apart, words that a hit lacks."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from core.entries.passages import PassageKind
from search.analysis.synonyms import default_groups
from search.models import SearchPassage
from search.query.matching import TextMatcher
from search.query.parser import parse_query
from search.query.snippets import find_anchor, make_snippet
from tests import factories
from tests.search.pages.test_query_notice import publish_cases

pytestmark = pytest.mark.django_db


def said(page) -> str:
    """Return what the page says of the query, as text."""
    return " ".join(
        unescape(strip_tags(" ".join(re.findall(r'<p class="spelling">.*?</p>', page.html, re.DOTALL)))).split()
    )


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ('"elke week"', "Letterlijk zo: ‘elke week’."),
        ("tuin -regenton", "Weggelaten: stukken met regenton."),
        ('tuin -"elke dag"', "Weggelaten: stukken met elke dag."),
        ("tuin OR regenton", "Een van deze is genoeg: tuin, regenton."),
        ('"elke week" tuin OR regenton -kas', "‘elke week’. Een van deze is genoeg: tuin, regenton. Weggelaten: stukken met kas."),
        ("-tuin −regenton", "Een minteken laat weg: zet er ook een woord bij dat er wél in moet."),
        ('-"elke week" -tuin', "Een minteken laat weg: zet er ook een woord bij dat er wél in moet."),
        ("tuin", ""),
        ("OR -", ""),
    ],
)  # fmt: skip
def test_operators_that_were_understood_are_said(look, home, q, words):
    publish_cases("In de tuin is elke week iets te doen.")
    assert words in said(look(q=q)) and bool(said(look(q=q))) == bool(words)


def test_compound_that_stands_nowhere_is_said_to_be_taken_apart(look, home):
    publish_cases("Het bestuur van de straat en haar kunde.", "Het bestuur van een fietsclub.")
    page = look(q="bestuurskunde")
    assert page.count == 1 and "Het woord ‘bestuurskunde’ staat in geen enkel stuk." in said(page)
    publish_cases("Bestuurskunde is een opleiding.")
    assert not said(look(q="bestuurskunde"))


def test_a_part_says_each_word_that_it_lacks(look, home):
    publish_cases("Een kweepeer, een mispel en een fiets.", "Een moerbei.")
    page = look(q="kweepeer mispel moerbei")
    missing = re.findall(r'<p class="hit__missing">(.*?)</p>', page.html, re.DOTALL)
    assert [" ".join(strip_tags(html).split()) for html in missing][:1] == ["Ontbreekt: moerbei"]
    assert "<s>kweepeer</s>, <s>mispel</s>" in missing[1]


def test_entries_with_a_part_of_the_words_are_open_only_where_nothing_else_was_found(look, home):
    publish_cases("Een kweepeer.", "Een kweepeer en een moerbei.")
    page = look(q="kweepeer moerbei")
    assert page.count == 1 and '<details class="partial">' in page.html
    page = look(q="kweepeer aalbes")
    assert page.count == 0 and '<details class="partial" open>' in page.html
    assert "Geen stuk heeft al deze woorden: ‘kweepeer aalbes’" in page.html


@pytest.mark.parametrize(
    ("q", "text", "marked"),
    [
        ("samen koken", "Samen koken is gezellig. Wij zijn er samen, en wie wil mag koken.", ["Samen", "koken", "koken"]),
        ("krijgen buren", "De buren praten veel met elkaar en krijgen koffie.", ["buren"]),
        ("opnieuw", "Het wiel opnieuw.", ["opnieuw"]),
    ],
)  # fmt: skip
def test_light_words_are_marked_only_beside_what_made_the_hit(q, text, marked):
    query = parse_query(q, "nl")
    passage = SearchPassage(text=text, language="nl", kind=PassageKind.SECTION)
    snippet = make_snippet(passage, TextMatcher(query), [1.0] * len(query.words))
    assert re.findall(r"<mark>(.*?)</mark>", snippet.html) == marked


def test_link_leads_to_the_paragraph_of_the_snippet():
    query = parse_query("kwartelkoning melk brood", "nl")
    text = f"Begin.\nDe kwartelkoning.\n{'Gewone woorden. ' * 20}\nMelk en brood."
    marks = [[7, "a-2"], [text.index("Gewone"), "a-3"], [text.index("Melk"), "a-4"]]
    passage = SearchPassage(text=text, language="nl", kind=PassageKind.SECTION, anchor="a", marks=marks)
    snippet = make_snippet(passage, TextMatcher(query), [9.0, 1.0, 1.0])
    assert "kwartelkoning" in snippet.html and find_anchor("a", marks, snippet.offset) == "a-2"


def test_text_in_another_language_than_its_entry_says_so(look, home):
    case = publish_cases("Een lab over regentonnen.")[0]
    SearchPassage.objects.filter(entry_id=case.pk).exclude(text="").update(language="en")
    assert re.search(r'<li lang="en">\s*<a data-passage', look(q="regentonnen").html)
    SearchPassage.objects.filter(entry_id=case.pk).update(language="nl")
    assert not re.search(r"<li lang=[^>]*>\s*<a data-passage", look(q="regentonnen").html)


def test_names_among_the_synonyms_are_shown_with_their_capitals():
    terms = {term for code in ("nl", "en") for group in default_groups(code) for term in group.terms}
    names = {"Den Haag", "TU Delft", "HHS", "De Haagse Hogeschool", "City Deal Kennis Maken", "Erasmus Universiteit"}
    assert names <= terms and not {name.lower() for name in names} & terms


def test_venue_place_and_accessibility_are_lines_of_their_own():
    place = factories.PlaceFactory(name="Laak")
    page = factories.GatheringPageFactory(venue="Buurtzaal De Kas, Laak", venue_note="Drempelvrij.", places=[place])
    (text,) = [one.text for one in page.get_passages() if "Buurtzaal" in one.text]
    assert "Buurtzaal De Kas, Laak\nLaak\nGoed om te weten: Drempelvrij." in text
