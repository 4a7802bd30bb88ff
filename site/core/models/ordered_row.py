"""Base model of the rows of an entry that an editor puts in order."""

from wagtail.models import Orderable


class OrderedRow(Orderable):
    """Base of a row whose place is `sort_order`; rows that share a place come in the order in which they were made.

    A database may give rows of one place in any order: PostgreSQL gives the one that changed last at the end.
    """

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]
