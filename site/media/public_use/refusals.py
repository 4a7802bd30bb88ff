"""What an editor reads about a file in use: why a change is refused, with one way on; or who sees a change at once."""

from django.db.models import Model
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.users.models import UserProfile

from media.public_use.file_views import KINDS
from media.public_use.policy import get_policy
from media.public_use.uses import Status, Use

MAX_TEXT = 4000  # characters of a posted text that go along to the copy


def in_language_of(user):
    """Return a context manager with the language in which a user reads the editing screens."""
    profile = UserProfile.objects.filter(user=user).first()
    return translation.override(profile.get_preferred_language() if profile else translation.get_language())


def refuse(request, action: str, obstacles: dict[Model, list[Use]]):
    """Return the reason (403) as a page with a button for a copy of each file, or as JSON for a script."""
    rows = [
        {
            "file": file,
            "kind": next(kind for kind, model in KINDS.items() if model is type(file)),
            "uses": [(use, use.find_edit_url(request.user)) for use in uses],
            "can_copy": any(use.status is not Status.DRAFT and not use.may_be_changed_by(request.user) for use in uses)
            and get_policy(type(file)).user_has_permission(request.user, "add"),
        }
        for file, uses in obstacles.items()
    ]
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        detail = " ".join(describe(file, uses) for file, uses in obstacles.items())
        return JsonResponse({"success": False, "detail": detail}, status=403)
    typed = find_typed(request) if len(rows) == 1 and action == "change" else []
    values = {"rows": rows, "action": action, "typed": typed, "has_upload": bool(request.FILES)}
    return render(request, "media/file_in_use.html", values, status=403)


def find_typed(request) -> list[tuple[str, str]]:
    """Return the texts that were posted in the refused form; they go along to the copy."""
    posted = request.POST.items() if request.method == "POST" else ()
    return [(name, value) for name, value in posted if name not in {"csrfmiddlewaretoken", "next", "collection"}
            and len(value) <= MAX_TEXT]  # fmt: skip


def describe(file: Model, uses: list[Use]) -> str:
    """Return a sentence that says by what a file is used, without links."""
    where = ", ".join(f"“{use.title}”" for use in uses)
    return _("“%(file)s” is in use: %(where)s.") % {"file": file.title, "where": where}


def warn(request, action: str, file: Model, uses: list[Use]) -> None:
    """Add a message that says who sees a change of a file at once, or what loses it."""
    told = {Status.PUBLIC, Status.PLANNED} if action == "delete" else {Status.PUBLIC}
    shown = [use for use in uses if use.status in told]
    if not shown:
        return
    links = format_html_join(
        ", ", '<a href="{}">{}</a>', ((use.url or use.find_edit_url(request.user), use.title) for use in shown)
    )
    text = (
        _("“%(file)s” is in use. If you delete it, these lose it at once, for readers too:")
        if action == "delete"
        else _("“%(file)s” is in use. What you change here, readers see at once at:")
    )
    messages.warning(request, format_html("{} {}.", text % {"file": file.title}, links))


def explain_owner(action: str, file: Model) -> str:
    """Return the sentence for who has no right to change or delete a file, whatever uses it."""
    if action == "delete":
        text = _(
            "“%(file)s” was not deleted: somebody else put it here. Who uploaded a file may delete it while nothing uses it, and the board may."
        )
    else:
        text = _(
            "“%(file)s” was not changed: somebody else put it here. Make a page with a file of your own, or ask the board."
        )
    return text % {"file": file.title}
