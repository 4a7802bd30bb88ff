"""Addresses of passages."""

import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from core.entries.content_html import find_headings, split_sections
from core.entries.passages import PassageKind
from core.models import EntryPage
from knowledge.models.case import Course
from search.query.hits import make_url_suffix
from search.query.snippets import find_anchor
from tests import factories
from tests.publishing import publish


@pytest.mark.parametrize(
    ("kind", "anchor", "suffix"),
    [
        (PassageKind.SECTION, "", ""),
        (PassageKind.SECTION, "aanpak", "#aanpak"),
        (PassageKind.SECTION, "t-95", "#t-95"),
        (PassageKind.PDF_PAGE, "p-7", "#p-7"),
        (PassageKind.MOMENT, "t-95", "?t=95#t-95"),
        (PassageKind.MOMENT, "t-95-2", "?t=95#t-95-2"),
        (PassageKind.MOMENT, "slot", "#slot"),
    ],
)
def test_suffix_leads_to_the_place(kind, anchor, suffix):
    assert make_url_suffix(kind, anchor) == suffix


def test_finest_anchor_is_the_last_mark_at_or_before_the_offset():
    marks = [[0, "t-90"], [40, "t-95"], [80, "t-99"]]
    assert [find_anchor("t-90", marks, at) for at in (0, 39, 40, 79, 80, 500)] == [
        "t-90", "t-90", "t-95", "t-95", "t-99", "t-99",
    ]  # fmt: skip
    assert find_anchor("kop", [], 10) == "kop"


def text_of(html: str) -> str:
    """The text of a single section."""
    ((_heading, _anchor, text, _marks),) = split_sections(html)
    return text


@pytest.mark.parametrize(
    "tag", ["p", "div", "li", "td", "h2", "h5", "address", "pre", "details", "header", "article", "nav"]
)
def test_words_of_neighbouring_blocks_are_not_glued(tag):
    assert text_of(f"<{tag}>Laak</{tag}><{tag}>kwartier</{tag}>na") == "Laak\nkwartier\nna"


def test_what_stands_apart_by_its_style_is_not_glued():
    html = "<footer><a href='/x'>Laakkwartier</a><span>Begane grond.</span><span>Tijd in Den Haag.</span></footer>"
    assert text_of(html) == "Laakkwartier Begane grond. Tijd in Den Haag."
    assert text_of("<p>Een<br>twee<br/>drie <small>vier</small></p>") == "Een\ntwee\ndrie vier"


def test_marks_within_a_word_leave_it_whole():
    assert text_of("<p>be<b>wo</b>n<mark>ers</mark> en <a href='/'>huis</a>meester</p>") == "bewoners en huismeester"


def test_line_broken_in_a_heading_keeps_its_words_apart():
    html = '<h2 id="a">Een<br>twee</h2><p>Tekst</p>'
    assert list(split_sections(html)) == [("Een twee", "a", "Tekst", ())]
    assert find_headings(html) == [(2, "a", "Een twee")]


def test_table_of_contents_shows_a_heading_as_it_was_written(client, home):
    words = ["Wonen & werken", "Kop twee", "Kop drie", "Kop vier"]
    page = factories.CasePageFactory(body=[("text", "".join(f"<h2>{escape(one)}</h2><p>Tekst</p>" for one in words))])
    told = client.get(page.url).text.partition('class="toc"')[2].partition("</nav>")[0]
    assert '<a href="#wonen-amp-werken">Wonen &amp; werken</a>' in told
    assert find_headings('<h2 id="a">&lt;b&gt; &amp;amp; <em>x</em></h2>') == [(2, "a", "<b> &amp; x")]


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "<span>", "</b>", "<h2 id='k'>", "</h2>", "woord", "&amp;", "<", "\n"])
    )
)
def test_any_html_gives_clean_lines(pieces):
    for heading, _anchor, text, _marks in split_sections("".join(pieces)):
        assert heading == " ".join(heading.split())
        assert all(line == " ".join(line.split()) and line for line in text.split("\n") if text)


