"""Initiatives on the map: what readers see of them, under the map's filters."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.extensions import MapConditions, MapRecord
from directory.localisation import get_locale, localise
from knowledge.models import Initiative


class InitiativeSource:
    """Initiatives that readers see and that have a place.

    Their organisations are words, so a filter on an organisation leaves them out. One without a website leads to its line in the overview.
    """

    kind = "initiative"
    singular = _("initiative")
    plural = _("Initiatives")

    def find(self, conditions: MapConditions, language: str) -> Iterable[MapRecord]:
        """Yield the initiatives that fit; two queries."""
        if conditions.organisations is not None:
            return
        found = Initiative.objects.filter(shown=True, place__live=True).select_related("place")
        if conditions.places is not None:
            found = found.filter(place__translation_key__in=conditions.places)
        if conditions.themes is not None:
            fitting = Initiative.themes.through.objects.filter(theme__translation_key__in=conditions.themes)
            found = found.filter(pk__in=fitting.values("initiative_id"))
        if conditions.years is not None:
            found = found.filter(since__in=conditions.years)
        found = list(found)
        places = {one.translation_key: one for one in localise({one.place for one in found}, get_locale(language).pk)}
        with translation.override(language):
            overview = reverse("initiatives")
        for one in found:
            place = places[one.place.translation_key]
            yield MapRecord(
                key=f"{self.kind}:{one.pk}",
                title=one.name,
                url=one.url
                if one.url.startswith(("https://", "http://"))
                else f"{overview}?kind={self.kind}&place={place.slug}",
                sentence=one.get_sentence(language),
                places=(place.translation_key,),
                day=date(one.since, 1, 1) if one.since else None,
                notes=tuple(note for note in (str(one.get_phase_display()), one.who) if note),
            )
