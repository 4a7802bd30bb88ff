"""What entries may not show any more, though they are public: people took their consent back.

Rooms register sources; whoever shows stored words (an index, a list of a person's entries) asks here at every reading.
"""

from dataclasses import dataclass

_SOURCES: list = []


@dataclass(frozen=True)
class Withheld:
    """Names that may not be read, and whether words of the recording may not."""

    names: tuple = ()
    moments: bool = False

    def hides(self, kind: str, text: str) -> bool:
        """Return whether a stored passage of this kind may not be shown."""
        folded = text.casefold()
        return (self.moments and kind == "moment") or any(name.casefold() in folded for name in self.names)


def register(source) -> None:
    """Add a source: `of_entries(translation keys or None for all)` -> {key: Withheld}, `of_people(keys)`
    -> {key: entry keys}."""
    _SOURCES.append(source)


def find_withheld(entry_keys=None) -> dict:
    """Return {translation key: Withheld} of those entries (default: all) that keep something back; a query per source."""
    keys = None if entry_keys is None else list(entry_keys)
    found: dict = {}
    for source in _SOURCES if keys is None or keys else []:
        for key, withheld in source.of_entries(keys).items():
            known = found.get(key, Withheld())
            found[key] = Withheld((*known.names, *withheld.names), known.moments or withheld.moments)
    return found


def entries_left(person_keys) -> dict:
    """Return {person's translation key: translation keys of the entries that this person left} of those who left one."""
    keys, found = list(person_keys), {}
    for source in _SOURCES if keys else []:
        for person, entries in source.of_people(keys).items():
            found.setdefault(person, set()).update(entries)
    return found
