"""Rich text as plain text: blocks break lines, inline markup does not, and what the form shows is what it keeps."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from knowledge.matching.candidates import read_text
from knowledge.models import DemandPage
from knowledge.submissions.typed_text import read_plain, write_rich

words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029"), max_size=8)
inline = st.sampled_from(["", "b", "i", 'a href="https://wijk.example"', "em", "strong"])
blocks = st.sampled_from(["p", "li", "h3", "ul"])


@st.composite
def rich_texts(draw) -> str:
    """Blocks with pieces of text, each with or without an inline element around it."""
    found = []
    for block in draw(st.lists(blocks, max_size=4)):
        pieces = draw(st.lists(st.tuples(inline, words, st.sampled_from(["", "<br/>", "\n"])), max_size=4))
        text = "".join(
            (f"<{tag}>{write_rich(word)[3:-4]}</{tag.split()[0]}>" if tag else write_rich(word)[3:-4]) + end
            for tag, word, end in pieces
        )
        found.append(f"<{block}>{text}</{block}>")
    return "".join(found)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Er staan <b>veel</b> <i>fiet</i>sen, zie <a href='https://x.example'>de lijst</a>.</p>", "Er staan veel fietsen, zie de lijst."),
        ("<p>Een</p><p>Twee<br/>drie</p>", "Een\n\nTwee\ndrie"),
        ("<p>Kom:</p><ul><li><b>maandag</b> vroeg</li><li>vrijdag</li></ul>", "Kom:\n\nmaandag vroeg\n\nvrijdag"),
        ("<ul><li>Een<ul><li>twee</li></ul></li></ul>", "Een\n\ntwee"),
        ("<h2>Kop</h2>\n<p>A &amp; B\nen C</p>", "Kop\n\nA & B en C"),
        ("Zonder alinea", "Zonder alinea"),
        ("", ""),
    ],
)  # fmt: skip
def test_blocks_break_lines_and_inline_elements_do_not(html, text):
    assert read_plain(html) == text


@given(rich_texts())
def test_what_the_form_shows_is_what_it_keeps(html):
    shown = read_plain(html)
    assert read_plain(write_rich(shown)) == shown


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=40))
@example('Foto’s, foto\'s & "dingen" <x>\nregel twee\n\n  - punt  één')
def test_editor_opens_what_was_typed_and_changes_nothing_of_it(text):
    editor, written = ContentstateConverter(["bold", "link"]), write_rich(text)
    kept = editor.to_database_format(editor.from_database_format(written))
    assert re.sub(r' data-block-key="[^"]*"', "", kept) == (written or "<p></p>")


@pytest.mark.django_db
def test_matching_reads_the_words_of_two_paragraphs_apart():
    page = DemandPage(title="Vraag", lead="", question="", why="<p>Er zijn <b>fiet</b>sen</p><p>Ook katten</p>")
    assert read_text(page).split(". ")[1].split() == ["Er", "zijn", "fietsen", "Ook", "katten"]
