"""The judged set: the right offers stand first, what must not be proposed is not, and every reason is true."""

import math
from datetime import timedelta

import pytest

from knowledge.matching.card import measure_distance
from knowledge.matching.scoring import SharedWords, find_obstacle, rank, score
from knowledge.matching.sentences import explain_reason
from knowledge.matching.weights import NEAR, SHOWN
from knowledge.models.exchange import Level
from search.analysis import analyse, compare_texts
from tests.knowledge.matching.judged_set import GEOGRAPHY, PARENTS, POINTS, read_cards, read_judgements

DEMANDS, OFFERS = read_cards()
JUDGEMENTS = read_judgements()


def find(demand):
    """Return the matches of a question, as the page shows them."""
    compared = compare_texts(demand.text, [offer.text for offer in OFFERS.values()], "nl")
    pairs = zip(OFFERS.values(), compared, strict=True)
    return rank(score(demand, offer, GEOGRAPHY, SharedWords(*words)) for offer, words in pairs)[:SHOWN]


@pytest.fixture(scope="module")
def found():
    """{question: its matches}."""
    return {key: find(demand) for key, demand in DEMANDS.items()}


def gain(grades) -> float:
    """Return the discounted cumulative gain of grades in order."""
    return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades))


def test_the_right_offers_stand_first(found):
    ndcg = []
    for key, (grades, _never) in JUDGEMENTS.items():
        ideal = gain(sorted(grades.values(), reverse=True)[:SHOWN])
        own = gain(grades.get(match.offer.key, 0) for match in found[key])
        ndcg.append(own / ideal if ideal else float(not found[key]))
    assert len(ndcg) == 40
    assert sum(ndcg) / len(ndcg) >= 0.9


def test_what_must_not_be_proposed_is_not_and_for_that_reason(found):
    pairs = [(key, offer, why) for key, (_, never) in JUDGEMENTS.items() for offer, why in never.items()]
    assert len(pairs) == 12
    for key, offer, why in pairs:
        assert offer not in [match.offer.key for match in found[key]]
        assert find_obstacle(DEMANDS[key], OFFERS[offer]) == why


def climb(place):
    """Return a place and what it lies in."""
    return [place, *climb(PARENTS[place])] if place else []


def is_true(match, reason) -> bool:
    """Return whether a reason holds, worked out from the cards another way."""
    demand, offer, facts = match.demand, match.offer, reason.facts
    match reason.kind:
        case "words":
            stems = [
                {part for token in analyse(card.text, "nl") for part in (token.stem, *token.parts)}
                for card in (demand, offer)
            ]  # a word that is named is spoken of by both as a whole, if only as a part of a compound
            return all({token.stem for token in analyse(word, "nl")} <= stems[0] & stems[1] for word in facts)
        case "theme":
            return bool(facts) and all(theme in demand.themes and theme in offer.themes for theme in facts)
        case "place":
            return is_true_place(demand, offer, facts)
        case "help":
            return all(one in demand.help and one in offer.help for one in facts)
        case "level":
            said = explain_reason(reason, {})
            named = [str(Level(level).label) for level in Level.values if str(Level(level).label) in said]
            sides = {level for level in (demand.level, offer.level) if level}
            both = "suits both" in said or "past bij allebei" in said
            return named == [str(Level(level).label) for level in sides] and both == (
                demand.level == offer.level is not None
            )
        case "period":
            days = [facts[0] + timedelta(days=at) for at in range((facts[1] - facts[0]).days + 1)]
            return bool(days) and all(card.start <= day <= card.end for day in days for card in (demand, offer))
        case "capacity":
            return facts == (demand.students, offer.left)


def is_true_place(demand, offer, relation) -> bool:
    """Return whether two places lie as a reason says."""
    match relation.kind:
        case "same":
            return relation.one in demand.places & offer.places
        case "within":
            return (
                relation.other in climb(relation.one)[1:]
                and {relation.one, relation.other} <= demand.places | offer.places
            )
        case "near":
            km = measure_distance(POINTS[relation.one], POINTS[relation.other])
            return abs(km - relation.km) < 1e-9 and km <= NEAR
        case "city":
            return offer.whole_city or "den-haag" in {relation.one, relation.other}


def test_every_reason_is_true(found):
    reasons = [(match, reason) for matches in found.values() for match in matches for reason in match.reasons]
    assert len(reasons) > 300
    assert [
        (match.demand.key, match.offer.key, reason) for match, reason in reasons if not is_true(match, reason)
    ] == []
