"""Wagtail's search (admin search, `get_search_backend()`) on Elasticsearch, with fallback to the database.

A query that fails or times out is run on the backend "fallback" of the database, which is always up to date. Failed
writes are retried by the worker (search.tasks.retry_object), so saving never waits for Elasticsearch.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from modelsearch.backends import get_search_backend
from modelsearch.backends.elasticsearch9 import (
    Elasticsearch9Index,
    Elasticsearch9SearchBackend,
    Elasticsearch9SearchResults,
)
from modelsearch.index import get_indexed_instance

from search.engines.base import EngineUnavailableError
from search.engines.circuit_breaker import CircuitBreaker
from search.engines.elasticsearch.client import make_options, translate_error
from search.tasks import retry_object
from search.wagtail_backends.base import PassageBackendMixin

logger = logging.getLogger("search")
READ_SECONDS, WRITE_SECONDS, REBUILD_SECONDS = (
    1,
    5,
    60,
)  # for an editor's query, one object, `update_index`
MAX_FACET_VALUES = 10_000  # the stock backend returns ten
CIRCUIT = CircuitBreaker()  # shared: a backend is created for each query


def translate_errors(function: Callable[[], Any]) -> Any:
    """Return `function()`; raise EngineUnavailableError for errors of the server or the transport."""
    try:
        return function()
    except Exception as error:
        raise translate_error(error) from error


class SearchResults(Elasticsearch9SearchResults):
    """Results that fall back to the database if Elasticsearch is unavailable."""

    def _fallback_results(self):
        """Return the results of the same query in the database's backend."""
        backend, original = get_search_backend("fallback"), self.query_compiler
        completes = isinstance(original, self.backend.autocomplete_query_compiler_class)
        make = backend.autocomplete_query_compiler_class if completes else backend.query_compiler_class
        compiler = make(
            original.queryset, original.query, fields=original.fields, order_by_relevance=original.order_by_relevance
        )
        results = backend.results_class(backend, compiler)
        results.start, results.stop, results._score_field = self.start, self.stop, self._score_field
        return results

    def _call(self, name: str, *arguments):
        """Call a method of the stock results, or of the fallback's if Elasticsearch is unavailable."""
        stock_method = getattr(super(), name)
        self.backend.es = self.backend.es.options(request_timeout=READ_SECONDS)  # not shared

        def run():
            found = stock_method(*arguments)
            return list(found) if name == "_do_search" else found

        try:
            return CIRCUIT.call(lambda: translate_errors(run))
        except EngineUnavailableError as error:
            logger.warning("elasticsearch does not answer an editor: %s", error)
            return getattr(self._fallback_results(), name)(*arguments)

    def _do_search(self):
        return self._call("_do_search")

    def _do_count(self):
        return self._call("_do_count")

    def facet(self, field_name):
        """Return {value: number} of a field."""
        return self._call("facet", field_name)

    def _backend_do_search(self, body, **kwargs):
        for aggregation in body.get("aggregations", {}).values():
            aggregation["terms"]["size"] = MAX_FACET_VALUES
        return super()._backend_do_search(body, **kwargs)


class Index(Elasticsearch9Index):
    """Index that retries failed writes in the background."""

    def add_item(self, item):
        """Write one object; schedule a retry if that fails."""
        try:
            self.write(item)
        except EngineUnavailableError as error:
            logger.warning("elasticsearch takes no %s yet: %s", type(item).__name__, error)
            self.schedule_retry(item)

    def delete_item(self, item):
        """Schedule the deletion; results never include deleted objects."""
        self.schedule_retry(item)

    def schedule_retry(self, item) -> None:
        """Schedule a write of an object, or its removal if it is deleted by then."""
        retry_object.enqueue(item._meta.app_label, item._meta.model_name, str(item.pk))

    def write(self, item) -> None:
        """Write one object. `require_alias` prevents that a missing index is created with dynamic mappings."""
        mapping = self.mapping_class(type(item))
        document, pk = mapping.get_document(item), mapping.get_document_id(item)
        client = self.es.options(request_timeout=WRITE_SECONDS)
        translate_errors(lambda: client.index(index=self.name, id=pk, document=document, require_alias=True))


class SearchBackend(PassageBackendMixin, Elasticsearch9SearchBackend):
    """Elasticsearch 9 with credentials, time limits, a circuit breaker and a database fallback."""

    index_class = Index
    results_class = SearchResults

    def __init__(self, params):
        options = make_options(params.pop("URL"), params.pop("CA", ""), params.pop("API_KEY", ""))
        hosts = options.pop("hosts")
        super().__init__(
            {**params, "HOSTS": hosts, "TIMEOUT": REBUILD_SECONDS, "OPTIONS": {**options, "max_retries": 0}}
        )

    def retry_write(self, model, pk: str) -> None:
        """Index or delete one object by its key, or build the whole index if it does not exist."""
        index, client = self.get_index_for_model(model), self.es.options(request_timeout=WRITE_SECONDS)
        if not translate_errors(lambda: client.indices.exists_alias(name=index.name)):
            translate_errors(lambda: call_command("update_index", backend_name="default", verbosity=0))
            return
        found = model.objects.filter(pk=pk).first()
        item = get_indexed_instance(found) if found else None
        if item is not None:
            index.write(item)
        else:
            translate_errors(lambda: client.options(ignore_status=404).delete(index=index.name, id=pk))
