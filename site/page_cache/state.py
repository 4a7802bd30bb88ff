"""The state of what readers see: the generation, and the moment until which the clock changes nothing.

Whatever is computed from public data alone can be kept under its name, in any cache: it changes with every change.
"""

import uuid

from django.db import connection

from page_cache import generation, reads
from page_cache.moments import Deadlines

deadlines = Deadlines()
_process = uuid.uuid4().hex


def name_state(is_noted: bool = False) -> str | None:
    """Return the name of the present state, or None while nothing may be kept. One query.

    `is_noted`: what is kept under the name says what it was made from (page_cache.reads), whenever it is used. What does not makes
    an answer that uses it one of this state alone.

    Inside a transaction, whose changes nobody else sees and which may be taken back, it is a name of this process.
    """
    if not is_noted:
        reads.note(None)
    number = generation.read() if generation.completeness else None
    if number is None:
        return None
    own = f"{_process}-" if connection.in_atomic_block else ""
    with reads.pausing():
        ends = deadlines.find(number)
    return f"{own}{number}-{ends.timestamp():.0f}"
