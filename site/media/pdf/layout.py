"""Layout analysis: removes running heads and page numbers, and joins lines into headings, paragraphs and list items.

Does not use Django: it runs in the child process of `media.pdf.worker`.
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from media.pdf.hyphenation import SUSPENDED, clean_characters, collect_words, dehyphenate

MARGIN = 0.13  # share of the page height, at top and bottom, that may hold running heads
BULLET = re.compile(r"^\s*(?:[•◦▪▫●○■□‣⁃∙·–—*-]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
BAD_BULLET = re.compile(r"^[•◦▪▫●○■□‣⁃∙·–—*-]\s+")
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(r"(?:pagina|page|blz\.?|p\.?|[-–|])?\s*#\s*(?:(?:van|of|/|uit)\s*\d+|[-–|])?$", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"[^\W_][-\u2010\u2011]$")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
CHARACTER = 0.5  # mean width of a character, relative to the font size


@dataclass(slots=True)
class TextLine:
    """A line, in points from the lower left corner of the page as a reader of the line holds it.

    `hyphen`: a trailing hyphen was removed from `text`. `turn`: quarter turns of the writing. `open_end`: PDFium put the next
    piece on the same line.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    hyphen: bool = False
    turn: int = 0
    open_end: bool = False


@dataclass(slots=True)
class RawPage:
    """Lines and height (points) of a page as PDFium returns them."""

    lines: list[TextLine]
    height: float


def extract_blocks(raw_pages: list[RawPage]) -> list[list[tuple[str, str]]]:
    """Return the blocks of each page: (role, text) with role h, p or li."""
    for raw_page in raw_pages:
        for line in raw_page.lines:
            line.text = " ".join(clean_characters(line.text).split())
            if _ENDS_OPEN.search(line.text):  # hyphens that PDFium does not mark: "2026-" before "2028"
                line.text, line.hyphen = line.text[:-1], True
        raw_page.lines = [line for line in raw_page.lines if line.text]
    body = find_body_size(raw_pages)
    remove_running_heads(raw_pages, body)
    join_across_pages(raw_pages)
    known = collect_words(
        line.text.rsplit(" ", 1)[0] if line.hyphen else line.text for raw_page in raw_pages for line in raw_page.lines
    )
    return [make_blocks(raw_page.lines, body, known) for raw_page in raw_pages]


def find_body_size(raw_pages: list[RawPage]) -> float:
    """Return the font size of most characters."""
    sizes: Counter = Counter()
    for raw_page in raw_pages:
        for line in raw_page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def remove_running_heads(raw_pages: list[RawPage], body: float) -> None:
    """Remove lines that repeat in the margins of pages, and page numbers."""
    edges = [[line for line in raw_page.lines if _at_edge(line, raw_page)] for raw_page in raw_pages]
    shift = _find_shift(edges)
    seen: Counter = Counter()
    keys: list[list[tuple]] = []
    for index, lines in enumerate(edges):
        here = [(_without_number(line.text, index, shift), line) for line in lines]
        keys.append(here)
        seen.update({(text, round(line.base / 3)) for text, line in here})
    for raw_page, here in zip(raw_pages, keys, strict=True):
        gone = set()
        for text, line in here:
            times = max(seen[text, round(line.base / 3) + near] for near in (-1, 0, 1))
            often = times >= 3 and times >= 0.3 * len(raw_pages)
            small = line.size <= body * 1.1
            if (
                (often and (small or "#" not in text))
                or (small and times >= 2)
                or (_PAGE_NUMBER.match(text) and line.size <= body * 1.5)
            ):
                gone.add(id(line))
        raw_page.lines = [line for line in raw_page.lines if id(line) not in gone]


def _at_edge(line: TextLine, raw_page: RawPage) -> bool:
    return line.base > raw_page.height * (1 - MARGIN) or line.base < raw_page.height * MARGIN


def _find_shift(edges) -> int | None:
    """Return the offset of printed page numbers from page indexes, or None without page numbers."""
    shifts: Counter = Counter()
    for index, lines in enumerate(edges):
        shifts.update({int(number) - index - 1 for line in lines for number in _NUMBER.findall(line.text)})
    if not shifts:
        return None
    shift, times = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])))
    return shift if times >= max(2, 0.3 * len(edges)) or (shift == 0 and len(edges) == 1) else None


