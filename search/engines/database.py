"""Base class of the database engines: versioned writes, error handling, and rebuilds next to the live index."""

import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from search.analysis import LANGUAGES
from search.engines.base import Candidate, Candidates, EngineUnavailableError, PassageDocument
from search.engines.candidates import Index, best_passages, find_candidates
from search.engines.versions import index_version
from search.models import IndexedEntry, IndexState
from search.query.parsed_query import ParsedQuery, Term

P = ParamSpec("P")
T = TypeVar("T")
BATCH = 100  # entries per transaction of a rebuild; a publication waits for at most one


@contextmanager
def translate_errors():
    """Raise database errors as EngineUnavailableError."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise _to_unavailable(error) from error


def translating_errors(method: Callable[P, T]) -> Callable[P, T]:
    """Return a method that raises database errors as EngineUnavailableError."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except (DatabaseError, InterfaceError) as error:
            raise _to_unavailable(error) from error

    return call


def _to_unavailable(error: Exception) -> EngineUnavailableError:
    return EngineUnavailableError(f"{type(error).__name__}: {error}"[:200])


class DatabaseEngine(ABC):
    """Base class of engines that use the site's own database; subclasses define the tables."""

    name = ""

    # -- abstract methods -----------------------------------------------------------------------------------------

    @abstractmethod
    def open(self, language: str) -> Index:
        """Return the index of one language."""

    @abstractmethod
    def create_tables(self, suffix: str = "") -> None:
        """Create missing tables; `suffix` names those of a rebuild."""

    @abstractmethod
    def drop(self, suffix: str = "") -> None:
        """Drop the tables with this suffix if they exist; without suffix the live ones."""

    @abstractmethod
    def insert(self, documents: Sequence[PassageDocument], suffix: str = "") -> None:
        """Insert new documents."""

    @abstractmethod
    def delete(self, entry_ids: Sequence[int], suffix: str = "") -> None:
        """Delete all passages of entries."""

    @abstractmethod
    def copy(self, entry_ids: Sequence[int], suffix: str) -> None:
        """Copy the passages of entries from the live tables to those with `suffix`."""

    @abstractmethod
    def swap(self, suffix: str, old: str) -> None:
        """Rename the live tables to suffix `old`, and those with `suffix` to the live names."""

    @abstractmethod
    def optimize(self, suffix: str) -> None:
        """Optimize new tables for reading."""

    @abstractmethod
    def vocabulary(self, language: str) -> Iterable[tuple[str, int]]:
        """Yield every exact token with the number of passages that have it."""

    def lock(self) -> None:  # noqa: B027 -- SQLite has nothing to do
        """Block other writers until the end of the transaction; SQLite does so by itself."""

    # -- Engine ---------------------------------------------------------------------------------------------------

    @translating_errors
    def write(self, entry_id: int, version: int, documents: Sequence[PassageDocument]) -> None:
        """Replace the passages of an entry, unless a newer version is stored."""
        with transaction.atomic():
            known = IndexedEntry.objects.select_for_update().filter(entry_id=entry_id).first()
            if known and known.version > version:
                return
            if known and known.passages:
                self.delete([entry_id])
            self.insert(documents)
            IndexedEntry.objects.update_or_create(
                entry_id=entry_id, defaults={"version": version, "passages": len(documents)}
            )

    @translating_errors
    def candidates(self, query: ParsedQuery, language: str, limit: int, excluded: Collection[int] = ()) -> Candidates:
        """Return the result set, without the `excluded` entries, and its best `limit` passages."""
        return find_candidates(self.open(language), query, limit, excluded)

    @translating_errors
    def has_any(self, sets: Mapping[str, Sequence[Sequence[Term]]]) -> dict[str, list[bool]]:
        """Return for each set of terms of a language whether any passage has one of them; none has one of an empty set."""
        asked = {language: [terms for terms in own if terms] for language, own in sets.items()}
        known = {language: iter(self.open(language).has_each(own) if own else ()) for language, own in asked.items()}
        return {language: [bool(terms) and next(known[language]) for terms in own] for language, own in sets.items()}

    @translating_errors
    def count_each(self, terms: Sequence[Term], language: str) -> list[int]:
        """Return the number of passages of each term."""
        return self.open(language).count_each([[term] for term in terms])

    @translating_errors
    def find_passages(self, terms: Sequence[Term], language: str) -> list[int]:
        """Return the ids of passages that have one of the terms."""
        return self.open(language).find_each([terms])[0] if terms else []

    def best_passages(
        self, query: ParsedQuery, language: str, found: Candidates, entry_ids: Sequence[int], limit: int
    ) -> dict[int, list[int]]:
        """Return at most `limit` passage ids per entry, best first."""
        return best_passages(found, entry_ids, limit)

    @translating_errors
    def read_streams(self, passage_ids: Sequence[int], language: str) -> list[Candidate]:
        """Return passages with their streams, without a score."""
        return self.open(language).load([(pk, 0.0) for pk in passage_ids]) if passage_ids else []

    @translating_errors
    def entries(self) -> dict[int, int]:
        """Return {entry id: version} of all indexed entries."""
        return dict(IndexedEntry.objects.filter(passages__gt=0).values_list("entry_id", "version"))

    @translating_errors
    def check(self) -> None:
        """Raise EngineUnavailableError if the tables of a language cannot be read."""
        for language in LANGUAGES:
            self.open(language).size()

    @translating_errors
    def version(self) -> str:
        """Return the version that the index was built with, "" if it was never built."""
        return IndexState.objects.filter(engine=self.name).values_list("version", flat=True).first() or ""

    @translating_errors
    def rebuild(self, entries: Iterable[tuple[int, int, Sequence[PassageDocument]]]) -> None:
        """Fill new tables in small transactions, then swap them with the live ones in one."""
        token, version = uuid.uuid4().hex, index_version()
        with transaction.atomic():
            began = _read_versions()
            IndexState.objects.update_or_create(engine=self.name, defaults={"building": token})
            self.drop("_old")
            self.drop("_new")
            self.create_tables("_new")
        written: dict[int, tuple[int, int]] = {}
        for batch in _batches(entries):
            with transaction.atomic():
                self._check_token(token)
                self.insert([document for _, _, documents in batch for document in documents], "_new")
            written.update({entry: (version, len(documents)) for entry, version, documents in batch})
        self.optimize("_new")
        with transaction.atomic():
            self.lock()
            self._check_token(token)
            self._copy_later_writes(written, began)
            self.swap("_new", "_old")
            IndexState.objects.filter(engine=self.name).update(version=version, building="", built=timezone.now())
        self.drop("_old")

    def _check_token(self, token: str) -> None:
        """Raise EngineUnavailableError if another rebuild started after this one and owns the tables now."""
        state = IndexState.objects.select_for_update().filter(engine=self.name, building=token)
        if not state.exists():
            raise EngineUnavailableError("another rebuild took over")

    def _copy_later_writes(self, written: dict[int, tuple[int, int]], began: dict[int, tuple[int, int]]) -> None:
        """Copy what was published or withdrawn while the new tables were filled.

        That is every entry with another version than when the rebuild began: an update that waited long may be older than
        those of other entries. Of a withdrawal that is followed by what stays public only the passages differ.
        """
        later = [pk for pk, found in _read_versions(lock=True).items() if found != began.get(pk)]
        if later:
            self.delete(later, "_new")
            self.copy(later, "_new")
        IndexedEntry.objects.exclude(pk__in=later).delete()
        kept = set(later)
        IndexedEntry.objects.bulk_create(
            [IndexedEntry(entry_id=pk, version=v, passages=n) for pk, (v, n) in written.items() if pk not in kept],
            batch_size=500,
        )


def _read_versions(lock: bool = False) -> dict[int, tuple[int, int]]:
    """Return {entry id: (version, number of passages)} of the live index."""
    rows = IndexedEntry.objects.select_for_update() if lock else IndexedEntry.objects
    return {pk: (version, passages) for pk, version, passages in rows.values_list("entry_id", "version", "passages")}


def _batches(entries: Iterable) -> Iterator[list]:
    entries = iter(entries)
    while batch := list(islice(entries, BATCH)):
        yield batch


def has_table(name: str) -> bool:
    """Return whether the database has a table of this name."""
    return name in connection.introspection.table_names()
