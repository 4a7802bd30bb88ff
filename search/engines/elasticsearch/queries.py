"""Queries in Elasticsearch's Query DSL: which passages match, and how they are scored."""

from collections.abc import Sequence
from typing import Any

from search.engines.base import FIELDS
from search.engines.elasticsearch.mapping import SCALE, SETS
from search.query.parsed_query import QueryTerm, Term

Query = dict[str, Any]


def has_term(term: Term) -> Query:
    """Return a query for passages that have a term, or the tokens of a phrase in one field."""
    if not term.is_phrase:
        return {"term": {f"passages.{term.stream}": term.token}}
    fields = [f"passages.{field}_{term.stream}" for field in FIELDS]
    return _any_of([{"match_phrase": {field: term.token}} for field in fields])


def _any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"should": list(queries), "minimum_should_match": 1}}


def has_one(terms: Sequence[Term]) -> Query:
    """Return a query for passages that have one of the terms."""
    return _any_of([has_term(term) for term in terms])


def entry_has(terms: Sequence[Term], name: str = "") -> Query:
    """Return a query for entries with a passage that has one of the terms; `name`: told of each hit that has."""
    nested: Query = {"path": "passages", "score_mode": "none", "query": has_one(terms)}
    return {"nested": {**nested, "_name": name} if name else nested}


def entry_has_word(query_term: QueryTerm, is_absent: bool, name: str = "") -> Query:
    """Return a query for entries with a word; of a compound that no passage has, with all its pieces."""
    if not is_absent or not query_term.pieces:
        return entry_has(query_term.alternatives, name)
    pieces: Query = {"filter": [entry_has([piece]) for piece in query_term.pieces]}
    return {"bool": {**pieces, "_name": name} if name else pieces}


def covers_share(
    query_terms: Sequence[QueryTerm], weights: Sequence[float], absent: Sequence[int], need: float
) -> Query:
    """Return a query for passages whose words weigh at least `need`; pieces of an absent compound in proportion."""
    covered = []
    for at, (query_term, weight) in enumerate(zip(query_terms, weights, strict=True)):
        pieces = query_term.pieces if at in absent else ()
        if weight and pieces:
            covered += [_constant([piece], weight / len(pieces)) for piece in pieces]
        elif weight:
            covered.append(_constant(query_term.alternatives, weight))
    return {"function_score": {"query": {"bool": {"should": covered}}, "min_score": need * 0.99999}}


def _constant(terms: Sequence[Term], weight: float) -> Query:
    return {"constant_score": {"filter": has_one(terms), "boost": weight}}


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


def entries_query(
    query: Query, inner: Query | None = None, only: Sequence[Query] = (), without: Sequence[Query] = ()
) -> Query:
    """Return a query for entries scored by their best passage; `inner`: options of its inner hits.

    `only`, `without`: queries that the entries must and must not match.
    """
    nested = {"path": "passages", "score_mode": "max", "query": query}
    scored = {"nested": {**nested, "inner_hits": inner} if inner else nested}
    if not only and not without:
        return scored
    return {"bool": {"must": [scored], "filter": list(only), "must_not": list(without)}}


def result_set_search(query: Query, size: int) -> Query:
    """Return a search for (score, entry id) of all entries of a query; paged with `search_after`."""
    return {
        "query": query,
        "size": size,
        "sort": [{"_score": "desc"}, {"entry": "asc"}],
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def best_passages_search(
    query: Query, size: int, per_entry: int, only: Sequence[int] = (), streams: bool = True
) -> Query:
    """Return a search for the best passages, by a query for passages, of the entries in `only`."""
    inner: Query = {"size": per_entry, "_source": False, "docvalue_fields": ["passages.id"]}
    inner["stored_fields"] = ["passages.streams"] if streams else "_none_"
    return {
        "query": entries_query(query, inner, [{"terms": {"entry": list(only)}}]),
        "size": size,
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def words_search(query_terms: Sequence[QueryTerm], absent: Sequence[int], entry_ids: Sequence[int]) -> Query:
    """Return a search that names for each of the entries the words that it has: by their index."""
    words = [entry_has_word(query_term, at in absent, str(at)) for at, query_term in enumerate(query_terms)]
    return {
        "query": {"bool": {"filter": [{"terms": {"entry": list(entry_ids)}}], "should": words}},
        "size": len(entry_ids),
        "docvalue_fields": ["entry"],
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def count_terms_search(query_terms: Sequence[QueryTerm], terms: Sequence[Term]) -> Query:
    """Return a search for counts: passages, their mean length, and passages per term and per word."""
    filters = {f"term{at}": has_term(term) for at, term in enumerate(terms)}
    for at, query_term in enumerate(query_terms):
        filters[f"word{at}"] = has_one(query_term.alternatives)
        filters[f"loose{at}"] = has_one(query_term.pieces or query_term.alternatives)
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
