"""Status of the index, for commands and health checks."""

from django.conf import settings

from core.models import EntryPage
from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine, get_engine, get_engines
from search.engines.versions import index_version
from search.indexing import repair
from search.models import IndexUpdate, SearchPassage


def check_index() -> str:
    """Return which engine responds; raise EngineUnavailableError if the database's does not either."""
    try:
        get_engine(settings.SEARCH_ENGINE).check()
    except EngineUnavailableError:
        database_engine().check()
        return f"{database_engine().name} answers, {get_engine(settings.SEARCH_ENGINE).name} does not"
    return "answers"


def analysis_version() -> str:
    """Return the version of the live index, and the current version if a rebuild is needed."""
    built, current = database_engine().version(), index_version()
    return current if built == current else f"{built or 'none'}, to be rebuilt as {current}"


def report() -> dict:
    """Return counts of entries, passages and pending updates, and the differences by engine."""
    wrong = repair.find_differences()
    return {
        "analysis_version": index_version(),
        "entries": EntryPage.objects.readable().count(),
        "indexed_entries": SearchPassage.objects.order_by().values("entry_id").distinct().count(),
        "passages": SearchPassage.objects.count(),
        "queue": IndexUpdate.objects.count(),
        "stale": sorted({pk for difference in wrong.values() for pk in difference.stale}),
        "gone": sorted({pk for difference in wrong.values() for pk in difference.gone}),
        "engines": {engine.name: _describe(engine, wrong) for engine in get_engines()},
    }


def _describe(engine, wrong: dict) -> dict:
    if engine.name not in wrong:
        return {"answers": False, "queue": IndexUpdate.objects.filter(engine=engine.name).count()}
    difference = wrong[engine.name]
    return {
        "answers": True,
        "version": engine.version(),
        "queue": IndexUpdate.objects.filter(engine=engine.name).count(),
        "stale": difference.stale,
        "gone": difference.gone,
    }
