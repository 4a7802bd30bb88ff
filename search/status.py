"""How the index is, for people and for probes."""

from django_tasks_db.models import DBTaskResult
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from core.models import EntryPage
from search import indexing
from search.models import SearchPassage

ANALYSIS_VERSION = "stock-1"  # changes when the same text would be indexed differently


def check_index() -> str:
    """Ask the engine one question; raise when it cannot answer."""
    list(get_search_backend().search(PlainText("stadskennis"), SearchPassage)[:1])
    return "answers"


def analysis_version() -> str:
    """Return the version of the text analysis."""
    return ANALYSIS_VERSION


def report() -> dict:
    """Return counts of entries, passages, waiting tasks, and what differs."""
    difference = indexing.compare()
    return {
        "analysis_version": ANALYSIS_VERSION,
        "entries": EntryPage.objects.readable().count(),
        "indexed_entries": SearchPassage.objects.values("entry_id").distinct().count(),
        "passages": SearchPassage.objects.count(),
        "stale": difference.stale,
        "gone": difference.gone,
        "queue": DBTaskResult.objects.ready().count(),
        "failed": DBTaskResult.objects.failed().count(),
    }
