"""What an address of the search page asks for: any address is understood, and the same wish has one address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from core.filters.definitions import SEARCH_FILTERS, clean_number, read_choices
from search.query.parser import clean

ORDERS = ("relevance", "date")
UNDO = ("synonyms", "corrections")  # values of `without`
MAX_PAGE = 1000


@dataclass(frozen=True)
class SearchRequest:
    """Text, chosen values per filter, order, page, and what the reader does without."""

    text: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    without: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict, language: str) -> "SearchRequest":
        """Read a request's query on a page in `language`; what cannot be meant is left out."""
        chosen = {name: values for name, values in read_choices(query, SEARCH_FILTERS, clean).items() if values}
        if chosen.get("language") == (language,):
            del chosen["language"]  # a page shows its own language anyway
        return cls(
            text=clean(query.get("q", "")),
            chosen=chosen,
            sort=query["sort"] if query.get("sort") in ORDERS else ORDERS[0],
            page=clean_number(query.get("page", "1"), 1, MAX_PAGE, 1),
            without=tuple(name for name in UNDO if name in query.getlist("without")),
        )

    def with_text(self, text: str) -> "SearchRequest":
        """Return the same with other words, from the first page."""
        return replace(self, text=clean(text), page=1, without=())

    def undo(self, name: str) -> "SearchRequest":
        """Return the same without synonyms or without corrections."""
        return replace(self, page=1, without=tuple(one for one in UNDO if one == name or one in self.without))

    def drop(self, name: str, value: str) -> "SearchRequest":
        """Return the same without one value of a filter."""
        values = {**self.chosen, name: tuple(one for one in self.chosen.get(name, ()) if one != value)}
        return replace(self, page=1, chosen={key: found for key, found in values.items() if found})

    def choose(self, chosen: Mapping[str, tuple[str, ...]]) -> "SearchRequest":
        """Return the same words with other filters."""
        return replace(self, page=1, chosen=dict(chosen))

    def bare(self) -> "SearchRequest":
        """Return the same words without any filter."""
        return self.choose({})

    def only_language(self, code: str) -> "SearchRequest":
        """Return the same in one language."""
        return self.choose({**self.chosen, "language": (code,)})

    def sorted(self, order: str) -> "SearchRequest":
        """Return the same in another order."""
        return replace(self, page=1, sort=order)

    def pairs(self, page: int | None = None) -> list[tuple[str, str]]:
        """Return names and values in a fixed order."""
        found = [("q", self.text)] if self.text else []
        found += [(name, value) for name in SEARCH_FILTERS for value in self.chosen.get(name, ())]
        found += [("sort", self.sort)] if self.sort != ORDERS[0] else []
        found += [("without", name) for name in self.without]
        number = self.page if page is None else page
        return found + ([("page", str(number))] if number > 1 else [])

    def query(self, page: int | None = None) -> str:
        """Return what stands behind the ? of the address."""
        return urlencode(self.pairs(page))
