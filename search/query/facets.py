"""Facets of the whole result set, with exact counts; OR within a facet, AND between facets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise
from django.utils.text import capfirst

from core.filters.definitions import RECORD_MODELS, SEARCH_FILTERS
from core.filters.facet_index import FacetIndex
from core.models import EntryPage
from directory.localisation import get_locales

VISIBLE_VALUES = 8  # values shown at first; the rest is behind a disclosure


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet: query parameter, label, number of entries, and whether it is selected."""

    value: str
    label: str
    number: int
    chosen: bool = False


@dataclass
class Facet:
    """A facet with its values: selected ones first, then by number of entries."""

    name: str
    label: str | Promise
    options: list[FacetValue] = field(default_factory=list)

    @property
    def first(self) -> list[FacetValue]:
        """Values shown at first."""
        return self.options[: self._shown]

    @property
    def rest(self) -> list[FacetValue]:
        """Values behind the disclosure."""
        return self.options[self._shown :]

    @property
    def _shown(self) -> int:
        # A single remaining value is shown too.
        return len(self.options) if len(self.options) <= VISIBLE_VALUES + 1 else max(VISIBLE_VALUES, len(self.chosen))

    @property
    def chosen(self) -> list[FacetValue]:
        """Selected values."""
        return [option for option in self.options if option.chosen]


class Facets:
    """The facets of one result set, and the entries that pass its filters.

    `chosen`: slugs per facet, in the page's language or another; unknown ones are ignored. `named`: (slug, name) of the
    records of each facet, by translation key. Filters and counts are
    bitwise operations on masks of the facet index.
    """

    def __init__(self, index: FacetIndex, entry_ids: list[int], chosen: Mapping[str, tuple[str, ...]], locale_id: int):
        index.load_missing(entry_ids)
        self.index, self.locale_id = index, locale_id
        self.all_mask = index.mask_of(entry_ids)
        self.named = {name: index.named(name, locale_id) for name in RECORD_MODELS}
        self.chosen = {name: self._find_values(name, chosen.get(name, ())) for name in SEARCH_FILTERS}
        self.allowed = {name: self._join(name, values) for name, values in self.chosen.items() if values}

    def _join(self, name: str, values: list) -> int:
        masks, joined = self.index.masks.get(name, {}), 0
        for value in values:
            joined |= masks.get(value, 0)
        return joined

    def _passing(self, without: str = "") -> int:
        """Return the mask of entries that pass all filters but `without`."""
        passing = self.all_mask
        for name, mask in self.allowed.items():
            if name != without:
                passing &= mask
        return passing

    def filter(self, entry_ids: list[int], without: str = "") -> list[int]:
        """Return those of the entries that pass all filters but `without`, in their order."""
        if not self.allowed.keys() - {without}:
            return entry_ids
        # A string of bits: indexing it is faster than shifting a large integer.
        bits, position_of = bin(self._passing(without))[:1:-1], self.index.place_of
        return [pk for pk in entry_ids if bits[(bit := position_of.get(pk, -1)) : bit + 1] == "1"]

    def filter_others(self, entry_ids: list[int]) -> list[int]:
        """Return those of entries outside the result set that pass all filters, in their order; they are not counted."""
        self.index.load_missing(entry_ids)
        passing = self.index.mask_of(entry_ids)
        for mask in self.allowed.values():
            passing &= mask
        return [pk for pk in entry_ids if passing & self.index.mask_of([pk])]

    def count(self, name: str, value) -> int:
        """Return the number of entries with a value that pass all filters but the facet's own."""
        return (self.index.masks.get(name, {}).get(value, 0) & self._passing(without=name)).bit_count()

    @cached_property
    def shown(self) -> list[Facet]:
        """All facets with values; the language facet only with at least two."""
        facets = [
            Facet(name, one.label, self._options(name, self.named.get(name, {})))
            for name, one in SEARCH_FILTERS.items()
        ]
        return [facet for facet in facets if len(facet.options) > (facet.name == "language")]

    def _options(self, name: str, named: dict) -> list[FacetValue]:
        passing, options = self._passing(without=name), []
        masks = self.index.masks.get(name, {})
        numbers = {value: (mask & passing).bit_count() for value, mask in masks.items()}
        shown = [
            value
            for value in dict.fromkeys([*numbers, *self.chosen[name]])
            if numbers.get(value) or value in self.chosen[name]
        ]
        for value in shown:
            slug, label = named.get(value) or self.describe_value(name, value)
            options.append(FacetValue(slug, label, numbers.get(value, 0), value in self.chosen[name]))
        if name == "year":
            return sorted(options, key=lambda option: (not option.chosen, -int(option.value)))
        return sorted(options, key=lambda option: (not option.chosen, -option.number, option.label.casefold()))

    def describe_value(self, name: str, value) -> tuple[str, str]:
        """Return (query parameter, label) of a value."""
        if name == "kind":
            found = ContentType.objects.get_for_id(value).model_class()
            model = found if found and issubclass(found, EntryPage) else EntryPage
            return model.kind, capfirst(str(model._meta.verbose_name))
        if name == "year":
            return str(value), str(value)
        if name == "language":
            code = next(code for code, locale in get_locales().items() if locale.pk == value)
            return code, str(dict(settings.LANGUAGES).get(code, code))
        return self.index.records[name][value].named(self.locale_id)

    def _find_values(self, name: str, texts: tuple[str, ...]) -> list:
        return list(dict.fromkeys(value for text in texts if (value := self.find_value(name, text)) is not None))

    def find_value(self, name: str, text: str):
        """Return the value of a query parameter in the facet index, None if there is none."""
        if name in RECORD_MODELS:
            named = [(key, record) for key, record in self.index.records[name].items() if record.has(text)]
            # Records of two languages may share a slug: the page's language takes precedence.
            named.sort(key=lambda pair: pair[1].named(self.locale_id)[0] != text)
            return named[0][0] if named else None
        if name == "kind":
            model = EntryPage.kinds().get(text)
            return ContentType.objects.get_for_model(model).pk if model else None
        if name == "language":
            return get_locales()[text].pk if text in get_locales() else None
        return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
