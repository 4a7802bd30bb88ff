"""What the search field suggests while a reader types: titles, themes, places, organisations and people.

A list of folded words in memory, sorted, made from the same table as the facets; what is answered is looked up in the
database at that moment, so nothing shows that is not public. See docs/decisions/0033.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst

from core.entries.redactions import entries_left_by
from core.filters.facet_index import FacetIndex
from core.models import EntryPage
from core.models.querysets import not_expired
from directory.models import Organisation, Person, Place, Theme
from directory.models.record import Record
from search.analysis import fold
from search.query.cache import get_cache

# Also the order of equals; titles of entries come last.
MODELS: tuple[type[Record], ...] = (Theme, Place, Organisation, Person)
MOST, LOOKED_AT = 8, 40
MAX_WORDS, MAX_LENGTH = 6, 80


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name: what it is of (a model of the directory, or None for an entry), its id, and how it is folded."""

    name: str
    model: type[Record] | None
    pk: int
    words: tuple[str, ...]


@dataclass
class Names:
    """All names of one language, and their words in order."""

    version: tuple
    all: list[Suggestion]
    words: list[tuple[str, int]]  # (word, number in `all`)

    def starting_with(self, prefix: str) -> set[int]:
        """Return the names of which a word starts with `prefix`."""
        begin, end = bisect_left(self.words, (prefix,)), bisect_left(self.words, (prefix + "\U0010ffff",))
        return {number for _word, number in self.words[begin:end]}


_names: dict[int, Names] = {}


def fold_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(word for part in text.split() if (word := fold(part)))


def read_names(table: FacetIndex, locale_id: int) -> Names:
    """Return the names of a language; read again when the table is another."""
    version = (table.key, table.version)
    names = _names.get(locale_id)
    if names is None or names.version != version:
        found = [
            Suggestion(name, model, pk, fold_words(name))
            for model in MODELS
            for pk, name in people_shown(model).filter(locale_id=locale_id).values_list("pk", "name")
        ]
        found += [
            Suggestion(row.title, None, pk, fold_words(row.title))
            for pk, row in table.rows.items()
            if row.language == locale_id
        ]
        words = sorted((word, number) for number, one in enumerate(found) for word in set(one.words))
        names = _names[locale_id] = Names(version, found, words)
    return names


def people_shown(model):
    """Return the records of a model that have a public page: of people only who agrees to be shown."""
    return model.objects.filter(consent=True) if model is Person else model.objects.all()


def without_those_who_left(people: list[Person]) -> list[Person]:
    """Leave out who took consent back for an entry and stands under no other; one query when nobody did."""
    left = entries_left_by(person.translation_key for person in people)
    return [
        person
        for person in people
        if person.translation_key not in left
        or EntryPage.objects.readable()
        .filter(contributions__person__translation_key=person.translation_key)
        .exclude(translation_key__in=left[person.translation_key])
        .exists()
    ]


def autocomplete(text: str, locale) -> list[dict]:
    """Return at most MOST suggestions for what is typed so far: label, kind in words, address."""
    typed = fold_words(text[:MAX_LENGTH])[:MAX_WORDS]
    if not typed or len("".join(typed)) < 2:
        return []
    names = read_names(get_cache().facet_index, locale.pk)
    numbers = set.intersection(*(names.starting_with(word) for word in typed))
    ranked = sorted(numbers, key=lambda number: rank(names.all[number], typed, number))[:LOOKED_AT]
    return describe_suggestion([names.all[number] for number in ranked], locale)[:MOST]


def rank(one: Suggestion, typed: tuple[str, ...], number: int) -> tuple:
    """Order: the name begins as typed; records before entries; short before long."""
    begins = one.words[0].startswith(typed[0])
    return (not begins, one.model is None, len(one.name), number)


def describe_suggestion(found: list[Suggestion], locale) -> list[dict]:
    """Return suggestions as the field shows them; only what is public at this moment, at most one query per model."""
    ids = defaultdict(list)
    for one in found:
        ids[one.model].append(one.pk)
    shown: dict[tuple, dict] = {}
    with translation.override(locale.language_code):
        for model, pks in ids.items():
            if model is None:
                entries = EntryPage.objects.readable().filter(not_expired(), pk__in=pks, locale=locale)
                for entry in entries.only("pk", "title", "url_path", "content_type", "locale", "path", "depth"):
                    shown[None, entry.pk] = {"label": entry.title, "kind": entry.kind_label, "url": entry.url}
            else:
                kind = capfirst(model._meta.verbose_name)
                records = list(people_shown(model).filter(pk__in=pks))
                for one in records if model is not Person else without_those_who_left(records):
                    shown[model, one.pk] = {"label": one.name, "kind": kind, "url": one.get_absolute_url()}
    return [shown[one.model, one.pk] for one in found if (one.model, one.pk) in shown]
