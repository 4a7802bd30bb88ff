"""What public pages, records and collections use a file, and who may publish them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page, Revision, WorkflowState

from media.extensions import file_user_finders, public_record_checks
from media.models import PublicCollection
from media.public_use.referrers import Referrers, find_referrers, refers_to

# Numbers that every page has and that are no files.
_OTHER_NUMBERS = re.compile(
    r'"(?:pk|page|depth|numchild|locale|content_type|owner|sort_order|\w+_revision|alias_of|locked_by|year|number)": ?\d+'
)


class Status(Enum):
    """How public a use is."""

    PUBLIC = "public"
    PLANNED = "planned"  # approved, and public from a set time
    WAITING = "waiting"  # sent in: this version waits for a decision
    DRAFT = "draft"  # for editors alone


@dataclass(frozen=True)
class Use:
    """A page, record or collection that uses a file. A record that readers do not see is not named."""

    user: Model
    status: Status = Status.PUBLIC

    @property
    def title(self) -> str:
        """Title for editors."""
        if isinstance(self.user, Page):
            return self.user.title
        return capfirst(self.user._meta.verbose_name) if self.status is Status.DRAFT else str(self.user)

    @property
    def url(self) -> str:
        """URL of the public page, or an empty string."""
        if isinstance(self.user, Page):
            return (self.user.url or "") if self.user.live else ""
        return (
            self.user.get_absolute_url()
            if self.status is Status.PUBLIC and hasattr(self.user, "get_absolute_url")
            else ""
        )

    def find_edit_url(self, editor) -> str:
        """Return the URL of the page's form for who may edit the page, else an empty string."""
        if isinstance(self.user, Page) and self.user.permissions_for_user(editor).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[self.user.pk])
        return ""

    def may_be_changed_by(self, editor) -> bool:
        """Return whether an editor may publish this, or change it while it waits for a decision."""
        if isinstance(self.user, Page):
            lock = self.user.get_lock() if self.status is Status.WAITING else None
            is_open = self.status is Status.WAITING and not (lock and lock.for_user(editor))
            return is_open or self.user.permissions_for_user(editor).can_publish()
        options = self.user._meta
        return editor.has_perm(f"{options.app_label}.change_{options.model_name}")


def find_public_uses(file: Model) -> list[Use]:
    """Return what is public, planned or with the board for a decision, and uses this file as it is stored now."""
    model, referrers = type(file), find_referrers(type(file), file.pk)
    pages = {page.pk: Use(page) for page in _find_live_pages(model, file.pk, referrers)}
    planned = Revision.objects.filter(approved_go_live_at__isnull=False)
    for page in find_pages_of_revisions(planned, model, file.pk):
        pages.setdefault(page.pk, Use(page, Status.PLANNED))
    for page in find_pages_of_revisions(_find_submitted(), model, file.pk):
        pages.setdefault(page.pk, Use(page, Status.WAITING))
    return [
        *sorted(pages.values(), key=lambda use: use.user.path),
        *(Use(record) for record in _find_records(referrers) if _is_public(record)),
        *(Use(row) for row in find_public_collections(file.collection)),
    ]


def find_draft_uses(file: Model) -> list[Use]:
    """Return the drafts, records and so on, public or not, that use this file; a published page counts by its draft too."""
    model, referrers = type(file), find_referrers(type(file), file.pk)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=referrers.pop(Page, set()))}
    latest = Revision.objects.filter(
        pk__in=Page.objects.filter(latest_revision__isnull=False).values("latest_revision")
    )
    for page in find_pages_of_revisions(latest, model, file.pk):
        pages.setdefault(page.pk, page)
    return [
        *(Use(pages[pk], Status.DRAFT) for pk in sorted(pages)),
        *(Use(record, Status.PUBLIC if _is_public(record) else Status.DRAFT) for record in _find_records(referrers)),
    ]


def find_pages_of_revisions(revisions, model: type[Model], pk: int) -> Iterator[Page]:
    """Yield the pages of those revisions whose content refers to a file."""
    kind = ContentType.objects.get_for_model(Page)
    stored = revisions.filter(base_content_type=kind).annotate(stored=Cast("content", TextField()))
    value = re.compile(rf'(?:[:,\[]\s*|"){pk}(?!\d)')  # as a number, or in quotes: most revisions are not looked into
    for revision in stored.filter(stored__contains=str(pk)).order_by("pk").iterator(chunk_size=100):
        if value.search(_OTHER_NUMBERS.sub("", revision.stored)) and revision.content_object is not None:
            page = revision.as_object()
            if refers_to(page, model, pk):
                yield Page.objects.get(pk=page.pk)


def find_public_collections(collection) -> list[PublicCollection]:
    """Return the public collections in which a collection lies."""
    above = collection.get_ancestors(inclusive=True)
    return list(PublicCollection.objects.filter(collection__in=above).select_related("collection"))


def _find_submitted():
    """Return the versions that wait for a decision, and later ones of the same pages."""
    kind = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    pages = Page.objects.filter(
        pk__in=[int(pk) for pk in states.filter(base_content_type=kind).values_list("object_id", flat=True)]
    )
    sent = states.values("current_task_state__revision")
    return Revision.objects.filter(Q(pk__in=sent) | Q(pk__in=pages.values("latest_revision")))


def _find_live_pages(model: type[Model], pk: int, referrers: Referrers) -> Iterable[Page]:
    ids = set(referrers.get(Page, set()))
    ids.update(str(page) for find in file_user_finders for page in find(model, pk))
    return Page.objects.live().filter(pk__in=ids)


def _find_records(referrers: Referrers) -> Iterator[Model]:
    for model, ids in referrers.items():
        if model is not Page:
            yield from model._base_manager.filter(pk__in=ids).order_by("pk")


def _is_public(record: Model) -> bool:
    return any(check(type(record), [str(record.pk)]) for check in public_record_checks)
