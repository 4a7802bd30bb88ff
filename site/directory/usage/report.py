"""Where a record is used: every relation that the models have, links in texts, stored versions and what apps add.

A record is one with its translations and with the records that were merged into it.
"""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from directory.references.content import iterate_references
from directory.references.relations import columns_to, is_record_model
from directory.usage.drafts import iterate_open_versions
from directory.usage.sources import usage_sources
from directory.usage.texts import find_linking, is_linking, make_pattern


@dataclass
class Use:
    """One page or object that uses a record, by its fields; `stored` is what it shows now, the others are versions of it."""

    model: type
    pk: int
    labels: dict[str, None] = field(default_factory=dict)
    stored: bool = False
    draft: bool = False
    planned: bool = False


@dataclass
class Usage:
    """All uses of a record; `more` are (what, number) of uses that have no page of their own."""

    records: list
    uses: list[Use] = field(default_factory=list)
    more: list[tuple[str, int]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def count(self) -> int:
        """Number of pages and objects."""
        return len(self.uses) + sum(number for _what, number in self.more)

    @property
    def page_ids(self) -> list[int]:
        """Ids of the pages that show the record now."""
        return sorted({use.pk for use in self.uses if use.stored and issubclass(use.model, Page)})


def group_of(record) -> list:
    """Return a record with its translations, and all that were merged into them; two queries."""
    model = type(record)
    own = list(model.with_merged.filter(translation_key=record.translation_key))
    merged = Q(merged_into__in=[one.pk for one in own])
    return [*own, *model.with_merged.filter(merged).exclude(pk__in=[one.pk for one in own])]


def find_usage(record) -> Usage:
    """Return where a record is used. The number of queries does not depend on the number of uses."""
    usage = Usage(group_of(record))
    found: dict[tuple, Use] = {}
    own = {one.pk for one in usage.records}

    def add(model, pk, label, **state):
        model = Page if issubclass(model, Page) else model
        if model is type(record) and pk in own:
            return
        use = found.setdefault((model, pk), Use(model, pk))
        use.labels.setdefault(str(label))
        for name in state:
            setattr(use, name, True)

    ids = [one.pk for one in usage.records]
    for column in columns_to(type(record)):
        rows = column.model._base_manager.filter(**{f"{column.field.attname}__in": ids}).order_by()
        if is_record_model(column.model):
            rows = rows.filter(merged_into=None)
        for pk in rows.values_list(column.owner_column, flat=True):
            add(column.owner, pk, " → ".join(capfirst(str(label)) for label in column.labels), stored=True)
    for owner, pk, text in find_linking(usage.records):
        add(owner, pk, _("%(field)s: a link") % {"field": capfirst(str(text.verbose_name))}, stored=True)
    for owner, pk, label in find_chosen(usage.records):
        add(owner, pk, label, stored=True)
    _add_versions(usage, set(ids), add)
    usage.uses = list(found.values())
    usage.more = [(str(what), number) for source in usage_sources for what, number in source(usage.records) if number]
    return usage


def _add_versions(usage: Usage, ids: set[int], add) -> None:
    pattern, kind = make_pattern(usage.records), type(usage.records[0])
    for model, pk, content, planned in iterate_open_versions():
        state = {"planned" if planned else "draft": True}
        for reference, number in iterate_references(model, content):
            if reference.related_model is kind and number in ids:
                add(model, pk, capfirst(str(reference.verbose_name)), **state)
        if is_linking(content, pattern):
            add(model, pk, capfirst(_("text: a link")), **state)


def find_chosen(records: list) -> list[tuple]:
    """Return (model, id, label) of the objects of which a text holds a record that was chosen in a block."""
    kind = ContentType.objects.get_for_model(type(records[0]))
    found = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=[str(one.pk) for one in records])
    chosen = []
    for reference in found.select_related("base_content_type", "content_type"):
        model = reference.content_type.model_class()
        name = reference.model_path.split(".")[0]
        column = next((one for one in model._meta.concrete_fields if one.name == name), None) if model else None
        if isinstance(column, StreamField | RichTextField):
            chosen.append((model, int(reference.object_id), capfirst(str(column.verbose_name))))
    return chosen
