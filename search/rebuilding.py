"""Everything again: passages read from the entries, and every engine's index built from them."""

from core.models import EntryPage
from search import mending, outbox
from search.engines.chosen import get_engines
from search.models import SearchPassage


def rebuild_all() -> tuple[int, int]:
    """Read all entries again, rebuild all engines; return the number of entries and of passages."""
    stored = set(SearchPassage.objects.order_by().values_list("entry_id", flat=True).distinct())
    public = set(EntryPage.objects.readable().values_list("pk", flat=True))
    outbox.note(sorted(stored | public))
    outbox.drain()
    for engine in get_engines():
        mending.rebuild(engine)
    return len(public), SearchPassage.objects.count()
