"""Creates the translatable child rows of entries, in both languages."""

from django.db.models import ForeignKey
from wagtail.fields import RichTextField

from core.models import TranslatableChild
from demo.markup import to_html
from demo.source import key_for


class RowLoader:
    """Creates rows from the tables of a content file."""

    def __init__(self, records, entries: dict):
        self.records, self.entries = records, entries

    def names(self, model) -> set[str]:
        """Return the names of a page model's relations to translatable child rows."""
        return {
            relation.get_accessor_name()
            for relation in model._meta.related_objects
            if issubclass(relation.related_model, TranslatableChild)
        }

    def add(self, page, values: dict, key: str) -> None:
        """Set the rows of `page` from `values`."""
        for name in self.names(type(page)) & values.keys():
            model = page._meta.get_field(name).related_model
            made = []
            for order, row in enumerate(values[name]):
                fields = {field: self._value(model._meta.get_field(field), value) for field, value in row.items()}
                row_key = key_for(key, name, str(order))
                made.append(model(sort_order=order, locale_id=page.locale_id, translation_key=row_key, **fields))
            setattr(page, name, made)

    def translate(self, page, values: dict) -> dict:
        """Set the English text in the rows of `page`; return `values` without the rows."""
        for name in self.names(type(page)) & values.keys():
            rows = list(getattr(page, name).all())
            for row, words in zip(rows, values[name], strict=True):
                for field, value in words.items():
                    setattr(row, field, self._value(row._meta.get_field(field), value))
            setattr(page, name, rows)
        return {name: value for name, value in values.items() if name not in self.names(type(page))}

    def _value(self, field, value):
        if isinstance(field, RichTextField):
            return to_html(value)
        if isinstance(field, ForeignKey):
            chosen = {"organisation": self.records.organisations, "person": self.records.people}
            return chosen.get(field.name, self.entries)[value]
        return value
