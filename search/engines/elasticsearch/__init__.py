"""Elasticsearch 9 as a search engine: our streams by the whitespace analyzer, nothing of its own analysis, no scripts."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
