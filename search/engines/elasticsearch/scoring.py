"""BM25 of the candidates as the database engines compute it, from stored streams and exact counts of the index.

Elasticsearch stores field lengths in one byte, so its own scores only select the candidates.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.analysis import Streams
from search.engines.base import FIELDS, K1, STREAMS, WEIGHTS, B
from search.query.parsed_query import Term


@dataclass(frozen=True, slots=True)
class Counts:
    """Statistics of the index of one language: passages, mean length in tokens, passages per term."""

    passages: int
    length: float
    passage_counts: Mapping[Term, int]

    def idf(self, term: Term) -> float:
        """Return the idf of a term in BM25."""
        passage_counts = self.passage_counts.get(term, 0)
        return max(math.log((self.passages - passage_counts + 0.5) / (passage_counts + 0.5)), 1e-6)


def score(fields: Sequence[Streams], terms: Sequence[Term], counts: Counts) -> float:
    """Return BM25 of a passage, given as streams of (title, heading, body), for the terms of a query."""
    idf = {stream: {t.token: counts.idf(t) for t in terms if t.stream == stream} for stream in ("exact", "stem")}
    weighted_counts: dict[str, dict[str, float]] = {"exact": defaultdict(float), "stem": defaultdict(float)}
    length = 0
    for field, streams in zip(FIELDS, fields, strict=True):
        for stream in STREAMS:
            tokens = getattr(streams, stream).split()
            length += len(tokens)
            group = "exact" if stream == "exact" else "stem"
            idf_by_token, times, weight = idf[group], weighted_counts[group], WEIGHTS[field][stream]
            for token in tokens:
                if token in idf_by_token:
                    times[token] += weight
    norm = K1 * (1 - B + B * length / (counts.length or 1.0))
    return sum(
        idf[group][token] * times * (K1 + 1) / (times + norm)
        for group in weighted_counts
        for token, times in weighted_counts[group].items()
    )
