"""The results page, and the preview of each hit: more of the text around its first place, so that nobody need open ten pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.filters.definitions import SEARCH_FILTERS
from core.listings.navigation import make_pager
from search.curation.promotions import find_promoted
from search.models import SearchPassage
from search.pages.no_results import suggest_alternatives
from search.pages.query_notice import QueryNotice, make_query_notice
from search.query.executor import execute
from search.query.hits import make_url_suffix, passage_label
from search.query.language_results import LanguageResults
from search.query.request import SearchRequest
from search.query.result_set import EntryHit, ResultSet
from search.query.snippets import SNIPPET_LENGTH, make_excerpt
from search.query_log import recorder
from search.records.lookup import find_record_hits

MIN_GAIN = 60  # characters that a preview has more than the snippet


@require_safe
def search(request) -> HttpResponse:
    """Return the results page: hits, facets, promoted results, other languages and alternatives."""
    language = translation.get_language()[:2]
    results = execute(SearchRequest.from_query(request.GET, language), language)
    search_request, (hits, others) = results.request, results.page_hits()
    add_previews(results, hits)
    records = find_record_hits(results)
    recorder.record(request, results)
    promotions = results.cache.curation.promotions.get(language, [])
    has_criteria = results.has_criteria
    context = {
        "text": search_request.text,
        "search_request": search_request,
        "results": results,
        "count": results.count,
        "hits": hits,
        "records": [hit for hit in records if not hit.is_text],
        "page_texts": [hit for hit in records if hit.is_text],
        "partial": results.partial_hits(),
        "facets": results.facets.shown if has_criteria else [],
        "chips": make_chips(request.path, results),
        "promoted": find_promoted(search_request.text, promotions) if promotions and search_request.page == 1 else [],
        "others": make_others(request.path, results, others),
        "ways": suggest_alternatives(request.path, results) if not results.count else {},
        "note": QueryNotice() if results.is_as_typed else make_query_notice(request.path, results),
        "pager": make_pager(results.number, results.pages, lambda number: search_request.url(request.path, number)),
        "query": search_request.query_string(page=1),
        "hidden": [pair for pair in search_request.without_filters().query_pairs() if pair[0] != "sort"],
        "clear": search_request.without_filters().url(request.path),
        "orders": {order: search_request.with_sort(order).url(request.path) for order in ("relevance", "date")},
        "save_url": search_request.url(reverse("save_search"), 1) if has_criteria else "",
        "feed_url": search_request.url(reverse("search_feed"), 1) if has_criteria else "",
        "csv_url": search_request.url(reverse("search_csv"), 1) if has_criteria else "",
        "ris_url": search_request.url(reverse("search_ris"), 1) if has_criteria else "",
        "noindex": True,
        "own_search": True,
    }
    return render(request, "search/search.html", context)


def make_chips(path: str, results: ResultSet) -> list[dict]:
    """Return the selected filter values with the URL that removes each."""
    search_request, facets, found = results.request, results.facets, []
    for name, texts in search_request.filters.items():
        for text in texts:
            value = facets.find_value(name, text)
            if value is not None:
                url = search_request.without_value(name, text).url(path)
                found.append(
                    {"label": SEARCH_FILTERS[name].label, "value": facets.describe_value(name, value)[1], "url": url}
                )
    return found


def make_others(path: str, results: ResultSet, hits: dict[str, list[EntryHit]]) -> list[dict]:
    """Return a block for each other language: number of results, first hits, and the URL of all."""
    return [
        {
            "code": code, "number": len(pks), "hits": hits[code], "more": len(pks) > len(hits[code]),
            "url": results.request.with_language(code).url(path),
        }
        for code, pks in results.other_languages
    ]  # fmt: skip


@dataclass(frozen=True)
class Source:
    """The text that a preview is a part of: of a passage, or the lead of the entry; `label` and `url_suffix` of where it stands."""

    label: str
    text: str
    language: str
    url_suffix: str = ""


@dataclass(frozen=True)
class Preview:
    """Part of a source as HTML with <mark>."""

    label: str
    html: SafeString
    url_suffix: str = ""


def add_previews(results: ResultSet, hits: Iterable[EntryHit]) -> None:
    """Set the preview of each hit: around its first long place, else its lead, else what follows; at most one query."""
    all_hits = [(hit, results.results[hit.language]) for hit in hits]
    chosen = [(hit, found, _find_place(hit) or _find_lead(found, hit)) for hit, found in all_hits]
    short = {hit.entry.pk: (hit, found) for hit, found, source in chosen if source is None}
    sources = [(hit, found, source) for hit, found, source in chosen if source is not None]
    sources += _find_following(short)
    for found in results.results.values():
        own = [(hit, source) for hit, of, source in sources if of is found]
        if not own:
            continue
        texts = [(source.text, source.language or found.language) for _hit, source in own]
        weights = found.candidates.weights or [1.0] * len(found.query.words)
        for (hit, source), matches in zip(own, found.matcher.find_all_evidence(texts), strict=True):
            hit.preview = Preview(source.label, make_excerpt(source.text, matches, weights), source.url_suffix)


def _find_place(hit: EntryHit) -> Source | None:
    """Return the first place that has more than its snippet shows."""
    for shown in hit.passages:
        passage = shown.passage
        if len(passage.text) >= SNIPPET_LENGTH + MIN_GAIN:
            return Source(shown.label, passage.text, passage.language, shown.url_suffix)
    return None


def _find_lead(found: LanguageResults, hit: EntryHit) -> Source | None:
    """Return the lead, unless it is one of the places, or names somebody who may not be named."""
    lead = hit.entry.lead
    if not lead or any(shown.passage.order == 0 for shown in hit.passages) or _is_hidden(found, hit, lead):
        return None
    return Source(_("Beginning"), lead, found.language)


def _find_following(
    short: dict[int, tuple[EntryHit, LanguageResults]],
) -> list[tuple[EntryHit, LanguageResults, Source]]:
    """Return the second passage of each entry that may be shown."""
    sources = []
    for passage in SearchPassage.objects.filter(entry_id__in=short, order=1) if short else ():
        hit, found = short[passage.entry_id]
        if not _is_hidden(found, hit, f"{passage.heading} {passage.text}"):
            suffix = make_url_suffix(passage.kind, passage.anchor, passage.marks)
            label = passage_label(passage, passage.anchor)
            sources.append((hit, found, Source(label, passage.text, passage.language, suffix)))
    return sources


def _is_hidden(found: LanguageResults, hit: EntryHit, text: str) -> bool:
    redaction = found.redactions.get(hit.entry.pk)
    return redaction is not None and redaction.hides("", text)
