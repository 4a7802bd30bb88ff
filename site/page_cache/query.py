"""Which names of the query an answer depends on: those that the page asked for while it was made.

A page that was made for one query and never asked for a name gives the same answer to every query that differs in that name
only. So names that a page does not know make no further entries, and no view has to say which names it knows.
"""

from collections.abc import Collection, Iterator
from urllib.parse import parse_qsl, quote, urlencode

from django.http import QueryDict

MAX_QUERY = 500  # bytes of a query that can have an entry
# What readers search for is counted, and is not kept.
NEVER_KEPT = "q"


class RecordedQuery(QueryDict):
    """The query of a request that notes which names are asked for; `names` is None when all were."""

    def __init__(self, query: str, encoding: str | None = None):
        self.names: set[str] | None = set()
        super().__init__(query, encoding=encoding)
        self.names = set()  # what was asked for while it was read does not count

    def _note(self, name) -> None:
        if self.names is not None:
            self.names.add(name)

    def _note_all(self) -> None:
        self.names = None

    def __getitem__(self, name):
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name) -> bool:
        self._note(name)
        return super().__contains__(name)

    def get(self, name, default=None):
        """Return the last value of a name."""
        self._note(name)
        return super().get(name, default)

    def getlist(self, name, default=None):
        """Return the values of a name."""
        self._note(name)
        return super().getlist(name, default)

    def __iter__(self) -> Iterator:
        self._note_all()
        return super().__iter__()

    def __len__(self) -> int:
        self._note_all()
        return super().__len__()

    def __eq__(self, other) -> bool:
        self._note_all()
        return super().__eq__(other)

    __hash__ = None

    def keys(self):
        """Return the names."""
        self._note_all()
        return super().keys()

    def items(self):
        """Yield name and last value."""
        self._note_all()
        return super().items()

    def lists(self):
        """Yield name and values."""
        self._note_all()
        return super().lists()

    def values(self):
        """Yield the last values."""
        self._note_all()
        return super().values()

    def urlencode(self, safe=None) -> str:
        """Return the query as text."""
        self._note_all()
        return super().urlencode(safe)

    def __copy__(self):
        self._note_all()
        return QueryDict(super().urlencode(), mutable=True, encoding=self.encoding)

    def __deepcopy__(self, memo):
        return self.__copy__()


def split(query: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of a query."""
    return parse_qsl(query, keep_blank_values=True)


def restrict(pairs: list[tuple[str, str]], names: Collection[str]) -> str:
    """Return the query of these names only, in one order of names and one way of writing."""
    return urlencode(sorted((pair for pair in pairs if pair[0] in names), key=lambda pair: pair[0]), quote_via=quote)


def is_kept(query: str) -> bool:
    """Return whether an answer to this query may be kept."""
    if len(query) > MAX_QUERY or not query.isascii():
        return False
    return not query or all(name != NEVER_KEPT for name, _value in split(query))


class KnownNames:
    """What is known until `ends` of the page at one address: {query that it was made for: names asked for, None for all}."""

    LIMIT = 200  # queries of one address

    def __init__(self, ends: float):
        self.ends = ends
        self._asked: dict[str, frozenset[str] | None] = {}

    def learn(self, query: str, names: Collection[str] | None) -> str:
        """Note what a page asked for when it was made for `query`; return the shortest query with the same answer."""
        pairs = split(query)
        used = {name for name, _value in pairs} if names is None else names
        short = restrict(pairs, used)
        if len(self._asked) < self.LIMIT or short == "":
            self._asked[short] = None if names is None else frozenset(names)
        return short

    def resolve(self, query: str) -> str | None:
        """Return the shortest query that the page was made for with the same answer as `query`, or None without one."""
        pairs = split(query)
        present = {name for name, _value in pairs}
        chosen: set[str] = set()
        short = ""
        while short in self._asked:
            missing = self._find_missing(short, present) - chosen
            if not missing:
                return short
            chosen |= missing
            short = restrict(pairs, chosen)
        # It was never made for what lies between, only for more of the names.
        return next((short for short in list(self._asked) if self._is_same(short, pairs, present)), None)

    def _find_missing(self, short: str, present: set[str]) -> set[str]:
        """Return the names of a query that the page asks for when it is made for `short`."""
        asked = self._asked[short]
        return present if asked is None else present & asked

    def _is_same(self, short: str, pairs: list[tuple[str, str]], present: set[str]) -> bool:
        """Return whether the page, made for `short`, would have asked for nothing else of this query."""
        names = {name for name, _value in split(short)}
        return restrict(pairs, names) == short and self._find_missing(short, present) <= names