def _without_number(text: str, index: int, shift: int | None) -> str:
    if shift is None:
        return text
    return _NUMBER.sub(lambda match: "#" if int(match.group()) == index + 1 + shift else match.group(), text)


def join_across_pages(raw_pages: list[RawPage]) -> None:
    """Move the rest of a word that is hyphenated at the end of a page to that page."""
    for raw_page, following in itertools.pairwise(raw_pages):
        if not raw_page.lines or not following.lines:
            continue
        last, first = raw_page.lines[-1], following.lines[0]
        rest, _space, others = first.text.partition(" ")
        is_broken = last.hyphen and len(last.text) > 1 and last.text[-1].isalpha() and rest[:1].islower()
        is_suspended = re.split("[,/]", rest)[0] in SUSPENDED  # "en, welzijn", "en/of"
        if not is_broken or is_suspended or abs(first.size - last.size) > 0.08 * last.size:
            continue
        end = TextLine(rest, last.left, last.left, last.base, last.size, last.bold, hyphen=first.hyphen and not others)
        raw_page.lines.append(end)
        first.text = others
        if not others:
            following.lines.pop(0)


def make_blocks(lines: list[TextLine], body: float, known: set[str]) -> list[tuple[str, str]]:
    """Return the blocks of one page."""
    blocks: list[list] = []
    right = _right_edges(lines)
    leading = _find_leading(lines, body)
    for at, line in enumerate(lines):
        role = _find_role(line, body)
        before = lines[at - 1] if at else None
        if before is not None and blocks and not _begins(line, before, role, blocks[-1][0], right[at - 1], leading):
            text = blocks[-1][1]
            blocks[-1][1] = dehyphenate(text, line.text, known) if before.hyphen else f"{text} {line.text}"
        else:
            if before is not None and before.hyphen and blocks:
                blocks[-1][1] += "-"
            blocks.append([role, line.text])
    if lines and lines[-1].hyphen and blocks:
        blocks[-1][1] += "-"
    return [(role, BAD_BULLET.sub("", text) if role == "li" else text) for role, text in blocks]


def _find_role(line: TextLine, body: float) -> str:
    if line.size >= body * 1.14 or (line.bold and len(line.text) <= 90 and not _SENTENCE_END.search(line.text)):
        return "h"
    return "li" if BULLET.match(line.text) else "p"


def _begins(line: TextLine, before: TextLine, role: str, running: str, edge: float, leading: float) -> bool:
    """Return whether `line` starts a new block after line `before`, in a block of role `running`."""
    if before.hyphen:
        return False
    if (role == "h") != (running == "h") or abs(line.size - before.size) > 0.08 * before.size:
        return True
    if role == "li":
        return True
    step = before.base - line.base
    if step < -leading / 2:  # moves up: the next column; an unfinished sentence continues
        return bool(_SENTENCE_END.search(before.text)) or not line.text[:1].islower()
    if step > 1.45 * max(leading, before.size * 1.1):
        return True
    first = line.text.split(" ", 1)[0]
    if edge - before.right > (len(first) + 1) * line.size * CHARACTER * 1.1 and running != "h":
        return True  # the next word would have fit: a hard line break
    return running == "p" and line.left - before.left > 0.8 * line.size and bool(_SENTENCE_END.search(before.text))


def _right_edges(lines: list[TextLine]) -> list[float]:
    """Return the right edge of the column of each line."""
    edges, start = [0.0] * len(lines), 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].base > lines[at - 1].base + 2 * lines[at].size:
            reach = max((line.right for line in lines[start:at]), default=0.0)
            edges[start:at] = [reach] * (at - start)
            start = at
    return edges


def _find_leading(lines: list[TextLine], body: float) -> float:
    """Return the most frequent distance between baselines of body text."""
    steps: Counter = Counter()
    for before, line in itertools.pairwise(lines):
        step = before.base - line.base
        if abs(line.size - body) < 0.1 * body and 0.8 * body < step < 2.5 * body:
            steps[round(step, 1)] += 1
    return steps.most_common(1)[0][0] if steps else 1.3 * body
