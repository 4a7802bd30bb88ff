"""Finds what fits a question or offer, on the cards that are public and open today."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.extensions import text_comparers
from directory.localisation import get_locale, language_of, localise
from knowledge.matching import weights
from knowledge.matching.candidates import count_taken, read_card, read_geography, read_open
from knowledge.matching.card import Card, Geography
from knowledge.matching.scoring import Match, SharedWords, find_obstacle, rank, score, weigh
from knowledge.matching.sentences import explain, read_names
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import ExchangePage


@dataclass(frozen=True)
class Fit:
    """A page that fits another, in the reader's language where it has one, with the reasons in words."""

    page: ExchangePage
    reasons: list[str]
    match: Match


def find_fits(page: ExchangePage, limit: int | None = weights.SHOWN) -> list[Fit]:
    """Return the open offers that fit a question, or the questions that fit an offer, best first; at most nine queries.

    Who leaves some of them out asks for all (`limit=None`), so that those do not take the place of others.
    """
    if not page.is_open:
        return []
    is_demand = isinstance(page, DemandPage)
    others = read_open(OfferPage if is_demand else DemandPage, [page.translation_key])
    taken = count_taken(others if is_demand else [page])
    matches = match_card(read_card(page, taken), [read_card(other, taken) for other in others], read_geography(), page)
    return show(matches[:limit], others, is_demand)


def match_card(card: Card, others: Sequence[Card], geography: Geography, page: ExchangePage) -> list[Match]:
    """Return the matches of a card with others of the other side, best first."""
    is_demand = isinstance(page, DemandPage)
    pairs = [(card, other) if is_demand else (other, card) for other in others]
    possible = [pair for pair in pairs if not find_obstacle(*pair)]
    texts = [pair[1 if is_demand else 0].text for pair in possible]
    shared = compare(card.text, texts, language_of(page.locale_id))
    return rank(score(*pair, geography, words) for pair, words in zip(possible, shared, strict=True))


def compare(text: str, others: Sequence[str], language: str) -> list[SharedWords]:
    """Return how near texts are to another, by the app that provides search; without one, no words are shared."""
    for comparer in text_comparers:
        return [SharedWords(share, tuple(words)) for share, words in comparer(text, others, language)]
    return [SharedWords()] * len(others)


def show(matches: Sequence[Match], pages: Sequence[ExchangePage], is_demand: bool) -> list[Fit]:
    """Return matches as pages in the active language, with their reasons; three queries."""
    if not matches:
        return []
    by_key = {page.translation_key: page for page in pages}
    chosen = [by_key[(match.offer if is_demand else match.demand).key] for match in matches]
    translations = type(chosen[0]).objects.readable().without_text()
    here = {page.translation_key: page for page in localise(chosen, get_locale().pk, translations)}
    names = read_names(matches)
    return [
        Fit(here[page.translation_key], explain(match, names), match)
        for page, match in zip(chosen, matches, strict=True)
    ]


def explain_pair(demand: DemandPage, offer: OfferPage) -> list[str]:
    """Return the reasons for one question and one offer in words, however weak; none if something forbids them."""
    cards = read_card(demand), read_card(offer, count_taken([offer]))
    (shared,) = compare(cards[0].text, [cards[1].text], language_of(demand.locale_id))
    match = weigh(*cards, read_geography(), shared)
    return explain(match, read_names([match])) if match else []
