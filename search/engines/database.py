"""What both databases' engines share: versions of entries, guarded writes, and a rebuild beside the index in use."""

import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from search.analysis import LANGUAGES
from search.engines.base import Candidates, EngineUnavailableError, PassageDocument
from search.engines.bm25 import Index, answer, best_places
from search.engines.query_terms import Term
from search.engines.versions import index_version
from search.models import IndexedEntry, IndexState
from search.query.parsed_query import ParsedQuery

BATCH = 100  # entries in one transaction of a rebuild: publishers wait for it at most


@contextmanager
def guarded():
    """Turn what a database may raise into EngineDown."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise EngineUnavailableError(f"{type(error).__name__}: {error}"[:200]) from error


class DatabaseEngine(ABC):
    """Base of the engines that live in the site's own database; a subclass knows the tables."""

    name = ""

    # -- for a subclass -------------------------------------------------------------------------------------------

    @abstractmethod
    def open(self, language: str) -> Index:
        """Return what can be asked of one language's index."""

    @abstractmethod
    def prepare(self, mark: str = "") -> None:
        """Make the tables that are missing; `mark` names those of a rebuild."""

    @abstractmethod
    def drop(self, mark: str = "") -> None:
        """Remove the tables with this mark, if there are any; without one those in use."""

    @abstractmethod
    def insert(self, rows: Sequence[PassageDocument], mark: str = "") -> None:
        """Add rows that are not there."""

    @abstractmethod
    def delete(self, entry_ids: Sequence[int], mark: str = "") -> None:
        """Remove all rows of entries."""

    @abstractmethod
    def copy(self, entry_ids: Sequence[int], mark: str) -> None:
        """Copy the rows of entries from the index in use to the new one."""

    @abstractmethod
    def swap(self, mark: str, old: str) -> None:
        """Give the tables in use the mark `old`, and take those with `mark` in use."""

    @abstractmethod
    def finish(self, mark: str) -> None:
        """Make new tables quick to read."""

    @abstractmethod
    def vocabulary(self, language: str) -> Iterable[tuple[str, int]]:
        """Yield every exact token with the number of passages that have it."""

    def lock(self) -> None:  # noqa: B027 -- SQLite has nothing to do
        """Let other writers wait until the end of the transaction; on SQLite they do anyway."""

    # -- Engine ---------------------------------------------------------------------------------------------------

    def write(self, entry_id: int, version: int, rows: Sequence[PassageDocument]) -> None:
        """Replace one entry, unless a newer version stands there."""
        with guarded(), transaction.atomic():
            known = IndexedEntry.objects.select_for_update().filter(entry_id=entry_id).first()
            if known and known.version > version:
                return
            if known and known.passages:
                self.delete([entry_id])
            self.insert(rows)
            IndexedEntry.objects.update_or_create(
                entry_id=entry_id, defaults={"version": version, "passages": len(rows)}
            )

    def candidates(self, query: ParsedQuery, language: str, limit: int) -> Candidates:
        """Return the result set and its best passages."""
        with guarded():
            return answer(self.open(language), query, limit)

    def has_any(self, sets: Sequence[Sequence[Term]], language: str) -> list[bool]:
        """Return for each set of terms whether any passage has one of them."""
        with guarded():
            counted = self.open(language).count_each([[(term,) for term in terms] for terms in sets])
            return [number > 0 for number in counted]

    def count_each(self, terms: Sequence[Term], language: str) -> list[int]:
        """Return how many passages have each of the terms."""
        with guarded():
            return self.open(language).count_each([[(term,)] for term in terms])

    def places(
        self, query: ParsedQuery, language: str, found: Candidates, entry_ids: Sequence[int], limit: int
    ) -> dict[int, list[int]]:
        """Return the best passages of the entries that are shown."""
        return best_places(found, entry_ids, limit)

    def entries(self) -> dict[int, int]:
        """Return the version of every entry that it holds."""
        with guarded():
            return dict(IndexedEntry.objects.filter(passages__gt=0).values_list("entry_id", "version"))

    def check(self) -> None:
        """Count the passages of every language."""
        with guarded():
            for language in LANGUAGES:
                self.open(language).size()

    def version(self) -> str:
        """Return the version that the index was built with."""
        with guarded():
            return IndexState.objects.filter(engine=self.name).values_list("version", flat=True).first() or ""

    def rebuild(self, entries: Iterable[tuple[int, int, Sequence[PassageDocument]]]) -> None:
        """Write new tables in small transactions, then take them in use in one."""
        with guarded():
            token, version = uuid.uuid4().hex, index_version()
            with transaction.atomic():
                began = IndexedEntry.objects.aggregate(newest=Max("version"))["newest"] or 0
                IndexState.objects.update_or_create(engine=self.name, defaults={"building": token})
                self.drop("_old")
                self.drop("_new")
                self.prepare("_new")
            written: dict[int, tuple[int, int]] = {}
            for batch in _batches(entries):
                with transaction.atomic():
                    self._keep(token)
                    self.insert([row for _, _, rows in batch for row in rows], "_new")
                written.update({entry: (version, len(rows)) for entry, version, rows in batch})
            self.finish("_new")
            with transaction.atomic():
                self.lock()
                self._keep(token)
                self._catch_up(written, began)
                self.swap("_new", "_old")
                IndexState.objects.filter(engine=self.name).update(version=version, building="", built=timezone.now())
            self.drop("_old")

    def _keep(self, token: str) -> None:
        """Stop when another rebuild began after this one: that one has the tables now."""
        state = IndexState.objects.select_for_update().filter(engine=self.name, building=token)
        if not state.exists():
            raise EngineUnavailableError("another rebuild took over")

    def _catch_up(self, written: dict[int, tuple[int, int]], began: int) -> None:
        """Take over what was published or withdrawn while the new tables were written."""
        later = {entry.pk: entry for entry in IndexedEntry.objects.select_for_update().filter(version__gt=began)}
        later = {pk: entry for pk, entry in later.items() if entry.version > written.get(pk, (0, 0))[0]}
        if later:
            self.delete(list(later), "_new")
            self.copy(list(later), "_new")
        IndexedEntry.objects.exclude(pk__in=later).delete()
        IndexedEntry.objects.bulk_create(
            [IndexedEntry(entry_id=pk, version=v, passages=n) for pk, (v, n) in written.items() if pk not in later],
            batch_size=500,
        )


def _batches(entries: Iterable) -> Iterator[list]:
    entries = iter(entries)
    while batch := list(islice(entries, BATCH)):
        yield batch


def has_table(name: str) -> bool:
    """Whether the database has a table of this name."""
    return name in connection.introspection.table_names()
