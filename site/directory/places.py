"""Places below places, by translation key: the tree is one, its names are per language."""

from directory.models import Place


def read_tree() -> dict:
    """Return {translation key: set of keys directly below it}; one query."""
    below: dict = {}
    for key, parent in Place.objects.values_list("translation_key", "parent__translation_key"):
        below.setdefault(key, set())
        if parent:
            below.setdefault(parent, set()).add(key)
    return below


def keys_below(keys, tree: dict | None = None) -> set:
    """Return `keys` and those of everything that lies in them; a circle ends."""
    tree = read_tree() if tree is None else tree
    found, pending = set(), list(keys)
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending.extend(tree.get(key, ()))
    return found
