"""What cards say of the day of an entry. Lists fetch one table; rooms name here the table in which a kind's own day stands."""

_relations: list[str] = []


def register(relation: str) -> None:
    """Add the name by which an entry reaches the row of a kind that has a day of its own."""
    if relation not in _relations:
        _relations.append(relation)


def list_relations() -> list[str]:
    """Return what `for_cards` joins."""
    return list(_relations)


def find_own(entry):
    """Return the joined row of the entry's kind, or the entry; no query."""
    known = entry._state.fields_cache
    return next((known[name] for name in _relations if known.get(name)), entry)
