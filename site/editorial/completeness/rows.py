"""Rows of an entry, such as its organisations, that lack what a row needs: a draft is saved without it, publication is not."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from core.entries.findings import Finding, Weight
from editorial.completeness.fields import is_empty


def check_rows(entry) -> Iterator[Finding]:
    """Yield the empty fields of rows that have to be filled in."""
    for relation in get_all_child_relations(type(entry)):
        if not (
            needed := [field for field in relation.related_model._meta.concrete_fields if _is_needed(field, relation)]
        ):
            continue
        name = relation.get_accessor_name()
        for number, row in enumerate(getattr(entry, name).all()):
            for field in needed:
                if is_empty(row, field.attname):
                    values = {"field": capfirst(field.verbose_name), "rows": relation.related_model._meta.verbose_name}
                    text = _("“%(field)s” of row %(number)d (%(rows)s) is empty.") % {**values, "number": number + 1}
                    yield Finding(f"{name}.{field.name}", text, f"{name}-{number}-{field.name}", Weight.BLOCKS)


def _is_needed(field, relation) -> bool:
    return (
        field.editable
        and not field.blank
        and not field.primary_key
        and field is not relation.field
        and field.name != "locale"
    )
