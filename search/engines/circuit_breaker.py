"""A circuit breaker: an engine that just failed is not asked again at once, so nobody waits for it twice.

After a failure the circuit is open for some seconds, and every call fails at once. Then one call may try (half-open):
when it works the circuit closes, when it fails the wait doubles up to a limit. One circuit per engine and process; a lock
and a clock, nothing shared between processes, so a dead process leaves nothing behind.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from search.engines.base import EngineUnavailableError

Result = TypeVar("Answer")


class CircuitBreaker:
    """Guards calls that raise EngineDown. `wait` and `longest` are seconds, `clock` gives seconds."""

    def __init__(self, wait: float = 5.0, max_wait: float = 20.0, clock: Callable[[], float] = time.monotonic):
        self._first_wait, self._max_wait, self._clock = wait, max_wait, clock
        self._lock = threading.Lock()
        self._wait = wait
        self._closed = True
        self._next_try = 0.0

    @property
    def is_open(self) -> bool:
        """Whether a call would fail now without being tried."""
        return not self._closed and self._clock() < self._next_try

    def call(self, function: Callable[[], Result]) -> Result:
        """Return what `function` returns; raise EngineDown at once while the circuit is open."""
        self._allow_call()
        try:
            answer = function()
        except EngineUnavailableError:
            self._record_failure()
            raise
        self.reset()
        return answer

    def _allow_call(self) -> None:
        if self._closed:
            return
        with self._lock:
            if not self._closed:
                now = self._clock()
                if now < self._next_try:
                    raise EngineUnavailableError("failed a moment ago, not asked again yet")
                # This call tries; should it never come back, another may after the same wait.
                self._next_try = now + self._wait

    def _record_failure(self) -> None:
        with self._lock:
            if not self._closed:
                self._wait = min(self._wait * 2, self._max_wait)
            self._closed = False
            self._next_try = self._clock() + self._wait

    def reset(self) -> None:
        """Close the circuit: the engine works."""
        if not self._closed:
            with self._lock:
                self._closed, self._wait = True, self._first_wait
