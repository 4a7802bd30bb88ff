"""Views behind the bar's buttons: each takes a POST, does one thing and leads back to the page."""

from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from accounts.names import name_of
from editorial.approval import get_shown_version
from editorial.review import decisions
from editorial.review.take_over import (
    REASON_FIELD,
    REMARK_FIELD,
    is_reason,
    may_take_over,
    take_over_publication,
    take_over_step,
)
from editorial.review_messages import add_decision_message, add_publication_message
from editorial.translation_gate import CONFIRM_FIELD, count_untranslated_segments
from editorial.translations.target import find_missing_fields, find_translation
from editorial.translations.writing import write_draft


def _back(page):
    return redirect("wagtailadmin_pages:edit", page.pk)


def _get_page(page_id: int) -> Page:
    return get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id)


def _write(request, page: Page) -> bool:
    """Write the texts of a translation into a version; return whether that worked."""
    translation = find_translation(page)
    if translation is None:
        return True
    try:
        write_draft(translation, request.user)
    except ValidationError as error:
        text = _("A text does not fit its field, so nothing was sent or published. It is marked below. %(errors)s")
        messages.error(request, text % {"errors": " ".join(error.messages)})
        return False
    return True


@require_POST
def send(request, page_id: int):
    """Send a page to the board; of a translation the texts are written into the page first."""
    page = _get_page(page_id)
    if not decisions.may_send(request.user, page):
        raise PermissionDenied
    with transaction.atomic():
        if _write(request, page):
            decisions.send(Page.objects.get(pk=page.pk), request.user)
            messages.success(request, _("“%(title)s” is with the board now.") % {"title": _title(page)})
    return _back(page)


@require_POST
def write(request, page_id: int):
    """Write the changed texts of a translation into the version that waits, for who may decide on it."""
    page = _get_page(page_id)
    if find_translation(page) is None or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    with transaction.atomic():
        if _write(request, page):
            messages.success(request, _("The changed texts are in the page now; look at it, then decide."))
    return _back(page)


@require_POST
def approve(request, page_id: int):
    """Approve the step that a page waits for; a half translated page is asked about before it goes public."""
    page = _get_page(page_id)
    state = page.current_workflow_task_state
    if not decisions.may_decide(request.user, state, page):
        raise PermissionDenied
    missing, number = count_untranslated_segments(page)
    if missing and state.workflow_state.is_at_final_task and CONFIRM_FIELD not in request.POST:
        return _confirm(request, page, missing, number)
    reason = request.POST.get(REASON_FIELD, "")
    with transaction.atomic():
        if is_reason(reason) and may_take_over(request.user, page):
            take_over_step(state, page, request.user, reason)
        decisions.decide(page, request.user, "approve")
    add_decision_message(request, page, is_decided=True)
    return _back(page)


def _confirm(request, page: Page, missing: int, number: int):
    values = {
        "page": page, "missing": missing, "number": number, "fields": find_missing_fields(find_translation(page), page),
        "confirm_field": CONFIRM_FIELD,
        "is_unconfirmed": "asked" in request.POST, "kept": {REASON_FIELD: request.POST.get(REASON_FIELD, "")},
    }  # fmt: skip
    return render(request, "editorial/incomplete_translation.html", values, status=409)


@require_POST
def send_back(request, page_id: int):
    """Send a page back with what has to be changed."""
    page, remark = _get_page(page_id), request.POST.get(REMARK_FIELD, "")
    if not is_reason(remark):
        messages.error(request, _("Nothing was sent back: write down what has to be changed."))
    else:
        decisions.decide(page, request.user, "reject", remark.strip())
        add_decision_message(request, page, is_decided=True)
    return _back(page)


@require_POST
def take_over(request, page_id: int):
    """Take over the step that a page waits for, with a reason."""
    page, reason = _get_page(page_id), request.POST.get(REASON_FIELD, "")
    state = page.current_workflow_task_state
    if state is None or not may_take_over(request.user, page):
        raise PermissionDenied
    if is_reason(reason):
        with transaction.atomic():
            take_over_step(state, page, request.user, reason)
        messages.success(request, _("You took this step over: approve it, or send it back. Colleagues see why."))
    else:
        messages.error(request, _("Write down why you take this over: colleagues read it."))
    return _back(page)


@require_POST
def publish(request, page_id: int):
    """Publish the latest version, which is one that the user has seen; with a reason when it is an own change.

    Of a translation the texts are written into that version first; a half translated page is asked about.
    """
    page, reason = _get_page(page_id), request.POST.get(REASON_FIELD, "")
    if page.latest_revision is None or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    missing, number = count_untranslated_segments(page)
    if missing and CONFIRM_FIELD not in request.POST:
        return _confirm(request, page, missing, number)
    with transaction.atomic():
        if not _write(request, page):
            return _back(page)
        if is_reason(reason) and may_take_over(request.user, page):
            take_over_publication(page, request.user, reason)
        get_shown_version(page).publish(user=request.user)
    add_publication_message(request, _get_page(page_id))
    return _back(page)


@require_POST
def withdraw(request, page_id: int):
    """Take a page back from the board."""
    page = _get_page(page_id)
    decisions.withdraw(page, request.user)
    messages.success(request, _("“%(title)s” is a draft again and waits for nobody.") % {"title": _title(page)})
    return _back(page)


@require_POST
def look(request, page_id: int):
    """Say that one is looking at the page, or not any more."""
    page = _get_page(page_id)
    decisions.look(page, request.user, "stop" not in request.POST)
    return _back(page)


@require_POST
def arrange(request, page_id: int):
    """Say who looks after the step, and until when."""
    page, reviewer, due = _get_page(page_id), request.POST.get("reviewer", ""), request.POST.get("due", "")
    try:
        day = date.fromisoformat(due) if due else None
    except ValueError:
        messages.error(request, _("That is no date: write it as 2026-12-31. Nothing was changed."))
        return _back(page)
    decisions.arrange(page, request.user, _read_number(reviewer), day)
    messages.success(request, _("Kept."))
    return _back(page)


@require_POST
def share(request, page_id: int):
    """Let a colleague write along."""
    page = _get_page(page_id)
    other = get_object_or_404(get_user_model(), pk=_read_number(request.POST.get("user", "")), is_active=True)
    decisions.share(page, request.user, other)
    name = name_of(other)
    messages.success(request, _("%(name)s can open this page now.") % {"name": name})
    return _back(page)


@require_POST
def unshare(request, page_id: int):
    """End that a colleague writes along."""
    page = _get_page(page_id)
    decisions.stop_sharing(page, request.user, _read_number(request.POST.get("user", "")) or 0)
    messages.success(request, _("This page is not shared with them any more."))
    if not page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_home")
    return _back(page)


def _read_number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _title(page: Page) -> str:
    return page.get_admin_display_title()
