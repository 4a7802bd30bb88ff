"""Tells editors of a planned publication or withdrawal that failed at its moment: once in the history, and while it waits.

The history holds no reason: it may name a guest. The reason is asked of the planned version when somebody looks, so
that it is true then, and gone when what was missing is there: the worker tries again all the time.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from core.extensions import OpenWork
from core.plain_text import to_text

PUBLICATION, WITHDRAWAL = "core.planned.refused", "core.planned.not_withdrawn"


def note_refused_publication(revision: Revision) -> None:
    """Write in the history of a page, once for each moment, that the planned publication of a version failed."""
    moment = revision.approved_go_live_at.isoformat()
    noted = PageLogEntry.objects.filter(action=PUBLICATION, revision=revision, data__moment=moment)
    if isinstance(revision.content_object, Page) and not noted.exists():
        log(revision.content_object, PUBLICATION, revision=revision, data={"moment": moment})


def note_failed_withdrawal(page) -> None:
    """Write in the history of a page, once for each moment, that its withdrawal failed; readers do not get it."""
    moment = page.expire_at.isoformat()
    if (
        isinstance(page, Page)
        and not PageLogEntry.objects.filter(action=WITHDRAWAL, page=page.pk, data__moment=moment).exists()
    ):
        log(page, WITHDRAWAL, data={"moment": moment})


def find_refused(page: Page) -> Revision | None:
    """Return the planned version of a page of which the moment came and the publication failed, or None."""
    noted = PageLogEntry.objects.filter(action=PUBLICATION, page=page.pk).values("revision")
    return page.revisions.filter(approved_go_live_at__lte=timezone.now(), pk__in=noted).first()


def list_reasons(revision: Revision) -> list[str | SafeString]:
    """Return the sentences that say why a version cannot be published now."""
    find = getattr(revision.as_object(), "find_publishing_errors", list)
    return [message for _field, message in find()] or [
        _("Something failed; the administrator finds it in the log of the worker.")
    ]


def describe(revision: Revision) -> str:
    """Return the sentence that says that a planned publication failed."""
    moment = date_format(timezone.localtime(revision.approved_go_live_at), "j F Y, H:i")
    return _("Planned for %(moment)s, and not published.") % {"moment": moment}


def add_refusal_message(request, page) -> None:
    """Add a message above the edit form of a page of which the planned publication failed."""
    revision = find_refused(page) if request.method == "GET" else None
    if revision is None:
        return
    text = _("It is published as soon as this is solved; or call it off, change the page and publish it again.")
    messages.error(
        request, format_html_join(" ", "{}", ([one] for one in [describe(revision), *list_reasons(revision), text]))
    )


def find_refused_plans(user) -> list[OpenWork]:
    """Return the pages of which a planned publication failed: for who planned it, who owns it, and who may publish it."""
    noted = PageLogEntry.objects.filter(action=PUBLICATION).values("revision")
    due = Revision.page_revisions.filter(approved_go_live_at__lte=timezone.now(), pk__in=noted)
    found = []
    for revision in due.order_by("approved_go_live_at"):
        page = revision.content_object
        if page is not None and _concerns(user, page, revision):
            reason = to_text(str(list_reasons(revision)[0]))
            occasion = f"{revision.pk} {revision.approved_go_live_at.isoformat()}"
            found.append(OpenWork(page, f"{describe(revision)} {reason}", occasion=occasion))
    return found


def _concerns(user, page: Page, revision: Revision) -> bool:
    planned = PageLogEntry.objects.filter(action="wagtail.publish.schedule", revision=revision, user=user)
    return (
        user.pk in {page.owner_id, revision.user_id}
        or page.permissions_for_user(user).can_publish()
        or planned.exists()
    )
