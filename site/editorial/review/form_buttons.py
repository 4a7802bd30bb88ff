"""The bar's buttons in the form of a page: each becomes the field with which Wagtail's own button does the same.

The form is saved with what was typed, whatever happens to the button: one that is refused leaves a draft and says why.
"""

import json

from django.contrib.messages import get_messages
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.acting import get_act
from editorial.review.four_eyes import SecondPairError
from editorial.review.take_over import (
    REASON_FIELD,
    REMARK_FIELD,
    is_reason,
    may_take_over,
    take_over_publication,
    take_over_step,
)

BUTTON = "action-board"  # POST field; its values are SEND, APPROVE, RETURN and PUBLISH
SEND, APPROVE, RETURN, PUBLISH = "send", "approve", "return", "publish"
_PRESSED = {
    SEND: {"action-submit": "1"},
    PUBLISH: {"action-publish": "1"},
    APPROVE: {"action-workflow-action": "true", "workflow-action-name": "approve"},
    RETURN: {"action-workflow-action": "true", "workflow-action-name": "reject"},
}
# Fields with which a form asks for more than to be saved.
_ACTIONS = (
    "action-publish",
    "action-submit",
    "action-workflow-action",
    "workflow-action-name",
    "action-restart-workflow",
)


def read_button(request) -> None:
    """Write the bar's button into the POST data as Wagtail's; one that lacks its reason saves the draft and asks for it."""
    name = request.POST.get(BUTTON)
    if name not in _PRESSED:
        return
    posted, remark = request.POST.copy(), request.POST.get(REMARK_FIELD, "")
    del posted[BUTTON]
    if name == RETURN and not is_reason(remark):
        messages.error(
            request, _("Nothing was sent back yet: write down what has to be changed. What you typed is saved.")
        )
    else:
        posted.update(_PRESSED[name])
        if name == RETURN:
            posted["workflow-action-extra-data"] = json.dumps({"comment": remark.strip()})
    request.POST = posted


def save_taken_over(request, page, save):
    """Return the response of `save()`, for which a chief editor takes over what the form brings a reason for.

    Within the transaction of the save. Where that leads nowhere, as the form comes back, nothing was taken over either; no query
    may follow in the transaction.
    """
    is_taken_over = take_over_if_asked(request, page)
    response = save()
    if is_taken_over and not 300 <= response.status_code < 400:
        transaction.set_rollback(True)
        if (act := get_act()) is not None:
            act.taken_over.discard(page.pk)
    return response


def take_over_if_asked(request, page) -> bool:
    """Let a chief editor decide or publish with the reason that the form brings; return whether it brings one."""
    reason = request.POST.get(REASON_FIELD, "")
    if not is_reason(reason) or not may_take_over(request.user, page):
        return False
    if request.POST.get("action-publish"):
        take_over_publication(page, request.user, reason)
        return True
    state = page.current_workflow_task_state
    if request.POST.get("workflow-action-name") != "approve" or state is None:
        return False
    take_over_step(state, page, request.user, reason)
    return True


def save_or_keep(request, save):
    """Return the response of `save()`; when somebody else has to look first, save once more, as a draft, and say why."""
    try:
        response = save()
    except SecondPairError:
        response = None
    if not was_refused():
        return response
    keep_as_draft(request)
    return save()


def was_refused() -> bool:
    """Return whether this request was refused because somebody else has to look first."""
    act = get_act()
    return act is not None and any(isinstance(refusal, SecondPairError) for refusal in act.refusals)


def keep_as_draft(request) -> None:
    """Prepare a request, of which all was undone, to be run again as a save of the draft, and say why."""
    list(get_messages(request))  # iterating removes what the undone save said
    act = get_act()
    refusals = act.refusals[:] if act is not None else []
    if act is not None:
        act.refusals.clear()
    posted = request.POST.copy()
    for name in _ACTIONS:
        posted.pop(name, None)
    request.POST = posted
    why = next(str(refusal) for refusal in refusals if isinstance(refusal, SecondPairError))
    messages.warning(request, f"{why} {_('What you typed is saved as a draft.')}")
