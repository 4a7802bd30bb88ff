"""Stores published pages many at a time, with their children, relations and revisions; for load tests alone.

It writes the same rows as saving and publishing each page does, without its signals: who stores pages this way says so to what
follows publications (search, statistics).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, F, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision


class Planting:
    """The places of new pages below their parents in the tree."""

    def __init__(self):
        self.last: dict[int, int] = {}  # {id of the parent: step of its last child}
        self.added: dict[int, int] = defaultdict(int)

    def place(self, page: Page, parent: Page) -> None:
        """Set path, depth and address of a new page that comes last below `parent`."""
        if parent.pk not in self.last:
            path = Page.objects.child_of(parent).order_by("-path").values_list("path", flat=True).first()
            self.last[parent.pk] = Page._str2int(path[-Page.steplen :]) if path else 0
        self.last[parent.pk] += 1
        self.added[parent.pk] += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, self.last[parent.pk])
        page.set_url_path(parent)

    def count(self) -> None:
        """Raise the number of children of the parents."""
        for parent, number in self.added.items():
            Page.objects.filter(pk=parent).update(numchild=F("numchild") + number)
        self.added.clear()


def store_published(pages: Sequence[Page], planting: Planting) -> None:
    """Store new pages that have been placed, as published now; call it inside a transaction.

    Children and many-to-many relations are those that were assigned to the pages in memory.
    """
    now = timezone.now()
    for page in pages:
        page.live, page.draft_title, page.has_unpublished_changes = True, page.title, False
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = now
    _insert_pages(pages)
    planting.count()
    _insert_children(pages)
    _insert_relations(pages)
    _insert_revisions(pages, now)


def _insert_pages(pages: Sequence[Page]) -> None:
    """Insert the rows of each table; Django's `bulk_create` refuses models that inherit from another table."""
    keys = Page._base_manager._insert(
        pages, fields=_own_fields(Page), returning_fields=[Page._meta.pk], using=Page.objects.db
    )
    for page, (pk,) in zip(pages, keys, strict=True):
        page.pk = page.id = pk
        page._state.adding, page._state.db = False, Page.objects.db
    of_model = defaultdict(list)
    for page in pages:
        for model in _find_tables(type(page)):
            of_model[model].append(page)
    for model, own in of_model.items():
        for page in own:
            setattr(page, model._meta.pk.attname, page.id)
        model._base_manager._insert(own, fields=model._meta.local_concrete_fields, using=Page.objects.db)


def _own_fields(model) -> list:
    """Return the columns of a model's own table but its automatic key."""
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]


def _find_tables(model) -> Iterator[type[models.Model]]:
    """Yield the model and those that it inherits from, but Page, from the oldest on."""
    for parent in reversed(model.__mro__):
        if parent is not Page and issubclass(parent, Page) and not parent._meta.abstract and not parent._meta.proxy:
            yield parent


def _insert_children(pages: Sequence[Page]) -> None:
    rows = defaultdict(list)
    for page in pages:
        for relation in get_all_child_relations(page):
            for row in getattr(page, relation.get_accessor_name()).get_object_list():
                setattr(row, relation.field.attname, page.pk)
                rows[relation.related_model].append(row)
    for model, found in rows.items():
        model._base_manager.bulk_create(found)


def _insert_relations(pages: Sequence[Page]) -> None:
    rows = defaultdict(list)
    for page in pages:
        for field in page._meta.many_to_many:
            if isinstance(field, ParentalManyToManyField):
                through, own, other = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
                rows[through] += [
                    through(**{f"{own}_id": page.pk, f"{other}_id": record.pk})
                    for record in getattr(page, field.name).get_object_list()
                ]
    for through, found in rows.items():
        through._base_manager.bulk_create(found)


def _insert_revisions(pages: Sequence[Page], now) -> None:
    """Store a revision of each page, and name it as the live and the latest one."""
    base = ContentType.objects.get_for_model(Page)
    Revision.objects.bulk_create(
        Revision(
            content_type_id=page.content_type_id, base_content_type=base, object_id=str(page.pk), created_at=now,
            object_str=str(page), content=page.serializable_data(),
        )
        for page in pages
    )  # fmt: skip
    of_page = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), CharField())).values("pk")
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(live_revision=of_page, latest_revision=of_page)
