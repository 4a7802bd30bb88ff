"""Brings the index in line with the database, and an index of an older version up to this one."""

import logging

from search import indexing, outbox
from search.editing import read_told
from search.engines import Engine, EngineDown
from search.engines.chosen import get_engines
from search.engines.versions import index_version
from search.models import Change
from search.rows import all_entries

logger = logging.getLogger("search")


def find_wrong() -> dict[str, indexing.Difference]:
    """Return what differs, for "passages" and each engine that answers; what the outbox holds already is not wrong."""
    wrong = {"passages": indexing.compare_passages()}
    for engine in get_engines():
        try:
            wrong[engine.name] = indexing.compare_engine(engine.name)
        except EngineDown as error:
            logger.warning("%s does not answer: %s", engine.name, error)
    return wrong


def mend() -> int:
    """Rebuild what has another version, note what differs, deliver; return how many entries were wrong."""
    for engine in get_engines():
        try:
            if engine.version() != index_version():
                rebuild(engine)
        except EngineDown as error:
            logger.warning("%s is not rebuilt: %s", engine.name, error)
    pks = {pk for difference in find_wrong().values() for pk in difference.pks}
    outbox.note(sorted(pks - set(Change.objects.values_list("entry_id", flat=True))))
    outbox.drain()
    return len(pks)


def rebuild(engine: Engine) -> None:
    """Write an engine's index from the stored passages; readers see the old one until the new one is whole."""
    engine.rebuild(all_entries(read_told().exceptions))


def is_unfinished() -> bool:
    """Whether an engine is silent, or has an index of another version: then mending has more to do."""
    try:
        return any(engine.version() != index_version() for engine in get_engines())
    except EngineDown:
        return True
