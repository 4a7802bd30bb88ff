"""Redactions of public entries, from the sources that apps add; checked whenever stored text is shown."""

from collections.abc import Iterable
from uuid import UUID

from core.extensions import Redaction, redaction_sources
from page_cache.state import memo


def find_redactions(entry_keys: Iterable[UUID] | None = None) -> dict[UUID, Redaction]:
    """Return {translation key: redaction} of the entries (default: all) that have one.

    A query per source; of all entries none while nothing changes.
    """
    if entry_keys is None:
        return dict(memo.get("redactions", lambda: _ask_sources(None)))
    keys = list(entry_keys)
    return _ask_sources(keys) if keys else {}


def _ask_sources(keys: list[UUID] | None) -> dict[UUID, Redaction]:
    found: dict[UUID, Redaction] = {}
    for source in redaction_sources:
        for key, redaction in source.of_entries(keys).items():
            known = found.get(key, Redaction())
            names, others = (*known.names, *redaction.names), (*known.others, *redaction.others)
            found[key] = Redaction(names, known.moments or redaction.moments, others)
    return found


def find_redacted_entries(person_keys: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Return {person's translation key: translation keys of entries in which they may not be named}."""
    keys = list(person_keys)
    found: dict[UUID, set[UUID]] = {}
    for source in redaction_sources if keys else ():
        for person, entries in source.of_people(keys).items():
            found.setdefault(person, set()).update(entries)
    return found
