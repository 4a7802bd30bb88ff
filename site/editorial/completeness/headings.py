"""Headings of an entry's text: none, empty ones, levels that are left out."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.entries.findings import Finding
from editorial.completeness.contents import Leaf, first_fields, iterate_leaves

MAX_WORDS = 400  # of a text without a heading
_HEADING = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)


def check_headings(entry) -> Iterator[Finding]:
    """Yield what is wrong with the headings of the text in blocks; fields of a kind have the site's own headings."""
    leaves = [leaf for leaf in iterate_leaves(entry) if leaf.block is not None and leaf.path.startswith("body.")]
    yield from _check_levels(leaves)
    number = sum(len(strip_tags(leaf.html).split()) for leaf in leaves if leaf.html)
    if number > MAX_WORDS and not any(_HEADING.search(leaf.html or "") for leaf in leaves):
        text = _("%(number)d words without a heading: readers look for a place to begin.") % {"number": number}
        yield Finding("headings", text, "body")


def _check_levels(leaves: list[Leaf]) -> Iterator[Finding]:
    last = 1  # the title
    for leaf in leaves:
        for level, inner in _HEADING.findall(leaf.html or ""):
            words, field = unescape(strip_tags(inner)).strip(), first_fields(leaf.path)
            if not words:
                yield Finding("headings", _("There is a heading without words."), field)
            elif int(level) > last + 1:
                text = _("“%(heading)s” is a small heading without a large one above it.") % {"heading": words}
                yield Finding("headings", text, field)
            last = int(level)
