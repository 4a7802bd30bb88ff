"""The state of what readers see: the generation, and the moment until which the clock changes nothing.

Whatever is computed from public data alone can be kept under its name, in any cache: it changes with every change.
"""

import uuid

from django.db import connection

from page_cache import generation
from page_cache.moments import Deadlines

deadlines = Deadlines()
_process = uuid.uuid4().hex


def name_state() -> str | None:
    """Return the name of the present state, or None while nothing may be kept. One query.

    Inside a transaction, whose changes nobody else sees and which may be taken back, it is a name of this process.
    """
    number = generation.read() if generation.completeness else None
    if number is None:
        return None
    own = f"{_process}-" if connection.in_atomic_block else ""
    return f"{own}{number}-{deadlines.find(number).timestamp():.0f}"
