"""The tree of places, by translation key: it is the same in all languages."""

from directory.models import Place


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
