"""The request of a search, read from an address: any address is understood, and equal requests have one address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from core.filters.definitions import SEARCH_FILTERS, clean_number, read_choices
from directory.localisation import get_locales
from search.query.parser import clean

ORDERS = ("relevance", "date")
OPTIONS = ("synonyms", "corrections")  # what `without` in the address disables
MAX_PAGE = 1000


@dataclass(frozen=True)
class SearchRequest:
    """Text, chosen values per filter, order, page, and the options that the reader disabled."""

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    disabled: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict, language: str) -> "SearchRequest":
        """Read a request's query on a page in `language`; what cannot be meant is left out."""
        filters = {name: values for name, values in read_choices(query, SEARCH_FILTERS, clean).items() if values}
        if filters.get("language") == (language,):
            del filters["language"]  # a page shows its own language anyway
        return cls(
            text=clean(query.get("q", "")),
            filters=filters,
            sort=sort if (sort := query.get("sort", "")) in ORDERS else ORDERS[0],
            page=clean_number(query.get("page", "1"), 1, MAX_PAGE, 1),
            disabled=tuple(name for name in OPTIONS if name in query.getlist("without")),
        )

    @property
    def options(self) -> dict[str, bool]:
        """Which options of `parse_query` are on."""
        return {name: name not in self.disabled for name in OPTIONS}

    @property
    def languages(self) -> tuple[str, ...]:
        """The chosen languages that the site has."""
        return tuple(code for code in self.filters.get("language", ()) if code in get_locales())

    def with_text(self, text: str) -> "SearchRequest":
        """Return the same with other words, from the first page."""
        return replace(self, text=clean(text), page=1, disabled=())

    def disable(self, name: str) -> "SearchRequest":
        """Return the same without synonyms or without corrections."""
        return replace(self, page=1, disabled=tuple(one for one in OPTIONS if one == name or one in self.disabled))

    def drop(self, name: str, value: str) -> "SearchRequest":
        """Return the same without one value of a filter."""
        values = {**self.filters, name: tuple(one for one in self.filters.get(name, ()) if one != value)}
        return replace(self, page=1, filters={key: found for key, found in values.items() if found})

    def choose(self, filters: Mapping[str, tuple[str, ...]]) -> "SearchRequest":
        """Return the same words with other filters."""
        return replace(self, page=1, filters=dict(filters))

    def bare(self) -> "SearchRequest":
        """Return the same words without any filter."""
        return self.choose({})

    def only_language(self, code: str) -> "SearchRequest":
        """Return the same in one language."""
        return self.choose({**self.filters, "language": (code,)})

    def sorted(self, order: str) -> "SearchRequest":
        """Return the same in another order."""
        return replace(self, page=1, sort=order)

    def pairs(self, page: int | None = None) -> list[tuple[str, str]]:
        """Return names and values in a fixed order."""
        found = [("q", self.text)] if self.text else []
        found += [(name, value) for name in SEARCH_FILTERS for value in self.filters.get(name, ())]
        found += [("sort", self.sort)] if self.sort != ORDERS[0] else []
        found += [("without", name) for name in self.disabled]
        number = self.page if page is None else page
        return found + ([("page", str(number))] if number > 1 else [])

    def address(self, path: str, page: int | None = None) -> str:
        """Return the address of this search on the page at `path`."""
        query = self.query(page)
        return f"{path}?{query}" if query else path

    def query(self, page: int | None = None) -> str:
        """Return what stands behind the ? of the address."""
        return urlencode(self.pairs(page))
