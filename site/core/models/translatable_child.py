"""Rows of an entry that hold words: sessions, phases, actions. Each is translated with its page."""

from wagtail.models import Orderable, TranslatableMixin


class TranslatableChild(TranslatableMixin, Orderable):
    """Base of a row below an entry; subclasses add `page = ParentalKey(...)`, fields and panels.

    What points at a record or an entry goes into `override_translatable_fields` as a SynchronizedField: readers get
    it in their language by its translation key, also when it is translated after the row.
    """

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
