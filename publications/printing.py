"""The articles of an edition one after the other, on one page for paper."""

import re

from core.models import EntryPage

_ID = re.compile(r'(?<![-\w])(id|for|aria-labelledby|aria-describedby)="([^"]+)"')
_FRAGMENT = re.compile(r'href="#([^"]+)"')


def read_articles(collected: list, request) -> list[tuple]:
    """Return (entry, its content as HTML) of the entries of an edition, in their order; a query per kind of entry."""
    entries = {entry.pk: entry for entry in EntryPage.objects.filter(pk__in=[one.pk for one in collected]).specific()}
    return [
        (entries[one.pk], prefix_ids(entries[one.pk].render_content(request), f"a{number}-"))
        for number, one in enumerate(collected, start=1)
    ]


def prefix_ids(html: str, prefix: str) -> str:
    """Return HTML whose ids begin with `prefix`, so that several texts can stand on one page."""

    def rename(match) -> str:
        names = " ".join(f"{prefix}{name}" for name in match[2].split())
        return f'{match[1]}="{names}"'

    return _FRAGMENT.sub(lambda match: f'href="#{prefix}{match[1]}"', _ID.sub(rename, html))
