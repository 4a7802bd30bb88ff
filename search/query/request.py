"""A search request, parsed from a query string; equal requests have one canonical URL."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from core.filters.definitions import SEARCH_FILTERS, clean_number, read_choices
from directory.localisation import get_locales
from search.query.parser import clean

ORDERS = ("relevance", "date")
OPTIONS = ("synonyms", "corrections")  # values of the parameter `without`
MAX_PAGE = 1000


@dataclass(frozen=True)
class SearchRequest:
    """Text, selected values per filter, sort order, page, and disabled options."""

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    disabled: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict, language: str) -> "SearchRequest":
        """Return the request of a query string on a page in `language`; invalid parameters are ignored."""
        page = query.get("page", "1")
        chosen = [name for name in SEARCH_FILTERS if name in query]
        read = read_choices(query, chosen, clean) if chosen else {}
        filters = {name: values for name, values in read.items() if values}
        if filters.get("language") == (language,):
            del filters["language"]  # the default
        return cls(
            text=clean(query.get("q", "")),
            filters=filters,
            sort=sort if (sort := query.get("sort", "")) in ORDERS else ORDERS[0],
            page=clean_number(page, 1, MAX_PAGE, 1) if page != "1" else 1,
            disabled=tuple(name for name in OPTIONS if name in query.getlist("without")),
        )

    @property
    def options(self) -> dict[str, bool]:
        """Keyword arguments of `parse_query`."""
        return {name: name not in self.disabled for name in OPTIONS}

    @property
    def languages(self) -> tuple[str, ...]:
        """The selected languages that the site has."""
        return tuple(code for code in self.filters.get("language", ()) if code in get_locales())

    def with_text(self, text: str) -> "SearchRequest":
        """Return this request with another text, on the first page."""
        return replace(self, text=clean(text), page=1, disabled=())

    def without_option(self, name: str) -> "SearchRequest":
        """Return this request with an option (synonyms or corrections) disabled."""
        return replace(self, page=1, disabled=tuple(one for one in OPTIONS if one == name or one in self.disabled))

    def without_value(self, name: str, value: str) -> "SearchRequest":
        """Return this request without one value of a filter."""
        values = {**self.filters, name: tuple(one for one in self.filters.get(name, ()) if one != value)}
        return replace(self, page=1, filters={key: found for key, found in values.items() if found})

    def with_filters(self, filters: Mapping[str, tuple[str, ...]]) -> "SearchRequest":
        """Return this request with other filters."""
        return replace(self, page=1, filters=dict(filters))

    def without_filters(self) -> "SearchRequest":
        """Return this request without filters."""
        return self.with_filters({})

    def with_language(self, code: str) -> "SearchRequest":
        """Return this request in one language."""
        return self.with_filters({**self.filters, "language": (code,)})

    def with_sort(self, order: str) -> "SearchRequest":
        """Return this request in another order."""
        return replace(self, page=1, sort=order)

    def query_pairs(self, page: int | None = None) -> list[tuple[str, str]]:
        """Return (name, value) pairs of the query string, in a fixed order."""
        found = [("q", self.text)] if self.text else []
        found += [(name, value) for name in SEARCH_FILTERS for value in self.filters.get(name, ())]
        found += [("sort", self.sort)] if self.sort != ORDERS[0] else []
        found += [("without", name) for name in self.disabled]
        number = self.page if page is None else page
        return found + ([("page", str(number))] if number > 1 else [])

    def url(self, path: str, page: int | None = None) -> str:
        """Return the URL of this search on the page at `path`."""
        query = self.query_string(page)
        return f"{path}?{query}" if query else path

    def query_string(self, page: int | None = None) -> str:
        """Return the query string, without `?`."""
        return urlencode(self.query_pairs(page))
