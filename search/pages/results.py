"""The results page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from core.filters.definitions import SEARCH_FILTERS
from core.listings.navigation import make_pager
from search.curation.promotions import find_promoted
from search.pages.no_results import suggest_alternatives
from search.pages.previews import add_previews
from search.pages.query_notice import QueryNotice, make_query_notice
from search.query.executor import execute
from search.query.request import SearchRequest
from search.query.result_set import EntryHit, ResultSet
from search.query_log import recorder
from search.records.lookup import find_record_hits


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
    context = {
        "text": search_request.text,
        "search_request": search_request,
        "query": search_request.query_string(page=1),
        "results": results,
        "count": results.count,
        "hits": hits,
        "records": [hit for hit in records if not hit.is_text],
        "page_texts": [hit for hit in records if hit.is_text],
        "partial": results.partial_hits(),
        "facets": results.facets.shown if results.has_criteria else [],
        "chips": make_chips(request.path, results),
        "hidden": [pair for pair in search_request.without_filters().query_pairs() if pair[0] != "sort"],
        "orders": {order: search_request.with_sort(order).url(request.path) for order in ("relevance", "date")},
        "clear": search_request.without_filters().url(request.path),
        "note": make_query_notice(request.path, results) if results.query.words else QueryNotice(),
        "promoted": find_promoted(search_request.text, promotions) if promotions and search_request.page == 1 else [],
        "pager": make_pager(results.number, results.pages, lambda number: results.request.url(request.path, number)),
        "others": make_others(request.path, results, others),
        "ways": suggest_alternatives(request.path, results) if not results.count else {},
        "save_url": search_request.url(reverse("save_search"), 1) if results.has_criteria else "",
        "feed_url": search_request.url(reverse("search_feed"), 1) if results.has_criteria else "",
        "csv_url": search_request.url(reverse("search_csv"), 1) if results.has_criteria else "",
        "ris_url": search_request.url(reverse("search_ris"), 1) if results.has_criteria else "",
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
