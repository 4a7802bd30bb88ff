"""The result set of a query, by the rules of search.engines.bm25, in two or three rounds of requests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from elasticsearch import Elasticsearch

from search.engines.base import MIN_ENTRIES, PASSAGES_PER_ENTRY, Candidate, Candidates, EngineUnavailableError
from search.engines.bm25 import SHARES
from search.engines.elasticsearch.mapping import read_streams
from search.engines.elasticsearch.queries import (
    Query,
    best_passages_search,
    count_terms_search,
    covers_all,
    covers_share,
    result_set_search,
    with_scores,
)
from search.engines.elasticsearch.scoring import Counts, score, weigh_word
from search.engines.query_terms import QueryTerm, Term, all_terms, make_query_terms
from search.query.parsed_query import ParsedQuery

PAGE_SIZE = 10_000  # entries per request
PER_ENTRY = 3  # passages of an entry that are candidates for the ranking
OVERFETCH = 1.2  # factor of passages fetched; the surplus is dropped after exact scoring


@dataclass
class ElasticsearchCandidates(Candidates):
    """Candidates with the query that found them, for a later search for passages of entries."""

    query: Query = field(default_factory=dict, repr=False)

    def best_passages(
        self, client: Elasticsearch, index: str, entry_ids: Sequence[int], limit: int
    ) -> dict[int, list[int]]:
        """Return at most `limit` passage ids per entry, best first."""
        search = best_passages_search(self.query, len(entry_ids), limit, only=entry_ids, streams=False)
        passages: dict[int, list[int]] = {entry: [] for entry in entry_ids}
        for hit in _hits(client.search(index=index, **search).body):
            for passage in _passage_ids(hit):
                passages[passage // PASSAGES_PER_ENTRY].append(passage)
        return passages


def find_candidates(client: Elasticsearch, index: str, parsed: ParsedQuery, limit: int) -> ElasticsearchCandidates:
    """Return the result set of a query and its best `limit` passages."""
    query_terms = make_query_terms(parsed)
    if not query_terms:
        return ElasticsearchCandidates()
    terms = all_terms(query_terms)
    query, has_partial_matches = with_scores(covers_all(query_terms), terms), False
    counted, first = _msearch(
        client, index, count_terms_search(query_terms, terms), result_set_search(query, PAGE_SIZE)
    )
    counts, weights = _read_counts(counted, query_terms, terms)
    full_match_count = len(_hits(first))
    if full_match_count < MIN_ENTRIES and any(weights):
        wider = [with_scores(covers_share(query_terms, weights, share), terms) for share in SHARES]
        pages = _msearch(client, index, *(result_set_search(each, PAGE_SIZE) for each in wider))
        enough = [at for at, page in enumerate(pages) if len(_hits(page)) >= MIN_ENTRIES]
        query, first = next(((wider[at], pages[at]) for at in enough), (wider[-1], pages[-1]))
        has_partial_matches = len(_hits(first)) > full_match_count
    entries = _all_pages(client, index, query, first)
    if not entries:
        return ElasticsearchCandidates(weights=weights)
    best = client.search(index=index, **best_passages_search(query, int(limit * OVERFETCH), PER_ENTRY)).body
    top = sorted(
        (_candidate(passage, streams, terms, counts) for passage, streams in _read_passages(require_complete(best))),
        key=lambda candidate: (-candidate.score, candidate.passage_id),
    )
    return ElasticsearchCandidates(
        _merge_scores(entries, top), top[:limit], weights, has_partial_matches, full_match_count, query=query
    )


def _msearch(client: Elasticsearch, index: str, *searches: Query) -> list[Query]:
    """Run searches in one request; raise EngineUnavailableError unless all responses are complete."""
    lines = [line for search in searches for line in ({"index": index}, search)]
    responses = client.msearch(searches=lines)["responses"]
    for each in responses:
        if "error" in each:
            raise EngineUnavailableError(f"answered {each.get('status')} {each['error'].get('type')}")
        require_complete(each)
    return responses


def require_complete(found: Query) -> Query:
    """Return a response; raise EngineUnavailableError if it timed out or a shard failed."""
    if found.get("timed_out") or found["_shards"]["failed"]:
        raise EngineUnavailableError("answered in part")
    return found


def _hits(found: Query) -> list[Query]:
    return require_complete(found)["hits"]["hits"]


def _read_counts(
    counted: Query, query_terms: Sequence[QueryTerm], terms: Sequence[Term]
) -> tuple[Counts, tuple[float, ...]]:
    passages = counted["aggregations"]["passages"]
    number = passages["doc_count"]
    holding = {name: bucket["doc_count"] for name, bucket in passages["holding"]["buckets"].items()}
    counts = Counts(
        number, passages["length"]["value"] or 1.0, {term: holding[f"term{at}"] for at, term in enumerate(terms)}
    )
    weights = [
        weigh_word(number, holding[f"word{at}"] or (holding[f"loose{at}"] if query_term.parts else 0))
        for at, query_term in enumerate(query_terms)
    ]
    return counts, tuple(weights)


def _all_pages(client: Elasticsearch, index: str, query: Query, first: Query) -> dict[int, float]:
    """Return {entry: score} of the whole result set, best first."""
    entries: dict[int, float] = {}
    page = _hits(first)
    while True:
        entries.update((hit["sort"][1], hit["sort"][0]) for hit in page)
        if len(page) < PAGE_SIZE:
            return entries
        search = {**result_set_search(query, PAGE_SIZE), "search_after": page[-1]["sort"]}
        page = _hits(client.search(index=index, **search).body)


def _passage_ids(hit: Query) -> list[int]:
    return [inner["fields"]["passages.id"][0] for inner in _inner_hits(hit)]


def _inner_hits(hit: Query) -> list[Query]:
    return hit["inner_hits"]["passages"]["hits"]["hits"]


def _read_passages(best: Query):
    """Yield (passage id, stored streams)."""
    for hit in best["hits"]["hits"]:
        for inner in _inner_hits(hit):
            fields = inner["fields"]
            yield fields["passages.id"][0], fields["passages.streams"][0]


def _candidate(passage: int, stored: str, terms: Sequence[Term], counts: Counts) -> Candidate:
    fields = read_streams(stored)
    return Candidate(passage, round(score(fields, terms, counts), 9), *fields)


def _merge_scores(entries: dict[int, float], top: Sequence[Candidate]) -> dict[int, float]:
    """Return the entries best first: those in `top` by exact score, then the others in the engine's order."""
    ordered: dict[int, float] = {}
    for candidate in top:
        ordered.setdefault(candidate.entry_id, candidate.score)
    lowest = min(ordered.values(), default=1.0)
    rest = {entry: found for entry, found in entries.items() if entry not in ordered}
    highest = max(rest.values(), default=1.0) or 1.0
    return ordered | {entry: lowest * found / highest for entry, found in rest.items()}
