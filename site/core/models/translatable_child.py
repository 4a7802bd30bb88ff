"""Base model of an entry's translatable child rows, such as sessions, phases and actions."""

from wagtail.models import TranslatableMixin

from core.models.ordered_row import OrderedRow


class TranslatableChild(TranslatableMixin, OrderedRow):
    """Base of a translatable child row; subclasses add `page = ParentalKey(...)`, fields and panels.

    Declare foreign keys to records and entries as SynchronizedField in `override_translatable_fields`: they are resolved to
    the language of the page by translation key when it is read, so a target may be translated later than the row.
    """

    class Meta(TranslatableMixin.Meta, OrderedRow.Meta):
        abstract = True
