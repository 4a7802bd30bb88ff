"""A subject that a listing is limited to."""

from typing import NamedTuple

from django.db.models import Q


class Limit(NamedTuple):
    """A condition on entries, and the name under which what is found by it is kept: no other condition has the same.

    `places`: slugs of the places that it is about, which cards name first.
    """

    name: str
    condition: Q
    places: tuple[str, ...] = ()
