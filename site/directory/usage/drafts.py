"""Stored versions that may still become public: the latest of a page with changes, planned ones and those in review."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, Revision, TaskState


def open_revisions():
    """Return the revisions that may still become public."""
    latest = Page.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    reviewed = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, revision__isnull=False)
    condition = Q(pk__in=latest.values("latest_revision")) | Q(pk__in=reviewed.values("revision"))
    return Revision.objects.filter(condition | Q(approved_go_live_at__isnull=False)).order_by("pk")


def iterate_open_versions() -> Iterator[tuple[type, int, dict, bool]]:
    """Yield (model, id of the page, content, whether it is planned) of each open revision of a page; one query."""
    page_type = ContentType.objects.get_for_model(Page)
    rows = open_revisions().filter(base_content_type=page_type)
    for kind, pk, content, planned in rows.values_list(
        "content_type_id", "object_id", "content", "approved_go_live_at"
    ).iterator(chunk_size=100):
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            yield model, int(pk), content, planned is not None
