"""The result set of a query, by the rules of search.engines.candidates, in three rounds of requests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from elasticsearch import Elasticsearch

from search.engines.base import (
    MAX_PARTIAL_ENTRIES,
    MIN_ENTRIES,
    MIN_PARTIAL_PASSAGES,
    PASSAGES_PER_ENTRY,
    PER_ENTRY,
    SENTENCE_SHARE,
    SHARES,
    Candidate,
    Candidates,
    EngineUnavailableError,
)
from search.engines.candidates import is_broad, weigh_word
from search.engines.elasticsearch.mapping import read_streams
from search.engines.elasticsearch.queries import (
    Query,
    best_passages_search,
    count_terms_search,
    covers_share,
    entries_query,
    entry_has,
    entry_has_word,
    has_one,
    result_set_search,
    with_scores,
    words_search,
)
from search.engines.elasticsearch.scoring import Counts, score
from search.query.parsed_query import ParsedQuery, QueryTerm, Term, all_terms, make_query_terms

PAGE_SIZE = 10_000  # entries per request
OVERFETCH = 1.2  # factor of passages fetched; the surplus is dropped after exact scoring


@dataclass
class ElasticsearchCandidates(Candidates):
    """Candidates with the query for passages with a word, for a later search for passages of entries."""

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


@dataclass
class Asked:
    """A query as terms, and what the index knows of them: counts, and the words that no passage has as such."""

    parsed: ParsedQuery
    query_terms: list[QueryTerm]
    terms: list[Term]
    excluded: list[Query]
    counts: Counts
    weights: tuple[float, ...]
    absent: tuple[int, ...]

    def whole(self) -> Query:
        """Return the query for the entries that match whole."""
        if self.parsed.is_sentence:
            all_weights = [weight or weigh_word(self.counts.passages, 0) for weight in self.weights]
            need = SENTENCE_SHARE * sum(all_weights)
            covered = covers_share(self.query_terms, self.weights, self.absent, need)
            return entries_query(with_scores(covered, self.terms), without=self.excluded)
        words = [entry_has_word(self.query_terms[at], at in self.absent) for at in self.parsed.required]
        return entries_query(self.passages(), only=words, without=self.excluded)

    def partial(self, share: float, whole: Sequence[int]) -> Query:
        """Return the query for other entries, which cover a share of the known words."""
        covered = covers_share(self.query_terms, self.weights, self.absent, sum(self.weights) * share)
        without = [*self.excluded, {"terms": {"entry": list(whole)}}]
        return entries_query(with_scores(covered, self.terms), without=without)

    def passages(self) -> Query:
        """Return the query for passages with a word, scored."""
        pieces = [piece for at in self.absent for piece in self.query_terms[at].pieces]
        known = [term for query_term in self.query_terms for term in query_term.alternatives]
        return with_scores(has_one([*known, *pieces]), self.terms)


def find_candidates(
    client: Elasticsearch, index: str, parsed: ParsedQuery, limit: int, excluded: Collection[int] = ()
) -> ElasticsearchCandidates:
    """Return the result set of a query, without the `excluded` entries, and its best `limit` passages."""
    if not parsed.words:
        return ElasticsearchCandidates()
    asked = _ask_counts(client, index, parsed, excluded)
    base = {"weights": asked.weights, "absent": asked.absent}
    if not any(asked.weights):
        return ElasticsearchCandidates(**base)
    whole_query = asked.whole()
    (first,) = _msearch(client, index, result_set_search(whole_query, PAGE_SIZE))
    whole = _all_pages(client, index, whole_query, first)
    partial = _find_partial(client, index, asked, list(whole))
    top = _find_top(client, index, asked, list(whole)[: int(limit * OVERFETCH)])[:limit]
    rest = max(MIN_PARTIAL_PASSAGES, limit - len(top))
    top_partial = _find_top(client, index, asked, list(partial)[: int(rest * OVERFETCH)])[:rest]
    return ElasticsearchCandidates(
        entries=_merge_scores(whole, top),
        partial=_merge_scores(partial, top_partial),
        missing=_find_missing(client, index, asked, list(partial)),
        top=[*top, *top_partial],
        query=asked.passages(),
        **base,
    )


def _ask_counts(client: Elasticsearch, index: str, parsed: ParsedQuery, excluded: Collection[int]) -> Asked:
    query_terms = parsed.query_terms
    terms = all_terms(query_terms)
    without = [entry_has(query_term.alternatives) for query_term in make_query_terms(parsed.excluded_words)]
    without += [{"terms": {"entry": sorted(excluded)}}] if excluded else []
    (counted,) = _msearch(client, index, count_terms_search(query_terms, terms))
    counts, weights, absent = _read_counts(counted, query_terms, terms)
    return Asked(parsed, query_terms, terms, without, counts, weights, absent)


def _find_partial(client: Elasticsearch, index: str, asked: Asked, whole: list[int]) -> dict[int, float]:
    """Return {entry: score} of the best partial matches, while few entries match whole."""
    if len(whole) >= MIN_ENTRIES or (len(asked.weights) == 1 and not (asked.absent and asked.query_terms[0].pieces)):
        return {}
    queries = [asked.partial(share, whole) for share in SHARES]
    pages = _msearch(client, index, *(result_set_search(query, MAX_PARTIAL_ENTRIES) for query in queries))
    partial: list[Query] = []
    for share, page in zip(SHARES, pages, strict=True):
        if (whole or partial) and is_broad(asked.weights, asked.counts.passages, share):
            break
        partial = _hits(page)
        if len(whole) + len(partial) >= MIN_ENTRIES:
            break
    return {hit["sort"][1]: hit["sort"][0] for hit in partial}


def _find_top(client: Elasticsearch, index: str, asked: Asked, entry_ids: list[int]) -> list[Candidate]:
    """Return the best passages of entries with exact scores, best first."""
    if not entry_ids:
        return []
    search = best_passages_search(asked.passages(), len(entry_ids), PER_ENTRY, only=entry_ids)
    best = client.search(index=index, **search).body
    return sorted(
        (
            _candidate(passage, streams, asked.terms, asked.counts)
            for passage, streams in _read_passages(require_complete(best))
        ),
        key=lambda candidate: (-candidate.score, candidate.passage_id),
    )


def _find_missing(client: Elasticsearch, index: str, asked: Asked, entry_ids: list[int]) -> dict[int, tuple[int, ...]]:
    """Return the words that each of the entries lacks."""
    if not entry_ids:
        return {}
    found = client.search(index=index, **words_search(asked.query_terms, asked.absent, entry_ids)).body
    has = {hit["fields"]["entry"][0]: set(hit.get("matched_queries", ())) for hit in _hits(found)}
    return {pk: tuple(at for at in asked.parsed.required if str(at) not in has.get(pk, ())) for pk in entry_ids}


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
) -> tuple[Counts, tuple[float, ...], tuple[int, ...]]:
    passages = counted["aggregations"]["passages"]
    number = passages["doc_count"]
    holding = {name: bucket["doc_count"] for name, bucket in passages["holding"]["buckets"].items()}
    counts = Counts(
        number, passages["length"]["value"] or 1.0, {term: holding[f"term{at}"] for at, term in enumerate(terms)}
    )
    weights = []
    for at, query_term in enumerate(query_terms):
        count = holding[f"word{at}"] or (holding[f"loose{at}"] if query_term.pieces else 0)
        weights.append(weigh_word(number, count) if count else 0.0)
    absent = tuple(at for at in range(len(query_terms)) if not holding[f"word{at}"])
    return counts, tuple(weights), absent


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
