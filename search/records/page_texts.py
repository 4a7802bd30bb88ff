"""The text of pages that are no entries, in sections; kept in memory as long as the page does not change."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from wagtail.models import Page

from core.entries.content_html import Marks, add_anchors, split_sections


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: heading, text, the id of the heading (empty for the beginning), and those of its paragraphs."""

    heading: str
    text: str
    anchor: str = ""
    marks: Marks = ()


_sections: dict[int, tuple[tuple, tuple[Section, ...]]] = {}  # by id of the page: (version, sections)


def read_sections(page: Page) -> tuple[Section, ...]:
    """Return the sections of a page: its introduction, the text that readers see, and its description."""
    version = (page.live_revision_id, page.last_published_at, page.title, page.search_description)
    known = _sections.get(page.pk)
    if known is None or known[0] != version:
        known = _sections[page.pk] = (version, tuple(_read(page.specific)))
    return known[1]


def _read(page: Page):
    intro = getattr(page, "intro", "")
    if intro:
        yield Section("", intro)
    if getattr(page, "body", None):
        html = add_anchors(render_to_string("core/entry_content.html", {"page": page, "request": None}))
        for heading, anchor, text, marks in split_sections(html):
            yield Section(heading, text, anchor, marks)
    if page.search_description:
        yield Section("", page.search_description)
