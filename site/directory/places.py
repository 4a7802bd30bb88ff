"""The tree of places, by translation key: it is the same in all languages."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from directory.models import Place
from directory.name_order import sort_by_name

Key = TypeVar("Key", bound=Hashable)


def read_tree() -> dict:
    """Return {translation key: set of the keys of its children}; one query."""
    below: dict = {}
    for key, parent in Place.objects.values_list("translation_key", "parent__translation_key"):
        below.setdefault(key, set())
        if parent:
            below.setdefault(parent, set()).add(key)
    return below


def keys_below(keys, tree: dict | None = None) -> set:
    """Return `keys` and the keys of all their descendants; safe for cycles."""
    tree = read_tree() if tree is None else tree
    found, pending = set(), list(keys)
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending.extend(tree.get(key, ()))
    return found


def find_top(key: Key, parents: Mapping[Key, Key | None]) -> Key:
    """Return the largest place that a place lies in, itself where it lies in none; safe for cycles."""
    seen = {key}
    while (parent := parents.get(key)) is not None and parent in parents and parent not in seen:
        key = parent
        seen.add(key)
    return key


def group_by_city(places: Iterable[Place]) -> list[list[Place]]:
    """Return places by name in groups, each begins with the city that it is of; the site's own city, with most places, stands first."""
    named = {place.pk: place for place in sort_by_name(places)}
    parents = {pk: place.parent_id for pk, place in named.items()}
    groups: dict[int, list[Place]] = {}
    for place in named.values():
        groups.setdefault(find_top(place.pk, parents), []).append(place)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), named[group[0]].name))
    return [sorted(rows, key=lambda one, top=top: one.pk != top) for top, rows in ordered]
