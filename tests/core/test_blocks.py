"""Blocks: each has a preview, a label, and headings that can be landed on."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from core.blocks import BodyBlock
from core.blocks.media import VideoBlock
from core.entries.content_html import add_anchors, anchor_headings, find_headings, split_sections
from tests import factories

pytestmark = pytest.mark.django_db
BLOCKS = BodyBlock().child_blocks


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_a_preview(student, name, filled):
    if filled:
        factories.SiteImageFactory(), factories.SiteDocumentFactory(), factories.CasePageFactory()
    block = BLOCKS[name]
    assert block.is_previewable and block.get_description()
    response = student.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    html = response.content.decode()
    assert response.status_code == 200
    assert "css/site.css" in html
    assert block.render(block.get_preview_value()).strip() != "" or not filled


def test_unknown_video_is_refused_with_a_reason():
    with pytest.raises(StructBlockValidationError):
        VideoBlock().clean({"title": "x", "url": "https://evil.example/v", "poster": None, "duration": ""})


@given(
    st.lists(
        st.tuples(st.sampled_from(["h2", "h3", "h4", "p"]), st.text(alphabet="abé 1<&\"'/", max_size=20)), max_size=12
    )
)
def test_every_heading_gets_an_address_of_its_own(parts):
    html = anchor_headings("".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts))
    anchors = [anchor for _level, anchor, _words in find_headings(html)]
    assert len(anchors) == len(set(anchors)) == sum(tag != "p" for tag, _text in parts)
    assert all(anchor and not anchor[0].isdigit() for anchor in anchors)
    assert anchor_headings(html) == html
    sections = list(split_sections(html))
    assert {anchor for heading, anchor, _text, _marks in sections if heading} <= set(anchors)


@given(st.text(max_size=300))
def test_any_html_is_split_without_error(html):
    list(split_sections(add_anchors(html)))


def test_an_empty_head_is_no_header_cell():
    from core.blocks.text import TableBlock  # noqa: PLC0415 -- beside the test

    value = {
        "data": [["", "\u200b", "Aantal"], [" ", "x", "7"], ["2025", "y", "8"]], "first_row_is_table_header": True,
        "first_col_is_header": True, "cell": [], "mergeCells": [],
    }  # fmt: skip
    html = TableBlock().render(value)
    assert html.count("<th ") == 2 and '<th scope="col">Aantal</th>' in html and '<th scope="row">2025</th>' in html
    empty = TableBlock().render({**value, "data": [["", None, "\u200b"], ["2025", "y", "8"]]})
    assert "<thead" not in empty and empty.count("<th ") == 1


@pytest.mark.parametrize(("caption", "name"), [("Partners", "Partners"), ("", "Tabel")])
def test_a_table_that_can_be_scrolled_has_a_name(caption, name):
    html = BodyBlock().child_blocks["table"].render({"data": [["Jaar", "7"]], "table_caption": caption})
    assert re.search(r'<div class="scroll"[^>]* aria-label="([^"]*)"', html)[1] == name
    assert ("<caption>" in html) is bool(caption)
