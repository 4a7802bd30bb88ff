"""The state of what readers see: the generation, and the moment until which the clock changes nothing.

Whatever is computed from public data alone can be kept under its name, in any cache: it changes with every change.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from page_cache import generation, reads
from page_cache.moments import Deadlines

deadlines = Deadlines()
_process = uuid.uuid4().hex


_held: ContextVar[list | None] = ContextVar("held_state", default=None)


@contextmanager
def holding_state() -> Iterator[None]:
    """Read the state once until the end of the block, at the first question; for a request that changes nothing."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def name_state(is_noted: bool = False) -> str | None:
    """Return the name of the present state, or None while nothing may be kept. One query, none while it is held.

    `is_noted`: what is kept under the name says what it was made from (page_cache.reads), whenever it is used. What does not makes
    an answer that uses it one of this state alone.

    Inside a transaction, whose changes nobody else sees and which may be taken back, it is a name of this process.
    """
    if not is_noted:
        reads.note(None)
    held = _held.get()
    if held is None or connection.in_atomic_block:
        return _read_state()
    if not held:
        held.append(_read_state())
    return held[0]


def _read_state() -> str | None:
    number = generation.read() if generation.completeness else None
    if number is None:
        return None
    own = f"{_process}-" if connection.in_atomic_block else ""
    with reads.pausing():
        ends = deadlines.find(number)
    return f"{own}{number}-{ends.timestamp():.0f}"
