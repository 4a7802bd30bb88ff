"""Template tags for what fits a question or offer."""

from django import template

from knowledge.exchange.mentions import Mentions, find_mentions
from knowledge.matching.find import Fit, find_fits
from knowledge.matching.loop import find_cards_of_case

register = template.Library()


@register.simple_tag
def fits(page) -> list[Fit]:
    """Return what fits a public question or offer; nothing for a preview or an earlier version."""
    return find_fits(page) if page.pk and page.live else []


@register.simple_tag
def mentions_of(page) -> Mentions:
    """Return the public entries in which a question or offer is taken up."""
    return find_mentions(page) if page.pk else Mentions()


@register.simple_tag
def cards_of(case) -> list:
    """Return the public questions and offers that a city lab came of."""
    return find_cards_of_case(case) if case.pk else []
