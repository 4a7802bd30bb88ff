"""The table of this process, brought up to date once per request."""

from search.models import EntryChange
from search.entry_table import LOCK, Table

MOST_CHANGES = 200  # rows that are kept
_state: dict[str, Table] = {}


def note_change(entry_id: int | None = None) -> None:
    """Tell all processes that an entry, or (None) anything about the records, changed; in the caller's transaction."""
    change = EntryChange.objects.create(entry_id=entry_id)
    if EntryChange.objects.count() > MOST_CHANGES:
        # Who had taken in one of these reads everything again.
        EntryChange.objects.exclude(pk=change.pk).delete()


def read_table() -> Table:
    """Return the table as it is after the changes that are visible now; one query when nothing changed."""
    changes = dict(EntryChange.objects.values_list("key", "entry_id"))
    with LOCK:
        table = _state.get("table")
        new = changes.keys() - table.seen.keys() if table else set()
        if table is None or table.seen.keys() - changes.keys() or any(changes[key] is None for key in new):
            table = _state["table"] = Table()
        elif new:
            table.read_again({changes[key] for key in new})
        table.seen = changes
    return table


def forget_table() -> None:
    """Read everything again at the next question."""
    _state.clear()
