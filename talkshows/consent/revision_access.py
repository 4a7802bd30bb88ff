"""Versions that name a guest whose consent has ended are opened by the board alone.

Wagtail's views of a revision ask for the right to edit its page and have no hook, so a middleware asks before them.
"""

from django.shortcuts import render
from wagtail.models import Revision

from accounts.admin_middleware import AdminMiddleware
from talkshows.consent.stored_text import find_named
from talkshows.models.episode import EpisodePage

PERMISSION = "talkshows.change_consent"
# Views of Wagtail that show what stands in a revision, with the names of their arguments.
REVISION_VIEWS = {
    "wagtailadmin_pages:revisions_view": ("revision_id",),
    "wagtailadmin_pages:revisions_revert": ("revision_id",),
    "wagtailadmin_pages:revisions_compare": ("revision_id_a", "revision_id_b"),
}


class RevisionAccessMiddleware(AdminMiddleware):
    """Answers 403 with an explanation where somebody outside the board opens a version that names such a guest."""

    def check_view(self, request, kwargs):
        """Return the refusal, or None."""
        match = request.resolver_match
        names = REVISION_VIEWS.get(match.view_name) if match else None
        if not names or not request.user.is_authenticated or request.user.has_perm(PERMISSION):
            return None
        page = EpisodePage.objects.filter(pk=kwargs.get("page_id", kwargs.get("pk"))).first()
        if page is None or not is_for_board_alone(page.specific, [kwargs.get(name) for name in names]):
            return None
        return render(request, "talkshows/admin/board_alone.html", {"page": page}, status=403)


def is_for_board_alone(page: EpisodePage, revisions: list) -> bool:
    """Return whether one of these versions (id, `earliest`, `latest`, `live`) names a guest whose consent has ended."""
    restrictions = page.restrictions
    if not restrictions.names:
        return False
    for one in revisions:
        revision = _get_revision(page, str(one))
        if revision is not None and find_named(revision.as_object(), restrictions.matcher):
            return True
    return False


def _get_revision(page: EpisodePage, name: str) -> Revision | None:
    """Return a revision as Wagtail's view of differences names it; the live page itself is public."""
    revisions = page.revisions.order_by("created_at", "pk")
    if name == "earliest":
        return revisions.first()
    if name == "latest":
        return page.get_latest_revision()
    return revisions.filter(pk=int(name)).first() if name.isdecimal() and len(name) < 19 else None
