"""Factories of questions, offers and initiatives; tests reach them as `tests.factories.<Model>Factory`."""

from datetime import timedelta

from django.utils import timezone

from knowledge.models import DemandPage, ExchangeIndexPage, Initiative, OfferPage
from tests.page_factories import PageFactory, numbers


class ExchangeIndexPageFactory(PageFactory):
    """The list of questions and offers."""

    model = ExchangeIndexPage
    fields = {"intro": "Vragen en aanbod.", "show_in_menus": True}


class ExchangeFactory(PageFactory):
    """Base of questions and offers: under the list of both."""

    @classmethod
    def get_parent(cls):
        """Return the list."""
        found = ExchangeIndexPage.objects.filter(locale__language_code="nl").first()
        return found or ExchangeIndexPageFactory(slug="vraag-en-aanbod")


class DemandPageFactory(ExchangeFactory):
    """An open question of a corporation, for next semester."""

    model = DemandPage
    fields = {
        "lead": "Een vraag uit de wijk.",
        "question": "Hoe blijft het portiek schoon?",
        "why": "<p>Bewoners struikelen over fietsen.</p>",
        "asked_by": "Bewoners van de straat",
        "help": lambda: ["research", "hands"],
        "level": "hbo",
        "start": lambda: timezone.localdate() + timedelta(days=30),
        "end": lambda: timezone.localdate() + timedelta(days=150),
    }


class OfferPageFactory(ExchangeFactory):
    """An open offer of a course, for next semester."""

    model = OfferPage
    fields = {
        "lead": "Een vak zoekt een vraag.",
        "form": "course",
        "offered_by": "Een opleiding",
        "help": lambda: ["research"],
        "level": "hbo",
        "students": 24,
        "start": lambda: timezone.localdate() + timedelta(days=30),
        "end": lambda: timezone.localdate() + timedelta(days=150),
    }


class InitiativeFactory:
    """An initiative without a page of its own."""

    def __new__(cls, **values):
        themes = values.pop("themes", [])
        made = Initiative.objects.create(**{"name": f"Initiatief {next(numbers)}", "sentence": "Een plek.", **values})
        made.themes.set(themes)
        return made
