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
