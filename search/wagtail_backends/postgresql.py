"""The PostgreSQL backend: passages use our engine; other models the stock backend, with an index from a migration."""

from modelsearch.backends.database.postgres import postgres as stock

from search.wagtail_backends.base import PassageBackendMixin
from search.wagtail_backends.sanitize import sanitize


class SearchBackend(PassageBackendMixin, stock.PostgresSearchBackend):
    """Search backend for PostgreSQL, as named in WAGTAILSEARCH_BACKENDS."""

    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        return super()._search(query_compiler_class, sanitize(query), model_or_queryset, **options)
