"""Parser of the markup of the content files: headings, paragraphs, lists, bold and links."""

import re
from collections.abc import Iterator
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[(.+?)\]\((.+?)\)")
_ITEM = re.compile(r"(-|\d+\.) ")


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (kind, lines): h1, h2, h3, ul, ol, p or break."""
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in chunk.splitlines()]
        heading = re.match(r"(#{1,3}) (.+)", lines[0])
        if heading:
            yield f"h{len(heading.group(1))}", [heading.group(2)]
        elif lines == ["==="]:
            yield "break", []
        elif _ITEM.match(lines[0]):
            yield ("ul" if lines[0][0] == "-" else "ol"), [_ITEM.sub("", line, count=1) for line in lines]
        else:
            yield "p", [" ".join(lines)]


def to_html(text: str) -> str:
    """Return `text` as the HTML that rich text fields store."""
    out = []
    for kind, lines in blocks(text):
        inner = [
            _LINK.sub(r'<a href="\2">\1</a>', _BOLD.sub(r"<b>\1</b>", escape(line, quote=False))) for line in lines
        ]
        if kind in {"ul", "ol"}:
            inner = [f"<li>{line}</li>" for line in inner]
        out.append(f"<{kind}>{''.join(inner)}</{kind}>")
    return "".join(out)


def to_roles(text: str) -> list[tuple[str, str]]:
    """Return (structure type, text) of the blocks for a PDF."""
    roles = {"h1": "H1", "h2": "H2", "h3": "H2", "p": "P", "ul": "LI", "ol": "LI"}
    return [(roles.get(kind, "BREAK"), line) for kind, lines in blocks(text) for line in lines or [""]]
