"""Which pages concern somebody who reads along: shared with them, or about their organisations and on its way or public."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from core.models import EntryPage, Partnership
from core.models.querysets import is_readable
from directory.models import Organisation
from editorial.edit_grants import is_commenter
from editorial.models import BoardMember, CoAuthor


def find_concerns(user) -> QuerySet:
    """Return the entries that a user reads along with, the last changed first."""
    mine = BoardMember.organisations.through.objects.filter(boardmember__user=user).values("organisation")
    keys = Organisation.objects.filter(pk__in=mine).values("translation_key")
    named = Exists(Partnership.objects.filter(page=OuterRef("pk"), organisation__translation_key__in=keys))
    waiting = is_waiting()
    shared = Exists(CoAuthor.objects.filter(page=OuterRef("pk"), user=user))
    found = EntryPage.objects.filter(Q(shared) | (Q(named) & (is_readable() | Q(waiting))))
    return found.order_by("-latest_revision_created_at", "-pk")


def is_waiting() -> Exists:
    """Return the condition that a page waits for the board; one that was sent back waits for who wrote it."""
    return Exists(
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(OuterRef("pk"), CharField()),
        )
    )


def find_drafts_to_read(user, pages: Iterable[Page]) -> set[int]:
    """Return which of these pages a user reads in their latest version: those that wait, that are shared, or that are no page of the site yet.

    Of a public page that nobody sent to the board, who reads along gets what is on the site.
    """
    shared = Exists(CoAuthor.objects.filter(page=OuterRef("pk"), user=user))
    found = Page.objects.filter(pk__in=[page.pk for page in pages]).filter(is_waiting() | shared | Q(live=False))
    return set(found.values_list("pk", flat=True))


def may_read_along(user, page: Page) -> bool:
    """Return whether a user reads along with a page: it concerns them, or they edit it anyway."""
    if page.permissions_for_user(user).can_edit():
        return True
    return is_commenter(user) and find_concerns(user).filter(pk=page.pk).exists()


def may_read_draft(user, page: Page) -> bool:
    """Return whether a user reads the latest version of a page, which may not be on the site; see `find_drafts_to_read`."""
    if page.permissions_for_user(user).can_edit():
        return True
    return may_read_along(user, page) and bool(find_drafts_to_read(user, [page]))
