"""Which kinds of entry stand on the map, and under which value of the filter `kind`."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.models import EntryPage

GROUPS = {"event": _("events")}  # values that stand for more than one kind; others are named by their kind


def find_models() -> list[type[EntryPage]]:
    """Return the models of the entries on the map."""
    return [model for model in EntryPage.kinds().values() if model.map_kind]


def match_models(values: tuple[str, ...]) -> list[type[EntryPage]]:
    """Return the models for values of the filter: a kind of the map, or an entry's own."""
    return [model for model in find_models() if model.map_kind in values or model.kind in values]


def name_kind(model: type[EntryPage]) -> str | Promise:
    """Return the name of a kind of the map, in the plural."""
    return capfirst(GROUPS.get(model.map_kind) or model._meta.verbose_name_plural)
