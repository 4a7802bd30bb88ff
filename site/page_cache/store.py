"""What is ready, in the memory of this process: of one generation, and within a limit."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Hashable

from page_cache.entry import Entry
from page_cache.query import KnownNames
from page_cache.ticket import Ticket

MAX_PLACES = 20_000  # addresses of which the names are remembered


class Store:
    """Entries of the newest generation that was asked for; above `limit` bytes the one goes that was not asked for longest.

    Older ones of which it is known what they were made from lie behind them: they go first, and are given to nobody but who asks
    whether they still hold.
    """

    def __init__(self, limit: int):
        self.limit = limit
        self.size = 0
        self._generation = -1
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._older: OrderedDict[Hashable, Entry] = OrderedDict()
        self._names: dict[Hashable, KnownNames] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable, generation: int) -> Entry | None:
        """Return the entry at `key` of this generation; entries of older ones are dropped."""
        with self._lock:
            if generation != self._generation and not self._turn_to(generation):
                return None
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def get_older(self, key: Hashable) -> Entry | None:
        """Return the entry of an older generation."""
        return self._older.get(key)

    def get_all_older(self) -> dict[Hashable, Entry]:
        """Return the entries of older generations."""
        with self._lock:
            return dict(self._older)

    def get_all(self) -> dict[Hashable, Entry]:
        """Return the entries, also those of older generations that may hold."""
        with self._lock:
            return {**self._older, **self._entries}

    def put(self, key: Hashable, generation: int, entry: Entry) -> None:
        """Keep an entry that was made under `generation`, unless a newer one has begun."""
        with self._lock:
            if not self._turn_to(generation):
                return
            self._drop(key)
            self._entries[key] = entry
            self.size += entry.weight
            while self.size > self.limit:
                self._drop(next(iter(self._older or self._entries)))

    def grew(self, key: Hashable, entry: Entry, by: int) -> None:
        """Count what was added to an entry, such as a further encoding."""
        with self._lock:
            if self._entries.get(key) is entry:
                self.size += by

    def get_names(self, place: Hashable, generation: int, now: float) -> KnownNames | None:
        """Return what is known of the queries of the page that stands at `place` in this generation."""
        known = self._names.get(place) if generation == self._generation else None
        return known if known is not None and now < known.ends else None

    def learn_names(self, place: Hashable, ticket: Ticket, query: str, names: Collection[str] | None) -> str:
        """Note what the page at `place` asked of `query`; return the shortest query with the same answer."""
        with self._lock:
            known = self._names.get(place)
            if not self._turn_to(ticket.generation) or known is None or known.ends < ticket.ends:
                known = KnownNames(ticket.ends)
                if ticket.generation == self._generation and len(self._names) < MAX_PLACES:
                    self._names[place] = known
            return known.learn(query, names)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._older.clear()
            self._names.clear()
            self.size, self._generation = 0, 0

    def _turn_to(self, generation: int) -> bool:
        """Begin a newer generation with nothing; return whether this is the newest."""
        if generation > self._generation:
            self._older.update((key, entry) for key, entry in self._entries.items() if entry.reading)
            self._entries.clear()
            self._names.clear()
            self.size = sum(entry.weight for entry in self._older.values())
            self._generation = generation
        return generation == self._generation

    def _drop(self, key: Hashable) -> None:
        for entries in (self._entries, self._older):
            entry = entries.pop(key, None)
            if entry is not None:
                self.size -= entry.weight
