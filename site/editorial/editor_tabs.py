"""Which browser tab saved which revision: every edit form names itself, and what it saved is kept in `EditorTab`."""

import re

from wagtail.models import Page, TaskState

from core.admin.page_form import FORM_ID, FORM_SAVE, WITHOUT_REVISION
from editorial.models import EditorTab

_TOKEN = re.compile(rf"({WITHOUT_REVISION})?[0-9a-f]{{32}}")
_LARGEST = 15  # digits of the count of saves


def is_autosave(request) -> bool:
    """Return whether a request saves in the background: it takes no page as an answer."""
    return not request.accepts("text/html")


def get_token(request) -> str:
    """Return the id of the form that was posted; "" when it has none."""
    token = request.POST.get(FORM_ID, "")
    return token if _TOKEN.fullmatch(token) else ""


def get_save_number(request) -> int:
    """Return which of the saves of its form this one is; 0 when it does not say."""
    number = request.POST.get(FORM_SAVE, "")
    return int(number) if number.isdecimal() and len(number) <= _LARGEST else 0


def find_tab(request, **condition) -> EditorTab | None:
    """Return what is known of the form that was posted; a form of somebody else is not known."""
    token = get_token(request)
    return EditorTab.objects.filter(token=token, user=request.user, **condition).first() if token else None


def is_late(request, tab: EditorTab | None) -> bool:
    """Return whether an autosave arrives after a later save of its own form, so that its words are older."""
    if tab is None or not is_autosave(request):
        return False
    number = get_save_number(request)
    return number <= tab.last_save if number else tab.used_button


def may_overwrite(posted, tab: EditorTab | None, latest) -> bool:
    """Return whether an autosave may replace the content of the latest revision, instead of making one more.

    Not when the revision has become more than a draft: live, planned, or in front of a reviewer.
    """
    if posted.get("overwrite_revision_id") != str(latest.pk) or (tab is not None and not tab.made(latest)):
        return False
    if latest.approved_go_live_at or TaskState.objects.filter(revision=latest).exists():
        return False
    return not Page.objects.filter(live_revision=latest).exists()


def record_save(request, page_id: int, before, response=None, created: bool = False) -> None:
    """Keep what the posted form has saved, and delete what is known of forms whose revision is the latest no more."""
    token = get_token(request)
    is_done = created or response.status_code == 302 or (is_autosave(request) and response.status_code == 200)
    if not token or not is_done:
        return
    latest = Page.objects.select_related("latest_revision").get(pk=page_id).latest_revision
    values: dict = {"page_id": page_id}
    if number := get_save_number(request):
        values["last_save"] = number
    if not is_autosave(request):
        values["used_button"] = True
    if created:
        values["created_page"] = True
    is_new = latest is not None and (before is None or (before.pk, before.created_at) != (latest.pk, latest.created_at))
    if is_new:
        values |= {"revision": latest, "revision_created_at": latest.created_at}
    tab, _created = EditorTab.objects.update_or_create(token=token, user=request.user, defaults=values)
    if is_new:
        EditorTab.objects.filter(page_id=page_id, created_page=False).exclude(pk=tab.pk).delete()
