"""When the clock changes what readers see: the next moment at which an answer that is kept ends by itself."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone


class Moments(list[Callable[[datetime], datetime | None]]):
    """A list that apps fill at start-up; each item is added once."""

    def add(self, find: Callable[[datetime], datetime | None]) -> None:
        """Append what is not in the list."""
        if find not in self:
            self.append(find)


# find(now): the first moment after `now` at which something appears, changes or goes without a change of the database, or None.
# Apps add to it in their `extensions.py`.
clock_moments: Moments = Moments()


def find_next_moment(now: datetime) -> datetime:
    """Return the first moment after `now` that ends kept answers: local midnight at the latest, for days become past."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    found = (find(now) for find in clock_moments)
    return min([midnight, *(moment for moment in found if moment is not None and moment > now)])


class Deadlines:
    """The next moment, computed once for each generation and again when it has passed."""

    def __init__(self):
        self._known: tuple[int, datetime, datetime] | None = None
        self._lock = threading.Lock()

    def find(self, generation: int) -> datetime:
        """Return the moment at which what is made now, under this generation, ends; a few queries once a generation."""
        now = timezone.now()
        if self._known is not None:
            of, since, until = self._known
            if of == generation and since <= now < until:
                return until
        until = find_next_moment(now)
        with self._lock:
            if self._known is None or generation >= self._known[0]:
                self._known = generation, now, until
        return until

    def forget(self) -> None:
        """Compute it again at the next question."""
        self._known = None
