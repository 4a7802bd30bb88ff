"""The search request of a file, read strictly: a wrong parameter would give a partner another list without a word."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.filters.definitions import MAX_LENGTH as MAX_VALUE_LENGTH
from core.filters.definitions import MAX_VALUES, SEARCH_FILTERS
from search.query.parser import MAX_LENGTH, clean
from search.query.request import OPTIONS, ORDERS, SearchRequest
from search.query.result_set import ResultSet

ALLOWED: Mapping[str, tuple[str, ...] | None] = {
    "q": None, "sort": ORDERS, "without": OPTIONS, "page": None, **dict.fromkeys(SEARCH_FILTERS),
}  # fmt: skip


class RequestRefusedError(Exception):
    """The parameters are refused, with a message for the reader."""


def read_request(query: QueryDict, language: str) -> SearchRequest:
    """Return the request of a query string; raise RequestRefusedError if it is not one of the results page.

    `page` is accepted and has no meaning: a file has all pages. Parameters that the site does not know are ignored, as
    addresses that are passed on carry more of them.
    """
    for name, allowed in ALLOWED.items():
        values = query.getlist(name)
        if len(values) > MAX_VALUES or (len(values) > 1 and name in {"q", "sort", "page"}):
            raise RequestRefusedError(_("“%(name)s” is given too often.") % {"name": name})
        for value in values:
            limit = MAX_LENGTH if name == "q" else MAX_VALUE_LENGTH
            if len(value) > limit or clean(value, limit) != " ".join(value.split()):
                raise RequestRefusedError(_("“%(name)s” is too long, or has signs that are no text.") % {"name": name})
            if allowed is not None and value not in allowed:
                raise RequestRefusedError(_("“%(name)s” has a value that does not exist.") % {"name": name})
    request = SearchRequest.from_query(query, language)
    if not request.text and not request.filters:
        raise RequestRefusedError(_("Give a text (q) or a filter."))
    return request


def check_filters(results: ResultSet) -> None:
    """Raise RequestRefusedError for a value of a filter that the site does not have."""
    for name, _value in results.unknown_filters:
        raise RequestRefusedError(_("“%(name)s” has a value that does not exist.") % {"name": name})