# What readers see beside a text, by kind: (fields of the entry, rows, words that must be found)
FACTS = {
    "case": (
        {},
        lambda page: Course.objects.create(
            page=page, name="Minor Sociale Innovatie", programme="Social Work", semester="najaar 2024", ec=30
        ),
        ["Minor Sociale Innovatie, Social Work, najaar 2024, 30 EC"],
    ),
    "agreement": ({"form": "covenant", "costs": "naar draagkracht"}, None, ["convenant", "naar draagkracht"]),
    "coalition": ({"programme": "City Deal Kennis Maken"}, None, ["City Deal Kennis Maken"]),
    "dossier": ({"programme": "Dialoogwerkplaats", "team": "Team 3"}, None, ["Dialoogwerkplaats", "Team 3"]),
    "demand": ({"help": ["design"], "provides": ["budget"], "provides_note": "een pot verf"}, None,
               ["ontwerp", "budget, een pot verf"]),
    "offer": ({"form": "thesis", "offered_by": "Atelier Zuid", "programme": "Bestuurskunde"}, None,
              ["scriptie", "Atelier Zuid", "Bestuurskunde"]),
    "practice": ({"target_group": "mantelzorgers"}, None, ["mantelzorgers"]),
    "article": ({"label": "essay", "first_published_in": "De Laakkrant"}, None, ["essay", "De Laakkrant"]),
    "edition": ({"season": "voorjaar 2025"}, None, ["voorjaar 2025"]),
    "minutes": ({"session_name": "Werkatelier", "session_number": 4, "absent": "de bakker"}, None,
                ["Werkatelier 4", "de bakker"]),
    "interview": ({"interviewer": "een redacteur"}, None, ["een redacteur"]),
    "report": ({"publisher": "Uitgeverij Zuid", "isbn": "978-0-306-40615-7", "doi": "10.1234/laak"}, None,
               ["Uitgeverij Zuid", "978-0-306-40615-7", "10.1234/laak"]),
    "gathering": ({"form": "residents"}, None, ["bewonersavond"]),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FACTS)
def test_words_beside_the_text_are_passages_that_stand_on_the_page(kind, client):
    fields, add, wanted = FACTS[kind]
    factory = getattr(factories, f"{EntryPage.kinds()[kind].__name__}Factory")
    page = factory(publish=False, **fields)
    if add:
        add(page)
    publish(page)
    passages = [passage for passage in page.get_passages() if passage.anchor == "in-short"]
    said = [line for passage in passages for line in passage.text.split("\n")]
    assert [words for words in wanted if words not in " | ".join(said)] == []
    assert all(passage.heading and passage.heading != page.title for passage in passages)
    html = client.get(page.url).text
    assert html.count('id="in-short"') == 1
    orders = [passage.order for passage in page.get_passages()]
    assert orders == list(range(len(orders)))


@pytest.mark.django_db
def test_what_the_text_says_already_is_no_further_passage(home):
    event = factories.GatheringPageFactory(venue="Zaal De Wissel", venue_note="Begane grond.")

    def heads() -> list[str]:
        return [passage.heading for passage in event.get_passages() if "Zaal De Wissel" in passage.text]

    assert heads() == ["Wanneer en waar"]
    event.recording_url = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"  # then day and place go from the text
    assert heads() == ["Zaal"]


@pytest.mark.django_db
def test_courses_are_found_by_their_words(client, home):
    page = factories.CasePageFactory(publish=False)
    FACTS["case"][1](page)
    publish(page)
    factories.CasePageFactory()
    factories.do_work()
    for words in ("social work", "sociale innovatie", "minor", "30 EC"):
        html = client.get("/zoeken/", {"q": words}).text
        assert re.findall(r'<article class="hit" data-entry="(\d+)"', html) == [str(page.pk)], words
        assert f'href="{page.url}#in-short"' in html


@pytest.mark.django_db
def test_label_above_a_question_is_no_word_of_the_answer_before_it(home):
    asked = [("question_answer", {"question": f"Vraag je {word}?", "answers": [{"speaker": "W", "text": f"<p>{word}.</p>"}]})
             for word in ("Koffie", "Thee")]  # fmt: skip
    page = factories.InterviewPageFactory(body=asked)
    texts = {one.heading: one.text.split("\n") for one in page.get_passages()}
    assert texts["Vraag je Koffie?"][-1] == "Koffie."
    assert not any("Vraag" in lines for lines in texts.values())
