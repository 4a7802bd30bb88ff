"""The handbook as it is read: every chapter and picture is there, links lead somewhere, and no HTML gets through."""

import re
from pathlib import Path

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from core.models import EntryPage
from editorial.handbook.reader import find_section, get_chapters, parse
from editorial.handbook.views import name_section


def test_every_kind_that_can_be_made_has_its_section():
    missing = [
        model.kind
        for model in EntryPage.kinds().values()
        if model.is_creatable and model.__module__ != "tests.new_kind.models" and not find_section(name_section(model))
    ]
    assert missing == []


def test_anchors_are_unique_in_a_chapter_and_no_section_is_empty():
    for chapter in get_chapters():
        anchors = [section.anchor for section in chapter.sections]
        assert len(set(anchors)) == len(anchors)
        assert all(section.html for section in chapter.sections[1:]), chapter.title
        assert any(section.html for section in chapter.sections), chapter.title
    slugs = [chapter.slug for chapter in get_chapters()]
    assert len(set(slugs)) == len(slugs)


def test_links_between_chapters_lead_to_chapters():
    html = "".join(section.html for chapter in get_chapters() for section in chapter.sections)
    linked = set(re.findall(r'href="/beheer/handboek/([^/"]+)/', html))
    assert linked and linked <= {chapter.slug for chapter in get_chapters()}


def test_pictures_exist_and_say_what_they_show():
    source = (Path(settings.ROOT_DIR) / "docs" / "redactie.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", source)
    assert pictures
    for words, name in pictures:
        assert words and (Path(settings.ROOT_DIR) / "docs" / name).exists(), name


def test_the_last_chapter_is_english_and_the_others_are_dutch():
    assert [chapter.language for chapter in get_chapters()][-1] == "en"
    assert {chapter.language for chapter in get_chapters()[:-1]} == {"nl"}


def test_headings_lists_and_text_stand_in_their_section():
    first, second = parse(
        "# Boek\nvooraf\n## Een\nbegin\n### Twee **vet**\n- a\n- b\n#### Klein\nslot\n## Drie\n| a |\n|-|\n| b |"
    )
    assert [section.title for section in first.sections] == ["Een", "Twee vet"]
    assert first.sections[0].html == "<p>begin</p>\n"
    assert (
        "<li>a</li>" in first.sections[1].html
        and "Klein" in first.sections[1].text
        and "vooraf" not in first.sections[0].text
    )
    assert "<table>" in second.sections[0].html


@given(st.text(max_size=200))
def test_any_text_is_read_without_letting_html_through(text):
    for chapter in parse(f"## Kop\n<script>alert(1)</script>\n\n{text}\n"):
        for section in chapter.sections:
            assert "<script" not in section.html.lower()
