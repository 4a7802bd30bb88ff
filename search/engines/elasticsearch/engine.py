"""The Elasticsearch engine: writes with external versions, result sets from a few searches."""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch, NotFoundError

from search.analysis import LANGUAGES
from search.engines.base import Candidate, Candidates, PassageDocument
from search.engines.circuit_breaker import CircuitBreaker
from search.engines.elasticsearch import queries
from search.engines.elasticsearch.client import Connection, make_options
from search.engines.elasticsearch.mapping import NEXT_SUFFIX, alias_name, make_operations
from search.engines.elasticsearch.reindex import Rebuild, drop, send_bulk
from search.engines.elasticsearch.results import ElasticsearchCandidates, find_candidates, require_complete
from search.query.parsed_query import ParsedQuery

# Time limits in seconds: a ping, writing an entry, a page of a full scan. For readers: ELASTICSEARCH_TIMEOUT.
PING_SECONDS, WRITE_SECONDS, SCAN_SECONDS = 2.0, 10.0, 30.0
REACHABLE_SECONDS = 5.0  # after a response, no ping is needed for this long
PAGE_SIZE = 10_000


class ElasticsearchEngine:
    """Calls of readers go through a circuit breaker; those of the worker do not, its tasks have their own retries."""

    name = "elasticsearch"

    def __init__(self, prefix: str = "", options: dict[str, Any] | None = None, circuit: CircuitBreaker | None = None):
        chosen = settings.ELASTICSEARCH
        self.prefix = prefix or chosen["PREFIX"]
        self.connection = Connection(options or make_options(chosen["URL"], chosen["CA"], chosen["API_KEY"]))
        self.circuit = circuit or CircuitBreaker()
        self._reader_timeout = chosen["TIMEOUT"]
        self._last_response = 0.0

    # -- readers --------------------------------------------------------------------------------------------------

    def candidates(self, query: ParsedQuery, language: str, limit: int, excluded: Collection[int] = ()) -> Candidates:
        """Return the result set, without the `excluded` entries, and its best `limit` passages."""
        index = alias_name(self.prefix, language)
        return self._call_for_reader(lambda client: find_candidates(client, index, query, limit, excluded))

    def best_passages(
        self, parsed: ParsedQuery, language: str, found: Candidates, entry_ids: Sequence[int], limit: int
    ) -> dict[int, list[int]]:
        """Return at most `limit` passage ids per entry, best first."""
        if not entry_ids or not isinstance(found, ElasticsearchCandidates) or not found.query:
            return {entry: [] for entry in entry_ids}
        index = alias_name(self.prefix, language)
        return self._call_for_reader(lambda client: found.best_passages(client, index, entry_ids, limit))

    def read_streams(self, passage_ids: Sequence[int], language: str) -> list[Candidate]:
        """Return nothing: to ask the node once more takes longer than what the streams save."""
        return []

    def check(self) -> None:
        """Raise EngineUnavailableError if the index of a language does not respond."""
        self._call_for_reader(lambda client: [client.count(index=alias_name(self.prefix, code)) for code in LANGUAGES])

    def _call_for_reader(self, function):
        return self.circuit.call(lambda: self.connection.call(function, self._reader_timeout))

    # -- the worker -----------------------------------------------------------------------------------------------

    def write(self, entry_id: int, version: int, documents: Sequence[PassageDocument]) -> None:
        """Replace the passages of an entry, also in the index of a running rebuild."""
        operations = [
            operation
            for suffix in ("", NEXT_SUFFIX)
            for operation in make_operations(self.prefix, entry_id, version, documents, suffix)
        ]

        self._call_for_worker(lambda client: send_bulk(client, operations, refresh=True, max_retries=2), WRITE_SECONDS)

    def rebuild(self, entries: Iterable[tuple[int, int, Sequence[PassageDocument]]]) -> None:
        """Fill new indexes next to the live ones, then switch the aliases."""
        self.version()  # raises EngineUnavailableError early
        Rebuild(self.connection, self.prefix).run(entries)
        self.circuit.reset()

    def entries(self) -> dict[int, int]:
        """Return {entry id: version} of all indexed entries."""
        found: dict[int, int] = {}
        for code in LANGUAGES:
            for hit in self._pages(alias_name(self.prefix, code), {"term": {"gone": False}}):
                found[hit["sort"][0]] = hit["_version"]
        return found

    def _pages(self, index: str, query: dict) -> Iterator[dict]:
        search = {"query": query, "size": PAGE_SIZE, "sort": [{"entry": "asc"}], "version": True}
        search |= {"stored_fields": "_none_", "track_total_hits": False}
        while True:
            page = self._call_for_worker(partial(_search, index=index, **search), SCAN_SECONDS)
            hits = page["hits"]["hits"]
            yield from hits
            if len(hits) < PAGE_SIZE:
                return
            search["search_after"] = hits[-1]["sort"]

    def vocabulary(self, language: str) -> Iterable[tuple[str, int]]:
        """Yield the exact tokens with their number of passages, page by page."""
        index, after = alias_name(self.prefix, language), None
        while True:
            found = self._call_for_worker(
                partial(_search, index=index, **queries.vocabulary_search(PAGE_SIZE, after)), SCAN_SECONDS
            )
            words = found["aggregations"]["passages"]["words"]
            for bucket in words["buckets"]:
                yield bucket["key"]["word"], bucket["doc_count"]
            after = words.get("after_key")
            if after is None or len(words["buckets"]) < PAGE_SIZE:
                return

    def version(self) -> str:
        """Return the version stored in the mapping, "" without an index; the same for all languages."""

        def read(client: Elasticsearch) -> str:
            try:
                found = client.indices.get_mapping(index=alias_name(self.prefix, LANGUAGES[0]))
            except NotFoundError:
                return ""
            return next(iter(found.body.values()))["mappings"].get("_meta", {}).get("index_version", "")

        return self._call_for_worker(read, WRITE_SECONDS)

    def drop(self) -> None:
        """Delete all indexes with this prefix, after an evaluation or a test."""
        self._call_for_worker(lambda client: drop(client, self.prefix), SCAN_SECONDS)

    def _call_for_worker(self, function, seconds: float):
        """Call with a longer time limit, after a ping: a node that does not respond must not block the worker."""
        if time.monotonic() - self._last_response > REACHABLE_SECONDS:
            self.connection.call(lambda client: client.info(), PING_SECONDS)
        result = self.connection.call(function, seconds)
        self._last_response = time.monotonic()
        self.circuit.reset()
        return result


def _search(client: Elasticsearch, **search):
    return require_complete(client.search(**search).body)
