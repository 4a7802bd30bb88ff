"""The search page."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import translation

from core.listing import clean_number
from core.models import EntryPage
from directory.localising import get_locales
from search.finding import Found, find, places
from search.question import ask

PER_PAGE = 10


def search(request):
    """Answer any text with what is public now; first in the page's language, then how many in the other."""
    language = translation.get_language()[:2]
    question = ask(request.GET.get("q", ""), language)
    found = find(question)
    count = len(found.entry_ids)
    pages = max(1, -(-count // PER_PAGE))
    number = clean_number(request.GET.get("page", "1"), 1, pages, 1)
    text = question.text
    context = {
        "text": text,
        "results": found,
        "count": count,
        "hits": _load(found, (number - 1) * PER_PAGE, number * PER_PAGE),
        "pager": [
            {"number": n, "url": _address(request, text, n), "current": n == number} for n in _around(number, pages)
        ],
        "next_url": _address(request, text, number + 1) if number < pages else "",
        "others": _other_languages(text, language),
    }
    return render(request, "search/search.html", context)


def _load(found: Found, start: int, stop: int) -> list[dict]:
    """Return the entries of a page with their places; an entry that was withdrawn a moment ago is left out."""
    pks = found.entry_ids[start:stop]
    entries = {entry.pk: entry for entry in EntryPage.objects.readable().filter(pk__in=pks).for_cards()}
    shown = places(found, pks)
    return [{"entry": entries[pk], "places": shown[pk]} for pk in pks if pk in entries]


def _around(number: int, pages: int) -> list[int]:
    return sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})


def _address(request, text: str, number: int) -> str:
    pairs = {"q": text} | ({"page": number} if number > 1 else {})
    return f"{request.path}?{urlencode(pairs)}"


def _other_languages(text: str, here: str) -> list[tuple]:
    others = []
    for code in get_locales():
        if code != here:
            found = find(ask(text, code))
            if found.entry_ids:
                others.append((code, len(found.entry_ids), _load(found, 0, 3)))
    return others
