"""Scores entries by how much of a text they share: BM25 of its words over whole entries, and over the best passage.

A search wants entries with all words of a short query; here a text of some sentences meets entries that say the same in
other words. So every word counts, with its synonyms and, at half its weight, the parts of a compound.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from search.engines.base import PASSAGES_PER_ENTRY
from search.engines.candidates import Index, weigh_word
from search.query.parsed_query import QueryWord, Term, word_alternatives

# Chosen on the development set of tests/search/query/near_duplicates.toml.
K1 = 1.2
SYNONYM_WEIGHT, PIECE_WEIGHT = 0.8, 0.5
BEST_PASSAGE_WEIGHT = 1.0  # of the best passage, beside the whole entry
LEAD_BONUS = 0.5  # of an entry's first passage, which has the lead
MIN_COMMON, MAX_COMMON, COMMON_SHARE = 200, 2_000, 0.25  # passages; a word that more of them have is left out


@dataclass
class Similarity:
    """What was found: scores of entries, and of each entry its passages, best first.

    `whole`: the score of an entry of common length that has every word of the text; a word that no entry has weighs most.
    """

    scores: dict[int, float]
    passages: dict[int, list[int]]
    whole: float = 0.0
    weights: dict[int, float] = field(default_factory=dict)  # of the words that the index has
    words: dict[int, set[int]] = field(default_factory=dict)  # of the text, that each entry has

    def share(self, entry_id: int) -> float:
        """Return how much of the text an entry has; 1 is all of it."""
        return self.scores[entry_id] / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class _Part:
    """One way in which a word of the text may occur."""

    word: int
    weight: float
    terms: tuple[Term, ...]


def score_entries(
    index: Index, words: Sequence[QueryWord], lengths: Mapping[int, int], hidden: Collection[int] = frozenset()
) -> Similarity:
    """Return how similar entries are; `lengths`: their numbers of passages, others are left out; `hidden`: passages."""
    entry_scores: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    passage_scores: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    average = sum(lengths.values()) / (len(lengths) or 1)
    weights: dict[int, float] = defaultdict(float)
    for part, passages in _find(index, words):
        shown = [pk for pk in passages if pk // PASSAGES_PER_ENTRY in lengths and pk not in hidden]
        counts = Counter(pk // PASSAGES_PER_ENTRY for pk in shown)
        if not counts:
            continue
        of_entry = part.weight * weigh_word(len(lengths), len(counts))
        of_passage = part.weight * weigh_word(index.size(), len(shown))
        weights[part.word] = max(weights[part.word], of_entry + BEST_PASSAGE_WEIGHT * of_passage)
        for entry, count in counts.items():
            score = of_entry * count * (K1 + 1) / (count + K1 * lengths[entry] / average)
            _raise(entry_scores[entry], part.word, score)
        for pk in shown:
            _raise(passage_scores[pk], part.word, of_passage)
    unknown = weigh_word(len(lengths), 0) + BEST_PASSAGE_WEIGHT * weigh_word(index.size(), 0)
    found = _join(entry_scores, passage_scores)
    found.words = {entry: set(scores) for entry, scores in entry_scores.items()}
    found.weights, found.whole = dict(weights), sum(weights.get(at, unknown) for at in range(len(words)))
    return found


def _raise(scores: dict[int, float], word: int, score: float) -> None:
    scores[word] = max(scores[word], score)


def _join(entry_scores: Mapping, passage_scores: Mapping) -> Similarity:
    totals = {pk: math.fsum(scores.values()) for pk, scores in passage_scores.items()}
    passages: dict[int, list[int]] = defaultdict(list)
    best: dict[int, float] = defaultdict(float)
    for pk in sorted(totals, key=lambda pk: (-totals[pk], pk)):
        entry, order = divmod(pk, PASSAGES_PER_ENTRY)
        passages[entry].append(pk)
        best[entry] = max(best[entry], totals[pk] * (1 if order else 1 + LEAD_BONUS))
    scores = {entry: math.fsum(own.values()) + BEST_PASSAGE_WEIGHT * best[entry] for entry, own in entry_scores.items()}
    return Similarity(scores, dict(passages))


def _find(index: Index, words: Sequence[QueryWord]) -> Iterator[tuple[_Part, list[int]]]:
    """Yield the passages of each part of a word that is not too common; two statements."""
    parts = [part for at, word in enumerate(words) for part in _split(at, word)]
    counts = index.count_each([part.terms for part in parts])
    most = max(MIN_COMMON, min(int(index.size() * COMMON_SHARE), MAX_COMMON))
    counted = list(zip(parts, counts, strict=True))
    common = {part.word for part, count in counted if count > most and part.weight == 1.0}
    rare = [part for part, count in counted if 0 < count <= most and part.word not in common]
    yield from zip(rare, index.find_each([part.terms for part in rare]), strict=True)


def _split(at: int, word: QueryWord) -> Iterator[_Part]:
    token = word.token
    yield _Part(at, 1.0, word_alternatives(QueryWord(word.typed, token)))
    for other in word.alternatives:
        if terms := word_alternatives(QueryWord(word.typed, token, (other,), replaced=True)):
            yield _Part(at, SYNONYM_WEIGHT, terms)
    for piece in dict.fromkeys([*token.pieces, *token.parts]):
        if piece != token.stem:
            yield _Part(at, PIECE_WEIGHT, (Term("stem", piece),))
