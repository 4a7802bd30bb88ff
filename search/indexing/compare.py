"""Comparison of the index with the public entries, by id and version."""

from dataclasses import dataclass

from django.db.models import Max

from core.models import EntryPage
from search.engines.registry import get_engine
from search.models import SearchPassage


@dataclass
class Difference:
    """Entries whose index is out of date, and indexed entries that are no longer public."""

    stale: list[int]
    gone: list[int]

    @property
    def pks(self) -> list[int]:
        """All entries to reindex."""
        return [*self.stale, *self.gone]


def compare_passages() -> Difference:
    """Compare the passages with the public entries, by id and revision."""
    public = dict(EntryPage.objects.readable().values_list("pk", "live_revision_id"))
    stored = dict(SearchPassage.objects.order_by().values_list("entry_id").annotate(newest=Max("revision")))
    stale = [pk for pk, revision in public.items() if stored.get(pk, -1) != (revision or 0)]
    return Difference(stale=sorted(stale), gone=sorted(set(stored) - set(public)))


def compare_engine(name: str) -> Difference:
    """Compare the index of an engine with the passages, by id and version."""
    stored = dict(SearchPassage.objects.order_by().values_list("entry_id").annotate(newest=Max("version")))
    indexed = get_engine(name).entries()
    stale = [pk for pk, version in stored.items() if indexed.get(pk) != version]
    return Difference(stale=sorted(stale), gone=sorted(set(indexed) - set(stored)))
