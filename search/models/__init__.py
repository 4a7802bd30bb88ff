"""Models of search: passages, index state, curation, query log and cache invalidations."""

from search.models.cache_invalidation import CacheInvalidation
from search.models.curation import CompoundException, Promotion, RankingExpectation, Synonym
from search.models.index_state import IndexedEntry, IndexState, IndexUpdate
from search.models.passage import SearchPassage
from search.models.query_log import LoggedQuery

__all__ = [
    "CacheInvalidation",
    "CompoundException",
    "IndexState",
    "IndexUpdate",
    "IndexedEntry",
    "LoggedQuery",
    "Promotion",
    "RankingExpectation",
    "SearchPassage",
    "Synonym",
]
