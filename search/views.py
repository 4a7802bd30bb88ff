"""The search page."""

from urllib.parse import urlencode

from django.shortcuts import render

from core.listing import clean_number
from directory.localising import get_locale, get_locales
from search import finding, query

PER_PAGE = 10


def search(request):
    """Answer any text with what is public now; first in the page's language, then how many in the other."""
    text = query.clean(request.GET.get("q", ""))
    terms = query.words(text)
    locale = get_locale()
    results = finding.find(terms, locale.pk)
    pages = max(1, -(-len(results.hits) // PER_PAGE))
    number = clean_number(request.GET.get("page", "1"), 1, pages, 1)
    hits = finding.load(results.hits[(number - 1) * PER_PAGE : number * PER_PAGE], terms)
    context = {
        "text": text,
        "terms": terms,
        "results": results,
        "count": len(results.hits),
        "hits": hits,
        "pager": [
            {"number": n, "url": _address(request, text, n), "current": n == number} for n in _around(number, pages)
        ],
        "next_url": _address(request, text, number + 1) if number < pages else "",
        "others": _other_languages(terms, locale),
    }
    return render(request, "search/search.html", context)


def _around(number: int, pages: int) -> list[int]:
    return sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})


def _address(request, text: str, number: int) -> str:
    pairs = {"q": text} | ({"page": number} if number > 1 else {})
    return f"{request.path}?{urlencode(pairs)}"


def _other_languages(terms: list[str], here) -> list[tuple]:
    found = []
    for code, locale in get_locales().items():
        if locale.pk != here.pk:
            hits = finding.find(terms, locale.pk).hits
            if hits:
                found.append((code, len(hits), finding.load(hits[:3], terms)))
    return found
