"""Elasticsearch's backend: passages by our engine."""

from wagtail.search.backends import elasticsearch9 as stock

from search.backends.passages import PassagesByEngine
from search.backends.typed import harmless


class SearchBackend(PassagesByEngine, stock.SearchBackend):
    """What WAGTAILSEARCH_BACKENDS names for Elasticsearch."""

    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        return super()._search(query_compiler_class, harmless(query), model_or_queryset, **options)
