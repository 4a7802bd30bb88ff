"""What an answer that is being made is kept under."""

from typing import NamedTuple


class Ticket(NamedTuple):
    """The generation before, and the moment (seconds since the epoch) that ends it."""

    generation: int
    ends: float
