"""The PostgreSQL backend: passages use our engine; other models the stock backend, with an index from a migration."""

from modelsearch.backends.database.postgres import postgres as stock

from search.wagtail_backends.base import PassageBackendMixin


class SearchBackend(PassageBackendMixin, stock.PostgresSearchBackend):
    """Search backend for PostgreSQL, as named in WAGTAILSEARCH_BACKENDS."""

    has_query_syntax = True
