"""Edit conflicts: a save over a revision that this browser tab neither made nor has seen is refused, and explained.

The check and the save are one transaction with the page's row locked, for every save of a page's form: Wagtail 8 checks
only autosaves, and a full save overwrites the newer revision without a warning.
"""

from django.db import transaction
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from accounts.acting import get_act
from core.admin.page_form import WITHOUT_REVISION
from editorial.autosave import refuse_action, refuse_autosave, refuse_late
from editorial.conflict_view import OVERWRITE_FIELD, ConflictAwareEditView, describe_conflict, get_revision_token
from editorial.editor_tabs import find_tab, get_token, is_autosave, is_late, may_overwrite, record_save
from editorial.review.form_buttons import read_button, save_or_keep, save_taken_over


def is_conflict(posted, token: str, tab, latest) -> bool:
    """Return whether POST data would be saved over a revision that its form neither made nor has seen.

    A form that says nothing about what it began with is not asked.
    """
    if latest is None or posted.get(OVERWRITE_FIELD) == get_revision_token(latest):
        return False
    if tab is not None and tab.made(latest):
        return False
    if not token and (own := posted.get("overwrite_revision_id")):  # Wagtail's own protocol
        return own != str(latest.pk)
    loaded = posted.get("loaded_revision_id")
    if not loaded:
        return token.startswith(WITHOUT_REVISION) or (tab is not None and tab.revision_created_at is not None)
    return (loaded, posted.get("loaded_revision_created_at", "")) != (str(latest.pk), latest.created_at.isoformat())


def guard_save(request, page):
    """Save a page's form, or refuse it; `before_edit_page` hook that runs before all others."""
    if request.method != "POST" or is_judged(request):
        return None
    if refusal := refuse_action(request):
        return refusal
    read_button(request)
    return save_or_keep(request, lambda: save_page(request, page.pk))


def save_page(request, page_id: int):
    """Save the form of a page, whose row is locked until that is done."""
    with transaction.atomic():
        locked = get_object_or_404(Page.objects.select_for_update(no_key=True), pk=page_id)
        return save_taken_over(request, locked, lambda: save_or_refuse(request, locked, run_view))


def save_or_refuse(request, page, save):
    """Return the response of `save(request)`, or a refusal; within a transaction that has locked the page."""
    tab, latest = find_tab(request, page_id=page.pk), page.latest_revision
    if is_late(request, tab):
        return refuse_late(request)
    if is_conflict(request.POST, get_token(request), tab, latest) or is_decided(request, page):
        return refuse_save(request, page)
    agree_with_wagtail(request, tab, latest)
    mark_judged(request)
    response = save(request)
    if not undo_refused():
        record_save(request, page.pk, latest, response)
    return response


def is_decided(request, page) -> bool:
    """Return whether a form presses a button of the workflow on a page that a decision has locked for its sender."""
    if not request.POST.get("action-workflow-action") or (lock := page.get_lock()) is None:
        return False
    return lock.for_user(request.user)


def undo_refused() -> bool:
    """Undo what this transaction wrote when somebody was refused within it, and return whether; no query may follow.

    Wagtail turns a refusal into a redirect before the transaction ends.
    """
    act = get_act()
    if act is None or not act.refusals:
        return False
    transaction.set_rollback(True)
    return True


def refuse_save(request, page):
    """Return the form again as it was typed, or the answer to an autosave; neither saves anything."""
    if is_autosave(request):
        return refuse_autosave(describe_conflict(request, page.latest_revision))
    mark_judged(request)
    response = ConflictAwareEditView.as_view()(request, page.pk)
    response.status_code = 409
    return response


def agree_with_wagtail(request, tab, latest) -> None:
    """Write what was judged into the POST data, where Wagtail's own check of autosaves reads it."""
    posted = request.POST.copy()
    if latest is not None:
        if not is_autosave(request) or not may_overwrite(posted, tab, latest):
            posted.pop("overwrite_revision_id", None)
        posted["loaded_revision_id"] = str(latest.pk)
        posted["loaded_revision_created_at"] = latest.created_at.isoformat()
    request.POST = posted


def run_view(request):
    """Run the view of a request once more, from within the hook that it has called."""
    match = request.resolver_match
    return match.func(request, *match.args, **match.kwargs)


def is_judged(request) -> bool:
    """Return whether a request has passed `mark_judged`."""
    return getattr(request, "is_judged_as_save", False)


def mark_judged(request) -> None:
    """Let the hooks pass a request that runs its view again."""
    request.is_judged_as_save = True
