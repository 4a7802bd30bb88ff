"""The results page: any text gets an answer, and every answer a way on."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from core.filters.definitions import SEARCH_FILTERS
from search.curation.promotions import find_promoted
from search.pages.no_results import suggest_alternatives
from search.pages.query_notice import Note, make_note
from search.query.request import SearchRequest
from search.query.result_set import EntryHit, ResultSet
from search.query_log import recorder

AROUND = 2  # pages in sight at both sides of this one


@require_safe
def search(request) -> HttpResponse:
    """Answer with what is public now: ten entries, facets over all of them, and what else may help."""
    language = translation.get_language()[:2]
    results = ResultSet(SearchRequest.read(request.GET, language), language)
    wanted, hits, others = results.wanted, *results.hits()
    recorder.record(request, results)
    promotions = results.memory.told.promotions.get(language, [])
    context = {
        "text": wanted.text,
        "wanted": wanted,
        "query": wanted.query(page=1),
        "results": results,
        "count": results.count,
        "hits": hits,
        "facets": results.facets.shown if results.is_asked else [],
        "chips": make_chips(request.path, results),
        "hidden": [pair for pair in wanted.bare().pairs() if pair[0] != "sort"],
        "orders": {order: address(request.path, wanted.sorted(order)) for order in ("relevance", "date")},
        "clear": address(request.path, wanted.bare()),
        "note": make_note(request.path, results) if results.question.words else Note(),
        "promoted": find_promoted(wanted.text, promotions) if wanted.page == 1 else [],
        "pager": make_pager(request.path, results),
        "next_url": address(request.path, wanted, results.number + 1) if results.number < results.pages else "",
        "others": make_others(request.path, results, others),
        "ways": suggest_alternatives(request.path, results) if not results.count else {},
        "save_url": address(reverse("save_search"), replace(wanted, page=1)) if results.is_asked else "",
        "feed_url": address(reverse("search_feed"), replace(wanted, page=1)) if results.is_asked else "",
        "noindex": True,
        "own_search": True,
    }
    return render(request, "search/search.html", context)


def address(path: str, wanted: SearchRequest, page: int | None = None) -> str:
    """Return the address of a search on the page at `path`."""
    query = wanted.query(page)
    return f"{path}?{query}" if query else path


def make_chips(path: str, results: ResultSet) -> list[dict]:
    """Return the chosen values with the address that takes each away."""
    wanted, facets, found = results.wanted, results.facets, []
    for name, texts in wanted.chosen.items():
        for text in texts:
            value = facets.find_value(name, text)
            if value is not None:
                url = address(path, wanted.drop(name, text))
                found.append({"label": SEARCH_FILTERS[name].label, "value": facets.words(name, value)[1], "url": url})
    return found


def make_pager(path: str, results: ResultSet) -> list[dict]:
    """Return the pages to offer: number, address, whether it is this one."""
    number, pages = results.number, results.pages
    around = sorted({1, pages, *range(max(1, number - AROUND), min(pages, number + AROUND) + 1)})
    return [{"number": n, "url": address(path, results.wanted, n), "current": n == number} for n in around]


def make_others(path: str, results: ResultSet, hits: dict[str, list[EntryHit]]) -> list[dict]:
    """Return the block of each language that is not shown: how many, the first of them, and where all are."""
    return [
        {
            "code": code, "number": len(pks), "hits": hits[code], "more": len(pks) > len(hits[code]),
            "url": address(path, results.wanted.only_language(code)),
        }
        for code, pks in results.other_languages
    ]  # fmt: skip
