"""A circuit breaker: after a failure, calls to an engine fail at once for some seconds.

After that wait one call is allowed through (half-open). If it succeeds the circuit closes; if it fails the wait
doubles, up to a maximum. One circuit per engine and process, without shared state.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from search.engines.base import EngineUnavailableError

Result = TypeVar("Answer")


class CircuitBreaker:
    """Guards calls that raise EngineUnavailableError. `wait` and `max_wait` are seconds, `clock` returns seconds."""

    def __init__(self, wait: float = 5.0, max_wait: float = 20.0, clock: Callable[[], float] = time.monotonic):
        self._first_wait, self._max_wait, self._clock = wait, max_wait, clock
        self._lock = threading.Lock()
        self._wait = wait
        self._closed = True
        self._next_try = 0.0

    @property
    def is_open(self) -> bool:
        """Whether a call would fail now without being made."""
        return not self._closed and self._clock() < self._next_try

    def call(self, function: Callable[[], Result]) -> Result:
        """Return the result of `function`; raise EngineUnavailableError at once while the circuit is open."""
        self._allow_call()
        try:
            result = function()
        except EngineUnavailableError:
            self._record_failure()
            raise
        self.reset()
        return result

    def _allow_call(self) -> None:
        if self._closed:
            return
        with self._lock:
            if not self._closed:
                now = self._clock()
                if now < self._next_try:
                    raise EngineUnavailableError("failed a moment ago, not asked again yet")
                # This call goes through; if it never returns, another may after the same wait.
                self._next_try = now + self._wait

    def _record_failure(self) -> None:
        with self._lock:
            if not self._closed:
                self._wait = min(self._wait * 2, self._max_wait)
            self._closed = False
            self._next_try = self._clock() + self._wait

    def reset(self) -> None:
        """Close the circuit after a successful call."""
        if not self._closed:
            with self._lock:
                self._closed, self._wait = True, self._first_wait
