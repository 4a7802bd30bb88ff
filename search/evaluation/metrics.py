"""Metrics of rankings: nDCG@10, recall@10, reciprocal rank, success, empty results, response times."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

DEPTH = 10


def ndcg(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """Return nDCG@10 of a ranking, with binary relevance."""
    gain = sum(1 / math.log2(rank + 1) for rank, name in enumerate(ranking[:DEPTH], start=1) if name in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), DEPTH) + 1))
    return gain / best if best else 0.0


def graded_ndcg(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 of a ranking, with a gain of 2**grade - 1; of a query without answers 1 for an empty ranking, else 0."""
    if not grades:
        return float(not ranking)
    gains = [2 ** grades.get(name, 0) - 1 for name in ranking[:DEPTH]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def recall(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """Return the share of the relevant documents among the first ten."""
    return len(set(ranking[:DEPTH]) & set(relevant)) / len(relevant) if relevant else 0.0


def first_rank(ranking: Sequence[str], relevant: Collection[str]) -> int | None:
    """Return the rank (from 1) of the first relevant document, None if there is none."""
    return next((rank for rank, name in enumerate(ranking, start=1) if name in relevant), None)


@dataclass
class Figures:
    """Collects the metrics of one query set."""

    rows: list[tuple[float, float, int | None, bool, float]] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)  # whole matches of each query
    unanswerable: list[int] = field(default_factory=list)  # those of queries without a relevant document

    def add(self, ranking: Sequence[str], relevant: Collection[str], milliseconds: float, whole: int = 0) -> None:
        """Add the ranking of one query, its response time, and how many of it match whole."""
        first = first_rank(ranking, relevant)
        self.rows.append((ndcg(ranking, relevant), recall(ranking, relevant), first, not ranking, milliseconds))
        self.whole.append(whole)
        if not relevant:
            self.unanswerable.append(whole)

    def summary(self) -> dict[str, float]:
        """Return the mean metrics, under the names of docs/contracts.md."""
        count = len(self.rows)
        firsts = [row[2] for row in self.rows]
        times = sorted(row[4] for row in self.rows)
        answered = {"answered": _mean([float(whole > 0) for whole in self.unanswerable])} if self.unanswerable else {}
        return {
            "queries": count,
            "ndcg@10": _mean([row[0] for row in self.rows]),
            "recall@10": _mean([row[1] for row in self.rows]),
            "mrr": _mean([1 / first if first else 0.0 for first in firsts]),
            "success@1": _mean([float(first == 1) for first in firsts]),
            "success@5": _mean([float(first is not None and first <= 5) for first in firsts]),
            "empty": _mean([float(row[3]) for row in self.rows]),
            "median_ms": percentile(times, 0.5),
            "p95_ms": percentile(times, 0.95),
            "whole": _mean(self.whole),
            **answered,
        }


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 5) if values else 0.0


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the percentile (0 to 1) of sorted values."""
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2) if ordered else 0.0
