"""Repair: reindex entries that differ, and rebuild indexes of another version."""

import logging

from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine, get_engines
from search.engines.versions import index_version
from search.indexing import compare, outbox, rebuild
from search.models import IndexUpdate

logger = logging.getLogger("search")


def find_differences() -> dict[str, compare.Difference]:
    """Return {name: Difference} for "passages" and each available engine, pending updates included."""
    wrong = {"passages": compare.compare_passages()}
    for engine in get_engines():
        try:
            wrong[engine.name] = compare.compare_engine(engine.name)
        except EngineUnavailableError as error:
            logger.warning("%s does not answer: %s", engine.name, error)
    return wrong


def repair() -> int:
    """Rebuild indexes of another version and reindex entries that differ; return the number of those entries."""
    for engine in get_engines():
        try:
            if engine.version() != index_version():
                # The database goes first: other engines are built from its passages.
                is_first = engine.name == database_engine().name
                (rebuild.rebuild_database_index if is_first else rebuild.rebuild_engine_index)(engine)
        except EngineUnavailableError as error:
            logger.warning("%s is not rebuilt: %s", engine.name, error)
    pks = {pk for difference in find_differences().values() for pk in difference.pks}
    outbox.add(sorted(pks - set(IndexUpdate.objects.values_list("entry_id", flat=True))))
    outbox.drain()
    return len(pks)


def is_unfinished() -> bool:
    """Return whether an engine is unavailable or has an index of another version."""
    try:
        return any(engine.version() != index_version() for engine in get_engines())
    except EngineUnavailableError:
        return True
