"""Scores a question and an offer: what forbids the match, and every reason for it with its share of the weight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from knowledge.matching import weights
from knowledge.matching.card import Card, Geography, Relation


class SharedWords(NamedTuple):
    """How near two texts are, 0 to 1, and the words of the first that say so, the rarest first."""

    share: float = 0.0
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why a match fits: `kind` is a key of `WEIGHTS`, `share` how far it holds (0 to 1), `facts` what it rests on."""

    kind: str
    share: float
    facts: Any = None

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return weights.WEIGHTS[self.kind] * self.share


@dataclass(frozen=True)
class Match:
    """A question and an offer that fit, with the reasons, the weightiest first."""

    demand: Card
    offer: Card
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The sum of the reasons."""
        return sum(reason.points for reason in self.reasons)


def find_obstacle(demand: Card, offer: Card) -> str | None:
    """Return what forbids a match (`closed`, `level`, `period` or `full`), or None."""
    if not (demand.is_open and offer.is_open):
        return "closed"
    if demand.level and offer.level and demand.level != offer.level:
        return "level"
    overlap = find_overlap(demand, offer)
    if overlap and (overlap[1] - overlap[0]).days + 1 < _needed_days(demand, offer):
        return "period"
    if offer.left is not None and offer.left < 1:
        return "full"
    return None


def _needed_days(demand: Card, offer: Card) -> int:
    """Return the days that two periods must share: MIN_OVERLAP, or all of a shorter period."""
    lengths = [(card.end - card.start).days + 1 for card in (demand, offer) if card.start and card.end]
    return max(1, min(weights.MIN_OVERLAP, *lengths)) if lengths else 1


def find_overlap(one: Card, other: Card) -> tuple[date, date] | None:
    """Return the first and last day that two periods share (the last before the first: none), or None without dates."""
    if not (one.start or one.end) or not (other.start or other.end):
        return None
    return (
        max(card.start or date.min for card in (one, other)),
        min(card.end or date.max for card in (one, other)),
    )


def weigh(demand: Card, offer: Card, geography: Geography, shared: SharedWords) -> Match | None:
    """Return what speaks for a question and an offer, or None if something forbids them."""
    if find_obstacle(demand, offer):
        return None
    reasons = [reason for reason in _find_reasons(demand, offer, geography, shared) if reason]
    return Match(demand, offer, tuple(sorted(reasons, key=lambda reason: -reason.points)))


def score(demand: Card, offer: Card, geography: Geography, shared: SharedWords) -> Match | None:
    """Return the match of a question and an offer, or None if something forbids it or too little speaks for it."""
    match = weigh(demand, offer, geography, shared)
    is_about_the_same = match and any(reason.kind in {"theme", "words"} for reason in match.reasons)
    return match if match and is_about_the_same and match.score >= weights.MIN_SCORE else None


def rank(matches: Iterable[Match | None]) -> list[Match]:
    """Return the matches of one card, best first, without those that are far behind the best."""
    found = [match for match in matches if match]
    least = weights.MIN_OF_BEST * max((match.score for match in found), default=0.0)
    near = [match for match in found if match.score >= least]
    return sorted(near, key=lambda match: (-match.score, str(match.demand.key), str(match.offer.key)))


def _find_reasons(demand: Card, offer: Card, geography: Geography, shared: SharedWords) -> Sequence[Reason | None]:
    return (
        _compare_words(shared),
        _compare_themes(demand, offer),
        _compare_places(demand, offer, geography),
        _compare_help(demand, offer),
        _compare_levels(demand, offer),
        _compare_periods(demand, offer),
        _compare_capacity(demand, offer),
    )


def _compare_words(shared: SharedWords) -> Reason | None:
    if shared.share < weights.MIN_WORDS or not shared.words:
        return None
    return Reason("words", min(1.0, shared.share / weights.FULL_WORDS), shared.words)


def _compare_themes(demand: Card, offer: Card) -> Reason | None:
    both = demand.themes & offer.themes
    return Reason("theme", len(both) / min(len(demand.themes), len(offer.themes)), both) if both else None


def _compare_places(demand: Card, offer: Card, geography: Geography) -> Reason | None:
    relations = [
        found
        for one in demand.places
        for other in offer.places
        if (found := geography.relate(one, other, weights.NEAR))
    ]
    if offer.whole_city:
        relations.append(Relation("city", None, None))
    if not relations:
        return None
    best = max(relations, key=lambda found: (weights.PLACES[found.kind], -found.km, str(found.one)))
    return Reason("place", weights.PLACES[best.kind], best)


def _compare_help(demand: Card, offer: Card) -> Reason | None:
    both = demand.help & offer.help
    return Reason("help", len(both) / len(demand.help), both) if both else None


def _compare_levels(demand: Card, offer: Card) -> Reason | None:
    if demand.level and demand.level == offer.level:
        return Reason("level", 1.0, (demand.level, offer.level))
    return Reason("level", weights.ANY_LEVEL, (demand.level, offer.level))


def _compare_periods(demand: Card, offer: Card) -> Reason | None:
    overlap = find_overlap(demand, offer)
    if overlap is None:
        return None
    lengths = [(card.end - card.start).days + 1 for card in (demand, offer) if card.start and card.end]
    days = (overlap[1] - overlap[0]).days + 1
    return Reason("period", min(1.0, days / min(lengths)) if lengths else 1.0, overlap)


def _compare_capacity(demand: Card, offer: Card) -> Reason | None:
    room = offer.left if offer.left is not None else offer.students
    if not demand.students or not room:
        return None
    return Reason("capacity", min(demand.students, room) / max(demand.students, room), (demand.students, room))
