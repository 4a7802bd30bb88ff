"""Brings the index in line with the database, and an index of an older version up to this one."""

import logging

from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine, get_engines
from search.engines.versions import index_version
from search.indexing import compare, outbox, rebuild
from search.models import IndexUpdate

logger = logging.getLogger("search")


def find_differences() -> dict[str, compare.Difference]:
    """Return what differs, for "passages" and each engine that answers; what the outbox holds already is not wrong."""
    wrong = {"passages": compare.compare_passages()}
    for engine in get_engines():
        try:
            wrong[engine.name] = compare.compare_engine(engine.name)
        except EngineUnavailableError as error:
            logger.warning("%s does not answer: %s", engine.name, error)
    return wrong


def repair() -> int:
    """Rebuild what has another version, note what differs, deliver; return how many entries were wrong."""
    for engine in get_engines():
        try:
            if engine.version() != index_version():
                # The database is the first: another version may read other passages, which the other engine is built from.
                is_first = engine.name == database_engine().name
                (rebuild.rebuild_database_index if is_first else rebuild.rebuild)(engine)
        except EngineUnavailableError as error:
            logger.warning("%s is not rebuilt: %s", engine.name, error)
    pks = {pk for difference in find_differences().values() for pk in difference.pks}
    outbox.add(sorted(pks - set(IndexUpdate.objects.values_list("entry_id", flat=True))))
    outbox.drain()
    return len(pks)


def is_unfinished() -> bool:
    """Whether an engine is silent, or has an index of another version: then mending has more to do."""
    try:
        return any(engine.version() != index_version() for engine in get_engines())
    except EngineUnavailableError:
        return True
