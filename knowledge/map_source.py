"""Initiatives on the map: what readers see of them, under the map's filters."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from core.extensions import MapConditions, MapRecord
from directory.localisation import get_locale, localise
from knowledge.models import Initiative


class InitiativeSource:
    """Initiatives that readers see and that have a place; one whose organisation is asked for has none to compare."""

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
        places = {
            place.translation_key: place for place in localise({one.place for one in found}, get_locale(language).pk)
        }
        for one in found:
            yield MapRecord(
                key=f"{self.kind}:{one.pk}",
                title=one.name,
                url=one.url or places[one.place.translation_key].get_absolute_url(),
                sentence=one.get_sentence(language),
                places=(one.place.translation_key,),
                day=date(one.since, 1, 1) if one.since else None,
                notes=tuple(note for note in (str(one.get_phase_display()), one.who) if note),
            )
