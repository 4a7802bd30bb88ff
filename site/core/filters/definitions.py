"""Definitions of the filters, and the parsing of their values from query strings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Organisation, Place, Theme
from directory.models.record import Record

MAX_VALUES = 20  # per filter
MAX_LENGTH = 120  # characters of a value


@dataclass(frozen=True)
class Filter:
    """A filter: URL parameter, label, label for no selection, and the model of its values.

    `relation` is the path from an entry to that model.
    """

    name: str
    label: str | Promise
    all_label: str | Promise = ""
    model: type[Record] | None = None
    relation: str = ""


KIND = Filter("kind", _("Kind"), _("All kinds"))
THEME = Filter("theme", _("Theme"), _("All themes"), Theme, "themes")
PLACE = Filter("place", _("Place"), _("Whole city"), Place, "places")
ORGANISATION = Filter(
    "organisation", _("Organisation"), _("All organisations"), Organisation, "partnerships__organisation"
)
YEAR = Filter("year", _("Year"), _("All years"))
LANGUAGE = Filter("language", _("Language"))

FILTERS = {one.name: one for one in (KIND, THEME, PLACE, ORGANISATION, YEAR)}
SEARCH_FILTERS = {**FILTERS, LANGUAGE.name: LANGUAGE}
RECORD_MODELS = {name: one.model for name, one in FILTERS.items() if one.model}


def read_choices(
    query: QueryDict, names: Iterable[str], clean: Callable[[str], str] = str
) -> dict[str, tuple[str, ...]]:
    """Return {filter: selected values} of a query string, each value once; accepts any input.

    `clean` is applied to each value before it is cut to MAX_LENGTH; a filter without values has ().
    """
    found = {}
    for name in names:
        values = (clean(value)[:MAX_LENGTH] for value in query.getlist(name)[:MAX_VALUES])
        found[name] = tuple(dict.fromkeys(value for value in values if value))
    return found


def clean_number(value: str, lowest: int, highest: int, default: int) -> int:
    """Return `value` as an integer limited to the range, or `default` for other text."""
    if value.isascii() and value.isdigit() and len(value) <= 9:
        return min(max(int(value), lowest), highest)
    return default
