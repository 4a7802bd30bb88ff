"""The Elasticsearch 9 engine: our token streams with the whitespace analyzer; no built-in analysis, no scripts."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
