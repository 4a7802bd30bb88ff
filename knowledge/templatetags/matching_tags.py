"""Template tags for what fits a question or offer."""

from django import template

from knowledge.matching.find import Fit, find_fits
from knowledge.matching.loop import find_cards_of_case, find_cases

register = template.Library()


@register.simple_tag
def fits(page) -> list[Fit]:
    """Return what fits a public question or offer; nothing for a preview or an earlier version."""
    return find_fits(page) if page.pk and page.live else []


@register.simple_tag
def cases_of(page) -> list:
    """Return the public city labs that came of a question or offer."""
    return find_cases(page) if page.pk else []


@register.simple_tag
def cards_of(case) -> list:
    """Return the public questions and offers that a city lab came of."""
    return find_cards_of_case(case) if case.pk else []
