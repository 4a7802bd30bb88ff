"""Rebuild: fill new indexes next to the live ones, then switch the aliases in one request."""

import logging
import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from elasticsearch import Elasticsearch, helpers

from search.analysis import LANGUAGES
from search.engines.base import EngineUnavailableError, PassageDocument
from search.engines.elasticsearch.client import Connection
from search.engines.elasticsearch.mapping import NEXT_SUFFIX, alias_name, make_index, make_operations

logger = logging.getLogger("search")
BATCH = 100  # entries per bulk request
BATCH_SECONDS = 60.0  # time limit of one batch
CONFLICT, MISSING = 409, 404


class Rebuild:
    """One rebuild. Entries published meanwhile are written to both indexes; the highest version wins."""

    def __init__(self, connection: Connection, prefix: str):
        self._connection, self._prefix = connection, prefix
        suffix = uuid.uuid4().hex[:8]
        self._new_indexes = {language: f"{alias_name(prefix, language)}-{suffix}" for language in LANGUAGES}

    def run(self, entries: Iterable[tuple[int, int, Sequence[PassageDocument]]]) -> None:
        """Build the indexes and switch; on any error the old ones stay live."""
        call = self._connection.call
        try:
            call(self._create_indexes, BATCH_SECONDS)
            entries = iter(entries)
            while batch := list(islice(entries, BATCH)):
                operations = [
                    operation
                    for entry_id, version, documents in batch
                    for operation in make_operations(self._prefix, entry_id, version, documents, NEXT_SUFFIX)
                ]
                call(lambda client, operations=operations: self._send(client, operations), BATCH_SECONDS)
            old = call(self._switch_aliases, BATCH_SECONDS)
        except BaseException:
            self._drop(list(self._new_indexes.values()))
            raise
        self._drop(old)

    def _create_indexes(self, client: Elasticsearch) -> None:
        """Create the new indexes, replacing those of a failed or running rebuild."""
        found = client.indices.get_alias(index=f"{self._prefix}passages_*").body
        unused = [
            name for name, about in found.items() if all(alias.endswith(NEXT_SUFFIX) for alias in about["aliases"])
        ]
        if unused:
            client.indices.delete(index=",".join(unused), ignore_unavailable=True)
        for language, name in self._new_indexes.items():
            client.indices.create(index=name, **make_index(self._prefix, language))

    @staticmethod
    def _send(client: Elasticsearch, operations: Sequence[Mapping[str, Any]]) -> None:
        if MISSING in send_bulk(client, operations, max_retries=4):
            raise EngineUnavailableError("another rebuild took over")

    def _switch_aliases(self, client: Elasticsearch) -> list[str]:
        """Move the live aliases to the new indexes in one request; return the names of the old indexes."""
        client.indices.refresh(index=",".join(self._new_indexes.values()))
        found = client.indices.get_alias(index=f"{self._prefix}passages_*").body
        old = [name for name in found if name not in self._new_indexes.values()]
        actions: list[dict] = []
        for language, name in self._new_indexes.items():
            alias = alias_name(self._prefix, language)
            actions.append({"remove": {"index": name, "alias": alias + NEXT_SUFFIX, "must_exist": True}})
            actions.append({"add": {"index": name, "alias": alias}})
        actions += [{"remove": {"index": name, "alias": alias}} for name in old for alias in found[name]["aliases"]]
        client.indices.update_aliases(actions=actions)
        return old

    def _drop(self, names: Sequence[str]) -> None:
        """Delete unused indexes; those that remain are deleted by the next rebuild."""
        if not names:
            return
        try:
            self._connection.call(
                lambda client: client.indices.delete(index=",".join(names), ignore_unavailable=True), 10
            )
        except Exception as error:
            logger.warning("an old index stays until the next rebuild: %s", type(error).__name__)


def drop(client: Elasticsearch, prefix: str) -> None:
    """Delete every index with a prefix."""
    names = list(client.indices.get(index=f"{prefix}*", expand_wildcards="all").body)
    if names:
        client.indices.delete(index=",".join(names), ignore_unavailable=True)


def send_bulk(client: Elasticsearch, operations: Iterable[Mapping[str, Any]], **options) -> list[int]:
    """Send a bulk request to aliases and return the status of each operation; raise EngineUnavailableError on failure.

    `require_alias` prevents that an index is created with dynamic mappings.
    """
    results = helpers.streaming_bulk(
        client, operations, require_alias=True, raise_on_error=False, initial_backoff=0.3, max_chunk_bytes=10_000_000,
        **options,
    )  # fmt: skip
    return [_check(result) for _worked, result in results]


def _check(result: Mapping[str, Any]) -> int:
    """Return the status if the operation succeeded, was outdated, or its rebuild does not exist; else raise."""
    done = next(iter(result.values()))
    status, name = done.get("status", 0), done.get("_index", "")
    if status in (200, 201, CONFLICT) or (status == MISSING and name.endswith(NEXT_SUFFIX)):
        return status
    if status == MISSING:
        raise EngineUnavailableError("has no index yet")
    raise EngineUnavailableError(f"answered {status} {done.get('error', {}).get('type')}")
