"""Records, kinds and pages as hits of a search: what everybody may see now, with numbers that hold now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from directory.localisation import locale_for
from search.query.result_set import ResultSet
from search.records.lookup import Match, Tier, find_items
from search.records.name_index import get_name_index
from search.records.targets import Target, count_entries, find_targets

MAX_HITS = 5  # above the entries
MAX_PARTS = 3  # of these, found by a part of their name
MAX_TEXTS = 3  # pages found by their text, below the entries
MAX_LOOKED_AT = 30  # matches of which visibility is asked


@dataclass(frozen=True)
class RecordHit:
    """A found record, kind or page: one line, with the number of entries behind it (None: it has none of its own).

    `ref`: type and id, as in `organisation:12`; `title` and `note` are HTML with <mark>.
    """

    ref: str
    label: str
    name: str
    title: SafeString
    url: str
    number: int | None
    note: SafeString
    is_text: bool

    @property
    def match(self) -> str:
        """A record that lacks a word of the query is not shown."""
        return "whole"


def find_record_hits(results: ResultSet) -> list[RecordHit]:
    """Return the records, kinds and pages for the first page of a search without filters, best first."""
    request = results.request
    if not results.query.words or results.number > 1 or any(name != "language" for name in request.filters):
        return []
    locale = locale_for(results.language)
    index = get_name_index(results.facets.index, locale.pk)
    exceptions = results.cache.curation.for_language(results.language).exceptions
    matches = find_items(index, results.query, exceptions, forgiving=not results.count)[:MAX_LOOKED_AT]
    if not matches:
        return []
    targets = find_targets([match.item for match in matches], results.facets.index, locale.pk)
    by_ref: dict[str, Match] = {}  # a kind and its list lead to the same page
    for match in matches:
        if match.item in targets:
            by_ref.setdefault(targets[match.item].ref, match)
    shown = _limit(list(by_ref.values()))
    numbers = count_entries([targets[match.item] for match in shown])
    return [_make_hit(match, targets[match.item], number) for match, number in zip(shown, numbers, strict=True)]


def _limit(matches: Sequence[Match]) -> list[Match]:
    names = [match for match in matches if match.tier == Tier.NAME]
    parts = [match for match in matches if match.tier == Tier.PART][:MAX_PARTS]
    texts = [match for match in matches if match.tier == Tier.TEXT][:MAX_TEXTS]
    return [*[*names, *parts][:MAX_HITS], *texts]


def _make_hit(match: Match, target: Target, number: int | None) -> RecordHit:
    url = f"{target.url}#{match.anchor}" if match.anchor else target.url
    label, name = match.item.labels[0], match.item.names[0]
    return RecordHit(target.ref, label, name, match.title, url, number, match.note, match.tier == Tier.TEXT)
