"""What an autosave may not do: press a button. And what it answers when it is refused."""

import re

from django.http import JsonResponse
from django.utils.translation import gettext as _

from editorial.editor_tabs import is_autosave

# Names with which a form says that a button was pressed: Wagtail's, and those of the translation editor.
# `static/js/page_form.js` leaves the same ones out of what it saves; a test compares them.
ACTION_FIELDS = re.compile(r"action(-.*)?|workflow-action-.*|localize-.*")


def refuse_autosave(text: str, code: str = "invalid_revision") -> JsonResponse:
    """Return the answer that Wagtail's editor shows beside "autosave is paused"; `invalid_revision` ends autosaving."""
    return JsonResponse({"success": False, "error_code": code, "error_message": text}, status=400)


def refuse_action(request) -> JsonResponse | None:
    """Return a refusal when an autosave carries a button, so that nothing is done out of sight; else None."""
    if not is_autosave(request) or not any(ACTION_FIELDS.fullmatch(name) for name in request.POST):
        return None
    text = _("An autosave presses no button: nothing was saved, submitted, approved or published.")
    return refuse_autosave(text, "validation_error")


def refuse_late(request) -> JsonResponse:
    """Return the answer to an autosave that a later save of the same form has passed."""
    return refuse_autosave(_("This window has saved something newer since; these older words were not saved."))
