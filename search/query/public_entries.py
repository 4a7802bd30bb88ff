"""Which entries everybody may read now."""

from collections.abc import Collection

from core.models import EntryPage
from page_cache.memo import memo


def find_public(entry_ids: Collection[int]) -> set[int]:
    """Return those of the entries that are public at this moment; no query while nothing changes."""
    public = memo.get("public_entries", _find_all) if entry_ids else frozenset()
    return set(public.intersection(entry_ids))


def _find_all() -> frozenset[int]:
    return frozenset(EntryPage.objects.readable().order_by().values_list("pk", flat=True))
