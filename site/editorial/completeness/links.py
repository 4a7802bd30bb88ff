"""Links of an entry that lead nowhere on this site: to pages that are gone or not public, to files that are gone.

Addresses of other sites are asked by a task, not here.
"""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page

from core.entries.findings import Finding
from core.models.querysets import readable_pages
from editorial.completeness.contents import first_fields, iterate_leaves
from media.models import SiteDocument

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(linktype|id|href)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)


def check_links(entry) -> Iterator[Finding]:
    """Yield the links of an entry that lead nowhere; two queries."""
    links = [*_find_links(entry)]
    pages = {pk for kind, pk, *_rest in links if kind == "page"}
    titles = dict(Page.objects.filter(pk__in=pages).values_list("pk", "title")) if pages else {}
    public = set(readable_pages().filter(pk__in=pages).values_list("pk", flat=True)) if pages else set()
    files = {pk for kind, pk, *_rest in links if kind == "document"}
    known = set(SiteDocument.objects.filter(pk__in=files).values_list("pk", flat=True)) if files else set()
    for kind, pk, words, field in links:
        if kind == "document" and pk not in known:
            yield Finding("links", _("The link “%(words)s” leads to a file that is gone.") % {"words": words}, field)
        elif kind == "page" and pk not in titles:
            yield Finding("links", _("The link “%(words)s” leads to a page that is gone.") % {"words": words}, field)
        elif kind == "page" and pk not in public:
            text = _("“%(title)s” is not public, so readers do not see the link to it.") % {"title": titles[pk]}
            yield Finding("links", text, field)
        elif kind == "none":
            yield Finding("links", _("The link “%(words)s” has no address.") % {"words": words}, field)


def _find_links(entry) -> Iterator[tuple[str, int, str, str]]:
    """Yield (kind, id, words, field) of links in texts, of chosen pages and of related entries."""
    for leaf in iterate_leaves(entry):
        if isinstance(leaf.block, PageChooserBlock) and leaf.value:
            yield "page", leaf.value.pk, leaf.value.title, first_fields(leaf.path)
        for attributes, inner in _LINK.findall(leaf.html or ""):
            found = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
            words, kind = unescape(strip_tags(inner)).strip(), found.get("linktype", "")
            number = found.get("id", "")
            if kind in {"page", "document"} and number.isdecimal() and len(number) < 19:
                yield kind, int(number), words, first_fields(leaf.path)
            elif not kind and found.get("href", "").strip() in {"", "#", "http://", "https://"}:
                yield "none", 0, words, first_fields(leaf.path)
    for row in entry.related_entries.all():
        if row.target_id:
            yield "page", row.target_id, "", "related_entries"
