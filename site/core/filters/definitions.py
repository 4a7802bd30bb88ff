"""What can be filtered by, and how the values are read from an address; the same for listings and for search."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Organisation, Place, Theme
from directory.models.record import Record

MAX_VALUES = 20  # per filter; more than any reader ticks
MAX_LENGTH = 120  # characters of a value


@dataclass(frozen=True)
class Filter:
    """A filter: its name in the address, its label, the words for "no choice", and the records it chooses among.

    `relation` leads from an entry to those records.
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
    """Return {filter: chosen values} of an address, each value once; any address is allowed.

    `clean` is applied to each value before it is cut; filters without a value have ().
    """
    found = {}
    for name in names:
        values = (clean(value)[:MAX_LENGTH] for value in query.getlist(name)[:MAX_VALUES])
        found[name] = tuple(dict.fromkeys(value for value in values if value))
    return found


def clean_number(value: str, lowest: int, highest: int, default: int) -> int:
    """Return `value` as a number in the range, else `default`; any text is allowed."""
    if value.isascii() and value.isdigit() and len(value) <= 9:
        return min(max(int(value), lowest), highest)
    return default
