"""Autocomplete of the search field: titles, themes, places, organisations and people.

Prefix search in a sorted in-memory list of folded words, built from the facet index. Suggestions are checked in the
database before they are returned, so only public records are shown. See docs/decisions/0033.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst

from core.entries.named_people import exclude_withdrawn
from core.filters.facet_index import FacetIndex
from core.models import EntryPage
from directory.models import Organisation, Person, Place, Theme
from directory.models.record import Record
from search.analysis import fold
from search.query.cache import get_cache

# In this order; titles of entries come last.
MODELS: tuple[type[Record], ...] = (Theme, Place, Organisation, Person)
MAX_SUGGESTIONS, MAX_CANDIDATES = 8, 40
MAX_WORDS, MAX_LENGTH = 6, 80


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name with its model (None for an entry), id and folded words."""

    name: str
    model: type[Record] | None
    pk: int
    words: tuple[str, ...]


@dataclass
class NameIndex:
    """All names of one language, and their folded words, sorted."""

    version: tuple
    all: list[Suggestion]
    words: list[tuple[str, int]]  # (word, number in `all`)

    def starting_with(self, prefix: str) -> set[int]:
        """Return the numbers of the names with a word that starts with `prefix`."""
        begin, end = bisect_left(self.words, (prefix,)), bisect_left(self.words, (prefix + "\U0010ffff",))
        return {number for _word, number in self.words[begin:end]}


_names: dict[int, NameIndex] = {}


def fold_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(word for part in text.split() if (word := fold(part)))


def load_names(table: FacetIndex, locale_id: int) -> NameIndex:
    """Return the name index of a language, rebuilt if the facet index changed."""
    version = (table.key, table.version)
    names = _names.get(locale_id)
    if names is None or names.version != version:
        found = [
            Suggestion(name, model, pk, fold_words(name))
            for model in MODELS
            for pk, name in visible_records(model).filter(locale_id=locale_id).values_list("pk", "name")
        ]
        found += [
            Suggestion(row.title, None, pk, fold_words(row.title))
            for pk, row in table.rows.items()
            if row.language == locale_id
        ]
        words = sorted((word, number) for number, one in enumerate(found) for word in set(one.words))
        names = _names[locale_id] = NameIndex(version, found, words)
    return names


def visible_records(model):
    """Return the records of a model that have a public page; of people only those with consent."""
    return model.objects.filter(consent=True) if model is Person else model.objects.all()


def autocomplete(text: str, locale) -> list[dict]:
    """Return at most MAX_SUGGESTIONS suggestions for a typed text: label, kind (localized) and url."""
    prefixes = fold_words(text[:MAX_LENGTH])[:MAX_WORDS]
    if not prefixes or len("".join(prefixes)) < 2:
        return []
    names = load_names(get_cache().facet_index, locale.pk)
    numbers = set.intersection(*(names.starting_with(word) for word in prefixes))
    ranked = sorted(numbers, key=lambda number: rank(names.all[number], prefixes, number))[:MAX_CANDIDATES]
    return make_suggestions([names.all[number] for number in ranked], locale)[:MAX_SUGGESTIONS]


def rank(one: Suggestion, prefixes: tuple[str, ...], number: int) -> tuple:
    """Return the sort key: names that start with the first prefix, records before entries, short before long."""
    begins = one.words[0].startswith(prefixes[0])
    return (not begins, one.model is None, len(one.name), number)


def make_suggestions(found: list[Suggestion], locale) -> list[dict]:
    """Return suggestions as dicts, without what is not public now; at most one query per model."""
    ids = defaultdict(list)
    for one in found:
        ids[one.model].append(one.pk)
    shown: dict[tuple, dict] = {}
    with translation.override(locale.language_code):
        for model, pks in ids.items():
            if model is None:
                entries = EntryPage.objects.readable().filter(pk__in=pks, locale=locale)
                for entry in entries.only("pk", "title", "url_path", "content_type", "locale", "path", "depth"):
                    shown[None, entry.pk] = {"label": entry.title, "kind": entry.kind_label, "url": entry.url}
            else:
                kind = capfirst(model._meta.verbose_name)
                records = list(visible_records(model).filter(pk__in=pks))
                for one in records if model is not Person else exclude_withdrawn(records):
                    shown[model, one.pk] = {"label": one.name, "kind": kind, "url": one.get_absolute_url()}
    return [shown[one.model, one.pk] for one in found if (one.model, one.pk) in shown]
