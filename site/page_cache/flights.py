"""Answers that are being made: one request makes an answer, the others wait for it."""

import threading
from collections.abc import Hashable
from concurrent.futures import Future


class Flights:
    """The answers that are being made in this process, by key and generation."""

    def __init__(self):
        self._flying: dict[Hashable, Future] = {}
        self._lock = threading.Lock()

    def find(self, flight: Hashable) -> Future | None:
        """Return what ends when the answer is there (or could not be kept), or None when nobody makes it."""
        return self._flying.get(flight)

    def claim(self, flight: Hashable) -> Future | None:
        """Make this caller the one that makes the answer, and return None; else return what to wait for."""
        with self._lock:
            found = self._flying.get(flight)
            if found is None:
                self._flying[flight] = Future()
            return found

    def land(self, flight: Hashable) -> None:
        """Wake who waits; whether the answer is kept or not, they look again."""
        with self._lock:
            done = self._flying.pop(flight, None)
        if done is not None:
            done.set_result(None)
