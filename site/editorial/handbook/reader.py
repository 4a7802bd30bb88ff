"""Reads the handbook: chapters (`##`) with sections (`###`), as HTML with an id on every heading.

The file is part of the code and written by us; raw HTML in it is shown as text all the same. It is read again when it changes.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

FILE = "redactie.md"
PICTURES = "../site/static/"  # how the file names its pictures, so that they also show where the file itself is read
INTRODUCTION = "welkom"  # slug of what stands before the first chapter


@dataclass
class Section:
    """A part of a chapter under its own heading; the first one of a chapter has the chapter's."""

    title: str
    anchor: str
    html: SafeString = field(default_factory=SafeString)
    text: str = ""


@dataclass
class Chapter:
    """A chapter: its title, the slug of its address, its language and its sections."""

    title: str
    slug: str
    language: str = "nl"
    sections: list[Section] = field(default_factory=list)


def get_chapters() -> list[Chapter]:
    """Return the chapters of the handbook, in its order."""
    path = Path(settings.ROOT_DIR) / "docs" / FILE
    return _read(path, path.stat().st_mtime_ns)


def find_chapter(slug: str) -> Chapter | None:
    """Return the chapter with this slug, or None."""
    return next((chapter for chapter in get_chapters() if chapter.slug == slug), None)


def find_section(anchor: str) -> tuple[Chapter, Section] | None:
    """Return the section with this anchor and its chapter, or None."""
    pairs = ((chapter, section) for chapter in get_chapters() for section in chapter.sections)
    return next((pair for pair in pairs if pair[1].anchor == anchor), None)


@lru_cache(maxsize=1)
def _read(path: Path, changed: int) -> list[Chapter]:
    return parse(path.read_text(encoding="utf-8"))


def parse(source: str) -> list[Chapter]:
    """Return the chapters of a text in Markdown; without any heading of the second level there is none."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    chapters: list[Chapter] = []
    rest: list[Token] = []
    tokens = parser.parse(source)
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag in {"h2", "h3"} and (chapters or token.tag == "h2"):
            _finish(chapters, rest, parser)
            _open_section(chapters, token.tag, tokens[number + 1].content)
            rest = []
        elif chapters and not _is_of_heading(tokens, number):
            rest.append(token)
    _finish(chapters, rest, parser)
    return chapters


def _is_of_heading(tokens: list[Token], number: int) -> bool:
    """Return whether a token is the text or the end of a heading that begins a chapter or section."""
    near = [token for token in tokens[max(0, number - 2) : number] if token.type == "heading_open"]
    return any(token.tag in {"h2", "h3"} for token in near)


def _open_section(chapters: list[Chapter], tag: str, title: str) -> None:
    title = title.replace("*", "").replace("`", "")
    if tag == "h2":
        chapters.append(Chapter(title, slugify(title), "en" if title.startswith("In English") else "nl"))
    chapters[-1].sections.append(Section(title, slugify(title)))


def _finish(chapters: list[Chapter], tokens: list[Token], parser: MarkdownIt) -> None:
    """Render the tokens as the content of the last section."""
    if not chapters or not tokens:
        return
    for token in (child for one in tokens for child in [one, *(one.children or [])]):
        source = str(token.attrs.get("src", ""))
        if token.type == "image" and source.startswith(PICTURES):
            token.attrs["src"] = static(source.removeprefix(PICTURES))
            token.attrs["loading"] = "lazy"
    section = chapters[-1].sections[-1]
    section.html = mark_safe(parser.renderer.render(tokens, parser.options, {}))
    section.text = " ".join(_list_words(tokens))


def _list_words(tokens: list[Token]) -> list[str]:
    """Return the texts of inline tokens, without marks of Markdown."""
    return [
        "".join(child.content if child.type in {"text", "code_inline"} else " " for child in token.children or [])
        for token in tokens
        if token.type == "inline"
    ]
