"""PostgreSQL's backend: passages by our engine; an index for what others search is made by a migration."""

from modelsearch.backends.database.postgres import postgres as stock

from search.backends.passages import PassagesByEngine
from search.backends.typed import harmless


class SearchBackend(PassagesByEngine, stock.PostgresSearchBackend):
    """What WAGTAILSEARCH_BACKENDS names for PostgreSQL."""

    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        return super()._search(query_compiler_class, harmless(query), model_or_queryset, **options)
