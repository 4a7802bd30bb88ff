"""Explains refusals about files in use, and warns who may change them.

The permission policy refuses; this puts the reason in place of Wagtail's “you do not have permission”. A view that is not
in `file_views` is refused by the policy all the same.
"""

from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.acting import RefusedError
from accounts.admin_middleware import AdminMiddleware
from media.public_use.file_views import BULK, KINDS, VIEWS, WARNED
from media.public_use.policy import find_obstacles, get_policy
from media.public_use.refusals import describe, explain_owner, in_language_of, refuse, warn
from media.public_use.uses import find_public_uses
from media.serving.access import may_edit


class FilesInUseMiddleware(AdminMiddleware):
    """Explains refusals about files in use, and warns who may change them."""

    def check_view(self, request, kwargs):
        """Return the refusal of a view on a file in use, or None."""
        name = request.resolver_match.view_name
        if name == BULK and request.method == "GET" and may_edit(request):
            warn_about_selection(request, kwargs)
        found = VIEWS.get(name)
        if found is None or not may_edit(request):
            return None
        file = KINDS[found.kind].objects.select_related("collection").filter(pk=kwargs[found.parameter]).first()
        if file is None:
            return None
        with in_language_of(request.user):
            if not get_policy(type(file)).has_right(request.user, found.action, file):
                raise RefusedError(explain_owner(found.action, file))
            if obstacles := find_obstacles(request.user, found.action, file):
                return refuse(request, found.action, {file: obstacles})
            if request.method == "GET" and name in WARNED:
                warn(request, found.action, file, find_public_uses(file))
        return None


def warn_about_selection(request, kwargs) -> None:
    """Add a message for each selected file of a bulk action that is in use."""
    model = next(
        (
            model
            for model in KINDS.values()
            if model._meta.label_lower == f"{kwargs['app_label']}.{kwargs['model_name']}"
        ),
        None,
    )
    ids = [pk for pk in request.GET.getlist("id") if pk.isdecimal() and len(pk) < 19]
    if model is None or not ids:
        return
    action = "delete" if kwargs["action"] == "delete" else "change"
    with in_language_of(request.user):
        for file in model._base_manager.filter(pk__in=ids).select_related("collection"):
            if not get_policy(model).has_right(request.user, action, file):
                continue
            if obstacles := find_obstacles(request.user, action, file):
                text = _("%(reason)s It is left as it is.") % {"reason": describe(file, obstacles)}
                messages.warning(request, text)
            else:
                warn(request, action, file, find_public_uses(file))


def refuse_selection(request, action_type: str, objects: list, action):
    """Refuse a bulk action of which every file is in use or another's, and say which ones are left out; `before_bulk_action` hook."""
    if action.model not in KINDS.values():
        return None
    name = "delete" if action_type == "delete" else "change"
    policy = get_policy(action.model)
    left = action.get_actionable_objects()[1]["items_with_no_access"]
    others = [file for file in left if not policy.has_right(request.user, name, file)]
    in_use = {file: uses for file in left if file not in others and (uses := find_obstacles(request.user, name, file))}
    if in_use and not objects:
        return refuse(request, name, in_use)
    reasons = [explain_owner(name, file) for file in others]
    if reasons and not objects:
        raise RefusedError(" ".join(reasons))
    for reason in reasons:
        messages.warning(request, reason)
    for file, uses in in_use.items():
        messages.warning(request, _("%(reason)s It is left as it is.") % {"reason": describe(file, uses)})
    return None
