"""Access rules of files: public while a public page or record uses them; those of a private page for who may read it."""

from enum import Enum

from wagtail.models import CollectionViewRestriction, Page

from media.extensions import (
    draft_reader_checks,
    file_user_checks,
    page_reader_checks,
    public_record_checks,
    withdrawn_file_checks,
)
from media.models import PublicCollection
from media.page_dates import is_published
from media.public_use.policy import may_choose_files
from media.public_use.referrers import find_indexed_referrers, find_referrers
from media.public_use.uses import find_draft_uses


class Access(Enum):
    """Who a file is served to: everybody, this user only, or not this user."""

    PUBLIC = "public"
    PRIVATE = "private"
    NONE = "none"


def is_gone(request, item) -> bool:
    """Return whether to answer 410 for a withdrawn file; who writes or translates may still fetch it."""
    return any(check(item) for check in withdrawn_file_checks) and not may_use_library(request)


def may_edit(request) -> bool:
    """Return whether the user has access to the admin; no query without a session."""
    return bool(request.session.session_key) and request.user.has_perm("wagtailadmin.access_admin")


def may_use_library(request) -> bool:
    """Return whether the user puts files into pages, and so sees all files; who only reads along does not."""
    return may_edit(request) and may_choose_files(request.user)


def reads_along(request, page: Page) -> bool:
    """Return whether a user of the admin who writes nothing may read a page as its row is stored."""
    return may_edit(request) and any(check(request.user, page) for check in page_reader_checks)


def reads_draft(request, page: Page) -> bool:
    """Return whether such a user may read the latest version of a page."""
    return may_edit(request) and any(check(request.user, page) for check in draft_reader_checks)


def may_read_page(request, page: Page) -> bool:
    """Return whether the user may read a page that is not public: a draft, or one with view restrictions.

    A private page is for who passes its restrictions or may edit it; a draft is for users of the admin, and for who only reads
    along when it concerns them.
    """
    if not request.session.session_key:
        return False
    restrictions = list(page.get_view_restrictions())
    if restrictions and all(restriction.accept_request(request) for restriction in restrictions):
        return Page.objects.filter(is_published(), pk=page.pk).exists() or may_use_library(request)
    if not may_use_library(request):
        return not restrictions and reads_along(request, page)
    return not restrictions or page.permissions_for_user(request.user).can_edit()


def find_pages_using(model, pk):
    """Return a queryset of the published pages that use a file."""
    pages = find_indexed_referrers(model, pk).get(Page, set())
    return Page.objects.filter(is_published(), pk__in=[int(page) for page in pages])


def is_used(model, pk) -> bool:
    """Return whether a public page or record uses this file."""
    users = find_indexed_referrers(model, pk)
    if any(check(record, ids) for record, ids in users.items() for check in public_record_checks):
        return True
    return any(check(model, pk) for check in file_user_checks)


def is_public_file(item) -> bool:
    """Return whether everybody may fetch the file of `item`."""
    collections = item.collection.get_ancestors(inclusive=True)
    if CollectionViewRestriction.objects.filter(collection__in=collections).exists():
        return False
    return is_used(type(item), item.pk) or PublicCollection.objects.filter(collection__in=collections).exists()


def get_access(request, item) -> Access:
    """Return who the file of `item` may be served to."""
    if is_public_file(item):
        return Access.PUBLIC
    if not request.session.session_key:
        return Access.NONE
    private = [page for page in find_pages_using(type(item), item.pk) if page.get_view_restrictions()]
    if may_use_library(request) and (not private or item.uploaded_by_user_id == request.user.pk):
        return Access.PRIVATE
    if any(may_read_page(request, page) for page in private):
        return Access.PRIVATE
    return Access.PRIVATE if not private and is_read_along(request, item) else Access.NONE


def is_read_along(request, item) -> bool:
    """Return whether a page has this file in the version of it that the user reads along with: that on the site, or a draft."""
    if not may_edit(request) or not page_reader_checks:
        return False
    stored = find_referrers(type(item), item.pk).get(Page, set())
    pages = (use.user for use in find_draft_uses(item) if isinstance(use.user, Page))
    return any(reads_along(request, page) if str(page.pk) in stored else reads_draft(request, page) for page in pages)


def may_see(request, item) -> bool:
    """Return whether the user may fetch the file of `item`."""
    return get_access(request, item) is not Access.NONE
