"""The result set of a search: all entries in order, facets, and the hits of one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import get_language

from core.entries.days import make_time
from core.models import EntryPage
from directory.localisation import locale_for
from search.query.cache import SearchCache
from search.query.facets import Facets
from search.query.hits import PassageHit, find_evidence
from search.query.language_results import LanguageResults
from search.query.parsed_query import ParsedQuery
from search.query.request import SearchRequest

PER_PAGE = 10
MIN_PARTIAL, MAX_PARTIAL = 5, 10  # hits of the second block; as many as fill a page with whole matches
OTHER_LANGUAGE_HITS = 3  # hits shown of another language
UPCOMING_BOOST = 1.25  # of events in the future; age has no other influence


def count_partial(whole: int) -> int:
    """Return how many partial matches are shown beside a number of whole ones: who has a page of those needs few."""
    return min(max(MAX_PARTIAL - whole, MIN_PARTIAL), MAX_PARTIAL)


@dataclass
class EntryHit:
    """A found entry as shown on the results page.

    `day`: of the entry as HTML, empty while it is not known; `match`: "whole", or "part" if it lacks the words in `missing` (as typed).
    """

    entry: EntryPage
    url: str
    place_names: list[str] = field(default_factory=list)  # in the page's language
    passages: list[PassageHit] = field(default_factory=list)
    day: str = ""
    language: str = ""
    title: str = ""  # HTML with <mark>
    match: str = "whole"
    missing: tuple[str, ...] = ()
    preview: object | None = None  # search.pages.results.Preview


@dataclass
class ResultSet:
    """The result of one search; counting, sorting and paging use ids only.

    `languages`: those selected, else the page's own. `queries` and `results` are keyed by language, the page's own
    first; without text and filters `results` is empty.
    """

    request: SearchRequest
    language: str
    languages: tuple[str, ...]
    queries: Mapping[str, ParsedQuery]
    results: Mapping[str, LanguageResults]
    facets: Facets
    cache: SearchCache

    @cached_property
    def query(self) -> ParsedQuery:
        """The query in the page's language."""
        return self.queries[self.language]

    @cached_property
    def has_criteria(self) -> bool:
        """Whether the request has a text or filters."""
        return bool(self.results)

    @cached_property
    def is_browsing(self) -> bool:
        """Whether the request has filters and no text, and lists all entries that pass them."""
        return self.has_criteria and not self.query.words

    @property
    def is_as_typed(self) -> bool:
        """Whether the words were looked for as they were typed: no other words, operators, or parts of a compound."""
        own = self.results.get(self.language)
        has_parts = own is not None and bool(own.candidates.absent)
        return self.query.is_plain and not self.request.disabled and not has_parts

    @property
    def unknown_filters(self) -> list[tuple[str, str]]:
        """(filter, value) of what was asked for and the site does not have; a search leaves those out."""
        pairs = [(name, text) for name, texts in self.request.filters.items() for text in texts]
        return [(name, text) for name, text in pairs if self.facets.find_value(name, text) is None]

    @property
    def degraded(self) -> bool:
        """Whether the configured engine was unavailable and the database's was used."""
        return any(found.degraded for found in self.results.values())

    @cached_property
    def entry_ids(self) -> list[int]:
        """Ids of all entries that pass the filters, in order."""
        ranked = [
            pk for code, found in self.results.items() if code in self.languages for pk in self._rank(code, found)
        ]
        passing = self.facets.filter(ranked, without="language")  # these are results of the selected languages only
        if self.request.sort == "date":
            rows = self.facets.index.rows
            passing = sorted(passing, key=lambda pk: (rows[pk].date, pk), reverse=True)
        return passing

    def _rank(self, code: str, found: LanguageResults) -> list[int]:
        """Return the entries of a language in order of score, with events in the future boosted."""
        upcoming = self.cache.upcoming(locale_for(code).pk) & found.scores.keys() if found.entry_ids else set()
        if not upcoming:
            return found.entry_ids
        scored = [pk for pk in found.entry_ids if pk in found.scores]
        order = sorted(
            scored, key=lambda pk: found.scores[pk] * (UPCOMING_BOOST if pk in upcoming else 1), reverse=True
        )
        return order + [pk for pk in found.entry_ids if pk not in found.scores]

    @cached_property
    def count(self) -> int:
        """Number of entries."""
        return len(self.entry_ids)

    @cached_property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(1, -(-self.count // PER_PAGE))

    @cached_property
    def number(self) -> int:
        """Number of this page, at most the last."""
        return min(self.request.page, self.pages)

    def page_hits(self) -> tuple[list[EntryHit], dict[str, list[EntryHit]]]:
        """Return the hits of this page with their passages, and the first hits of each other language."""
        others = {code: pks[:OTHER_LANGUAGE_HITS] for code, pks in self.other_languages}
        hits_by_id = self._loaded
        shown = [hits_by_id[pk] for pk in self._page_ids if pk in hits_by_id]
        if not shown:  # hits of other languages are shown in full instead
            for code, pks in others.items():
                self._add_passages(hits_by_id, code, [pk for pk in pks if pk in hits_by_id])
        return shown, {code: [hits_by_id[pk] for pk in pks if pk in hits_by_id] for code, pks in others.items()}

    @property
    def _page_ids(self) -> list[int]:
        start = (self.number - 1) * PER_PAGE
        return self.entry_ids[start : start + PER_PAGE]

    @cached_property
    def _loaded(self) -> dict[int, EntryHit]:
        """The hits of this page, of the second block and of the other languages, by entry id; loaded together."""
        own = [*self._page_ids, *(self.partial_ids if self.number == 1 else ())]
        others = [pk for _code, pks in self.other_languages for pk in pks[:OTHER_LANGUAGE_HITS]]
        hits_by_id = {hit.entry.pk: hit for hit in self.make_hits([*own, *others])}
        shown = [pk for pk in own if pk in hits_by_id]
        by_code = {code: [pk for pk in shown if hits_by_id[pk].language == code] for code in self.languages}
        active = get_language()
        for hit in hits_by_id.values():
            day = hit.entry.card_source.card_day
            hit.day = make_time(day, active) if day else ""
        for code, pks in by_code.items():
            self._add_passages(hits_by_id, code, pks)
        return hits_by_id

    @cached_property
    def partial_ids(self) -> list[int]:
        """Ids of the entries of the second block: they match a part of the query and pass the filters, best first."""
        ranked = [pk for code in self.languages if code in self.results for pk in self.results[code].partial_ids]
        return self.facets.filter_others(ranked)[: count_partial(self.count)] if ranked else []

    def partial_hits(self) -> list[EntryHit]:
        """Return the hits of the second block, on the first page, that show a word; no count, facet, page, feed or mail has them."""
        pks = self.partial_ids if self.number == 1 else []
        hits = [self._loaded[pk] for pk in pks if pk in self._loaded]
        for hit in hits:
            hit.match, hit.missing = "part", self.results[hit.language].missing.get(hit.entry.pk, ())
        return [hit for hit in hits if hit.passages or "<mark>" in hit.title]

    def _add_passages(self, hits_by_id: dict[int, EntryHit], code: str, pks: list[int]) -> None:
        """Set the marked titles and the matching passages of the hits."""
        if not pks or self.is_browsing:
            return
        titles = {pk: hits_by_id[pk].entry.title for pk in pks}
        fewer = [] if self.number > 1 else [pk for pk in pks if pk in self.results[code].missing]
        for pk, evidence in find_evidence(self.results[code], titles, fewer=fewer).items():
            hits_by_id[pk].passages, hits_by_id[pk].title = evidence.passages, evidence.title

    def make_hits(self, pks: list[int]) -> list[EntryHit]:
        """Return entries as hits, in the given order, without those that are not public now."""
        public = EntryPage.objects.filter(pk__in=EntryPage.objects.find_public(pks)).order_by()
        entries = {entry.pk: entry for entry in public.for_cards(images=False, places=False, dates=True)} if pks else {}
        rows, names = self.facets.index.rows, self.facets.named["place"]
        place_names = {pk: [names[key][1] for key in rows[pk].place[:2]] if pk in rows else [] for pk in entries}
        return [
            EntryHit(entry, entry.url, place_names[pk], language=entry.language)
            for pk in pks
            if (entry := entries.get(pk)) is not None
        ]

    @cached_property
    def other_languages(self) -> list[tuple[str, list[int]]]:
        """(language, entry ids) of the languages that are not selected, with the other filters applied."""
        found = [
            (code, self.facets.filter(results.entry_ids, without="language"))
            for code, results in self.results.items()
            if results.entry_ids and code not in self.languages
        ]
        return [(code, passing) for code, passing in found if passing]
