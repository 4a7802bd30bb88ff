"""Screens of who reads along: the list of what concerns them, a page with its comments, and the page as readers see it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from core.entries.personal_names import get_matcher
from core.entries.redactions import find_redactions
from core.models import EntryPage
from editorial.edit_grants import is_commenter
from editorial.reading_along.comments import add_comment, find_comments
from editorial.reading_along.concerns import find_concerns, find_drafts_to_read, may_read_along
from editorial.reading_along.forms import CommentForm
from editorial.reading_along.passages import Piece, find_pieces
from editorial.workflow_state import find_waiting

PER_PAGE = 50


@require_GET
def concerns(request):
    """List what concerns the user, with what each page waits for."""
    if not (is_commenter(request.user) or request.user.is_superuser):
        raise PermissionDenied
    pages = Paginator(find_concerns(request.user).defer("body"), PER_PAGE).get_page(request.GET.get("p"))
    steps = {step.page.pk: step for step in find_waiting(pages=[page.pk for page in pages])}
    drafts = find_drafts_to_read(request.user, pages)
    rows = [
        (page, page.get_admin_display_title() if page.pk in drafts else page.title, steps.get(page.pk))
        for page in pages
    ]
    return render(request, "editorial/concerns.html", {"rows": rows, "page_obj": pages})


@require_http_methods(["GET", "POST"])
def read(request, page_id: int):
    """Show a page in pieces, and take a comment on one of them."""
    page = _get(request, page_id)
    version, is_draft = _get_version(request.user, page)
    pieces, form = take_names_out(find_pieces(version), page), CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        piece = next((piece for piece in pieces if piece.path == form.cleaned_data["path"]), None)
        if piece is None:
            form.add_error(None, _("This part of the page is not there any more. Choose another one for your comment."))
        else:
            add_comment(page, version, piece, form.cleaned_data["sentence"], form.cleaned_data["text"], request.user)
            messages.success(request, _("Your comment is there; who writes the page sees it at that place."))
            return redirect("read_along", page.pk)
    comments = find_comments(page)
    values = {
        "page": page, "version": version, "is_draft": is_draft, "form": form,
        "parts": [(piece, comments.get(piece.path, [])) for piece in pieces],
        "rest": [one for path, found in comments.items() if path not in {piece.path for piece in pieces} for one in found],
    }  # fmt: skip
    return render(request, "editorial/read_along.html", values, status=400 if form.errors else 200)


@require_GET
def preview(request, page_id: int):
    """Show a page as readers see it, or would see it."""
    version, _is_draft = _get_version(request.user, _get(request, page_id))
    return version.make_preview_request(request, version.default_preview_mode)


def take_names_out(pieces: list[Piece], page) -> list[Piece]:
    """Return the pieces without the names of people who may not be named in the page any more, as readers get it."""
    redaction = find_redactions([page.translation_key]).get(page.translation_key)
    if redaction is not None:
        matcher = get_matcher(redaction.names, redaction.others)
        for piece in pieces:
            piece.sentences = [matcher.replace(one, _("[name removed]")) for one in piece.sentences]
    return pieces


def _get_version(user, page):
    """Return the version of a page that a user reads, and whether it is the latest one rather than that on the site."""
    if find_drafts_to_read(user, [page]) or page.permissions_for_user(user).can_edit():
        return page.get_latest_revision_as_object(), True
    return page, False


def _get(request, page_id: int):
    page = get_object_or_404(EntryPage, pk=page_id).specific
    if not may_read_along(request.user, page):
        raise PermissionDenied
    return page
