"""The clock of the worker: every few seconds it does what is planned, and now and then it prunes finished tasks.

It is a thread beside the tasks, so that nothing planned waits for a long task (a PDF, a rebuild of the index).
"""

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections
from django.utils import timezone

from core.entries.planned import run_due
from core.extensions import periodic_work
from core.tasks import prune_finished_tasks

logger = logging.getLogger("planned")
INTERVAL = 5  # seconds
PERIOD = 30  # seconds between two rounds of the work of other apps
PRUNE_INTERVAL = 3600  # seconds


class Clock(threading.Thread):
    """Runs `tick` every INTERVAL seconds until `stop`; `check` is called first and may end the process."""

    def __init__(self, check: Callable[[], None] = lambda: None):
        super().__init__(name="clock", daemon=True)
        self.check, self.stopping = check, threading.Event()
        self.last_tick = None
        self.reported: set[str] = set()  # failures are logged once, not at every tick
        self.repeat_at = self.prune_at = 0.0  # of time.monotonic()

    def run(self) -> None:
        """Tick until `stop` is called."""
        while not self.stopping.is_set():
            try:
                self.check()
                self.tick()
            except Exception as error:  # the database may be locked or away: the next tick tries again
                logger.warning("the clock failed, tried again in %s seconds: %s", INTERVAL, error)
            close_old_connections()
            self.stopping.wait(INTERVAL)

    def tick(self) -> None:
        """Do what is due now."""
        now = timezone.now()
        failures = set(run_due(self.last_tick))
        self.last_tick = now
        for line in sorted(failures - self.reported):
            logger.warning("planned, but it failed and is tried again: %s", line)
        self.reported = failures
        if time.monotonic() >= self.repeat_at:
            self.repeat_at = time.monotonic() + PERIOD
            for work in periodic_work:
                work()
        if time.monotonic() >= self.prune_at:
            prune_finished_tasks()
            self.prune_at = time.monotonic() + PRUNE_INTERVAL

    def stop(self) -> None:
        """Stop after the current tick, and wait for it a moment."""
        self.stopping.set()
        if self.is_alive():
            self.join(timeout=2)
