"""Comments of who reads along: the same comments that the editor of the page shows, and mails about."""

from django.utils.translation import gettext as _
from wagtail.admin.mail import send_notification
from wagtail.models import Comment, Page, PageSubscription

from editorial.reading_along.passages import Piece, find_position


def add_comment(page: Page, version: Page, piece: Piece, number: int | None, text: str, user) -> Comment:
    """Add a comment at a piece of a page, or at a sentence of it, and tell who follows the comments of the page."""
    sentence = piece.sentences[number] if number is not None and number < len(piece.sentences) else ""
    position = find_position(version, piece.path, sentence) if sentence else ""
    if sentence and not position:
        text = _("About “%(sentence)s”: %(text)s") % {"sentence": sentence, "text": text}
    comment = Comment(
        page=page,
        user=user,
        text=text,
        contentpath=piece.path,
        position=position,
        revision_created=page.latest_revision,
    )
    comment.save()
    comment.log_create(page_revision=page.latest_revision, user=user)
    _tell(page, comment, user)
    return comment


def find_comments(page: Page) -> dict[str, list[Comment]]:
    """Return {path: the open comments there, the oldest first}."""
    found: dict[str, list[Comment]] = {}
    comments = (
        Comment.objects.filter(page=page, resolved_at=None).select_related("user").prefetch_related("replies__user")
    )
    for comment in comments.order_by("created_at"):
        found.setdefault(comment.contentpath, []).append(comment)
    return found


def _tell(page: Page, comment: Comment, user) -> None:
    followers = PageSubscription.objects.filter(page=page, comment_notifications=True).exclude(user=user)
    recipients = [one.user for one in followers.select_related("user")]
    if recipients:
        changes = {"new_comments": [comment], "resolved_comments": [], "deleted_comments": [], "replied_comments": []}
        send_notification(recipients, "updated_comments", {"page": page, "editor": user, **changes})
