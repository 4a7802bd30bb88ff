"""PostgreSQL's backend: passages by our engine; an index for what others search is made by a migration."""

from modelsearch.backends.database.postgres import postgres as stock

from search.wagtail_backends.base import PassageBackendMixin
from search.wagtail_backends.sanitize import sanitize


class SearchBackend(PassageBackendMixin, stock.PostgresSearchBackend):
    """What WAGTAILSEARCH_BACKENDS names for PostgreSQL."""

    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        return super()._search(query_compiler_class, sanitize(query), model_or_queryset, **options)
