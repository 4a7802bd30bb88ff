"""Queries in Elasticsearch's Query DSL: which passages match, and how they are scored."""

from collections.abc import Sequence
from typing import Any

from search.engines.elasticsearch.mapping import SCALE, SETS
from search.engines.query_terms import QueryTerm, Term, TermAlternative

Query = dict[str, Any]


def has_term(term: Term) -> Query:
    """Return a query for passages that have a term."""
    return {"term": {f"passages.{term.stream}": term.token}}


def _all(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"filter": list(queries)}}


def has_alternative(alternatives: Sequence[TermAlternative]) -> Query:
    """Return a query for passages that have all terms of one alternative."""
    queries = [_all([has_term(term) for term in alternative]) for alternative in alternatives]
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def has_word_or_part(query_term: QueryTerm) -> Query:
    """Return a query for passages that have a word or one of its parts."""
    return has_alternative([*query_term.alternatives, *((part,) for part in query_term.parts)])


def covers_all(query_terms: Sequence[QueryTerm]) -> Query:
    """Return a query for passages that match every word."""
    return {"bool": {"filter": [has_alternative(query_term.alternatives) for query_term in query_terms]}}


def covers_share(query_terms: Sequence[QueryTerm], weights: Sequence[float], share: float) -> Query:
    """Return a query for passages that cover a share (0 to 1) of the words' weight, compound parts in proportion.

    The score of the inner query is the covered weight; `min_score` is the share.
    """
    covered = [_weight(query_term, weight) for query_term, weight in zip(query_terms, weights, strict=True) if weight]
    return {"function_score": {"query": {"bool": {"should": covered}}, "min_score": sum(weights) * share * 0.99999}}


def _weight(query_term: QueryTerm, weight: float) -> Query:
    whole_word = {"constant_score": {"filter": has_alternative(query_term.alternatives), "boost": weight}}
    if not query_term.parts:
        return whole_word
    part_queries = [
        {"constant_score": {"filter": has_term(part), "boost": weight / len(query_term.parts)}}
        for part in query_term.parts
    ]
    return {"dis_max": {"queries": [whole_word, {"bool": {"should": part_queries}}]}}


def with_scores(condition: Query, terms: Sequence[Term]) -> Query:
    """Return a query for the passages of a condition, scored by BM25F over each set of columns."""
    return {"bool": {"filter": [condition], "should": [*_scores(terms)]}}


def _scores(terms: Sequence[Term]) -> list[Query]:
    found = []
    for stream, columns in SETS.items():
        tokens = " ".join(term.token for term in terms if term.stream == stream)
        fields = [f"passages.{column}^{max(1.0, weight * SCALE[stream]):g}" for column, weight in columns.items()]
        if tokens:
            found.append({"combined_fields": {"query": tokens, "fields": fields}})
    return found


def entries_query(query: Query, inner: Query | None = None) -> Query:
    """Return a query for entries scored by their best passage; `inner`: options of its inner hits."""
    nested = {"path": "passages", "score_mode": "max", "query": query}
    return {"nested": {**nested, "inner_hits": inner} if inner else nested}


def result_set_search(query: Query, size: int) -> Query:
    """Return a search for (score, entry id) of all matching entries; paged with `search_after`."""
    return {
        "query": entries_query(query),
        "size": size,
        "sort": [{"_score": "desc"}, {"entry": "asc"}],
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def best_passages_search(
    query: Query, size: int, per_entry: int, only: Sequence[int] = (), streams: bool = True
) -> Query:
    """Return a search for the best passages of the best entries, or of those in `only`."""
    inner: Query = {"size": per_entry, "_source": False, "docvalue_fields": ["passages.id"]}
    inner["stored_fields"] = ["passages.streams"] if streams else "_none_"
    found = entries_query(query, inner)
    return {
        "query": {"bool": {"must": [found], "filter": [{"terms": {"entry": list(only)}}]}} if only else found,
        "size": size,
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def count_terms_search(query_terms: Sequence[QueryTerm], terms: Sequence[Term]) -> Query:
    """Return a search for counts: passages, their mean length, and passages per term and per word."""
    filters = {f"term{at}": has_term(term) for at, term in enumerate(terms)}
    for at, query_term in enumerate(query_terms):
        filters[f"word{at}"] = has_alternative(query_term.alternatives)
        filters[f"loose{at}"] = has_word_or_part(query_term)
    inside = {"holding": {"filters": {"filters": filters}}, "length": {"avg": {"field": "passages.length"}}}
    return {
        "size": 0,
        "track_total_hits": False,
        "aggs": {"passages": {"nested": {"path": "passages"}, "aggs": inside}},
    }


def vocabulary_search(size: int, after: dict | None) -> Query:
    """Return a search for the exact tokens with their number of passages."""
    words: Query = {"size": size, "sources": [{"word": {"terms": {"field": "passages.words"}}}]}
    if after:
        words["after"] = after
    return {
        "size": 0,
        "track_total_hits": False,
        "aggs": {"passages": {"nested": {"path": "passages"}, "aggs": {"words": {"composite": words}}}},
    }
