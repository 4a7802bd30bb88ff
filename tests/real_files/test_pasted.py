"""Pasted texts in a real editor: some samples, and the small case of tracked changes."""

from pathlib import Path

import pytest

from tests.real_files import pasted
from tests.real_files.editor import open_editor

pytestmark = [pytest.mark.browser]
CASES = Path(__file__).parent / "cases"


def test_no_word_is_lost_and_nothing_hidden_is_shown(browser):
    assert pasted.judge_samples(pasted.make_samples(seed=7, count=5), browser) == []


def test_tracked_changes_and_comments_do_not_come_along(browser):
    with open_editor(browser=browser) as editor:
        blocks, notice = editor.paste((CASES / "word-wijzigingen.html").read_text(encoding="utf-8"))
    assert [block["text"] for block in blocks] == ["Wij doen graag mee."]
    assert notice


COMMENT = (
    "<p>Wij<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[X1]</a></span> doen</p><div style='mso-element:comment-list'>"
    "<div style='mso-element:comment'><p>Nee!</p></div></div>"
)
NESTED = (
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>een</p><p style='mso-list:l0 level2 lfo1'><span"
    " style='mso-list:Ignore'>a)</span>sub</p><p style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>·</span>diep</p>"
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>twee</p>"
)
# What is left out or changed, as each program marks it: (HTML, blocks, words of the notice).
TOLD = [
    ("<p>Wij <span class='TrackChangeTextDeletion TrackedChange SCXW1'>weg </span>doen</p>", [("unstyled", "Wij doen")], "wijzigingen bijhouden"),
    ("<p>Wij <span class=msoMoveFrom>doen </span>mee <span class=msoMoveTo>doen</span></p>", [("unstyled", "Wij mee doen")], "wijzigingen bijhouden"),
    ("<p>Wij <del>weg </del>doen</p>", [("unstyled", "Wij doen")], "wijzigingen bijhouden"),
    (COMMENT, [("unstyled", "Wij doen")], "Opmerkingen"),
    ("<p>Wij<sup><a href='#cmnt1' id=cmnt_ref1>[a]</a></sup> doen</p><div><p><a href='#cmnt_ref1' id=cmnt1>[a]</a><span>Nee!</span></p></div>",
     [("unstyled", "Wij doen")], "Opmerkingen"),
    ("<p>Wij <span style='display: none'>weg </span>doen</p>", [("unstyled", "Wij doen")], "Verborgen"),
    ("<p class=MsoHeading1>Een</p><p style='mso-outline-level:3'>Drie</p>", [("header-two", "Een"), ("header-three", "Drie")], "Koppen"),
    ("<p role=heading aria-level=4>Vier</p><p>en</p>", [("header-three", "Vier"), ("unstyled", "en")], "Koppen"),
    ("<h1>Een</h1>", [("unstyled", "Een")], "met de knoppen"),
    ("<ul><li>een</li></ul>", [("unstyled", "een")], "met de knoppen"),
    ("<p>de 2<sup>de</sup> keer</p>", [("unstyled", "de 2de keer")], "Hoog of laag"),
    (NESTED, [("ordered-list-item", "een"), ("ordered-list-item", "sub"), ("unordered-list-item", "diep"), ("ordered-list-item", "twee")], ""),
    ("<ul><li>een</li><ul><li>sub<ol><li>diep</li></ol></li></ul><li>twee</li></ul>",
     [("unordered-list-item", "een"), ("unordered-list-item", "sub"), ("ordered-list-item", "diep"), ("unordered-list-item", "twee")], ""),
    ("<p>voor<img src=x></p>", [("unstyled", "voor")], "Afbeeldingen"),
    ("<p>voor <s>en</s> na</p>", [("unstyled", "voor en na")], "Doorgestreepte"),
    ("<p>voor <u>en</u> na</p>", [("unstyled", "voor en na")], "Onderstreping"),
]  # fmt: skip


def test_marks_of_each_program(browser):
    with open_editor(browser=browser) as editor:
        for html, blocks, told in TOLD:
            found, notice = editor.paste(html)
            assert [(block["type"], block["text"]) for block in found] == blocks, html
            assert told in notice if told else not notice, html
        deep, _notice = editor.paste(NESTED)
        assert [block["depth"] for block in deep] == [0, 1, 2, 0]
        bold, _notice = editor.paste("<b style='font-weight:normal' id='docs-internal-guid-1'><p>gewoon</p></b>")
        assert bold[0]["inlineStyleRanges"] == []
        own, notice = editor.paste("<div data-editor='a1'><del>blijft</del></div>")
        assert not notice and "blijft" in own[0]["text"]


CASES_OF_PROGRAMS = [
    ("<h1>Een</h1><h4>Vier</h4><p>CO<sub>2</sub> en m<sup>2</sup></p>", [("header-two", "Een"), ("header-three", "Vier"), ("unstyled", "CO₂ en m²")], "Koppen"),
    ("<table><tr><th>Jaar</th><th>Aantal</th></tr><tr><td>2025</td><td><b>7</b></td></tr></table>", [("unstyled", "Jaar | Aantal"), ("unstyled", "2025 | 7")], "tabel"),
    ("<p class=MsoNormal>ja<span style='mso-hide:all'>geheim</span><s>nee</s><img src=x></p>", [("unstyled", "janee")], "Verborgen"),
    ("<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>een</p>"
     "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>sub</p>"
     "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>twee</p>",
     [("ordered-list-item", "een"), ("unordered-list-item", "sub"), ("ordered-list-item", "twee")], ""),
    ("<p>gewoon <a href='https://voorbeeld.nl'>adres</a> a\u000bb</p>", [("unstyled", "gewoon adres a b")], ""),
]  # fmt: skip


def test_what_programs_write(browser):
    with open_editor(browser=browser) as editor:
        for html, blocks, told in CASES_OF_PROGRAMS:
            found, notice = editor.paste(html)
            assert [(block["type"], block["text"]) for block in found] == blocks
            assert told in notice if told else not notice
        assert editor.errors == []


def test_a_field_without_headings_says_so(browser):
    with open_editor(["bold", "ul"], browser=browser) as editor:
        blocks, notice = editor.paste("<h2>Kop</h2><p>tekst</p>")
    assert [block["type"] for block in blocks] == ["unstyled", "unstyled"] and "geen koppen" in notice
