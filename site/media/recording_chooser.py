"""The choosers of recordings: wagtailmedia's, without its refusals of other users' files and its English error message."""

import json

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry
from wagtailmedia.views.chooser import chooser, get_media_json

from media.models import SiteMedia
from media.public_use.policy import may_choose_files


def list_recordings(request, media_type: str | None = None):
    """Return wagtailmedia's chooser, with the message for a failed upload in the language of the screen; for who chooses files."""
    if not may_choose_files(request.user):
        raise PermissionDenied
    response = chooser(request, media_type)
    if b'"error_label"' in response.content:
        data = json.loads(response.content)
        data["error_label"] = _("The site gave an error")
        data["error_message"] = _("Your file was not saved. Try again; if it stays so, tell the administrator this:")
        response.content = json.dumps(data)
    return response


def choose_recording(request, media_id: int):
    """Return the chosen recording as JSON, to users who may add or change recordings."""
    if not policy_registry.get_by_type(SiteMedia).user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    item = get_object_or_404(SiteMedia, pk=min(media_id, 2**63 - 1))
    return JsonResponse({"step": "media_chosen", "result": get_media_json(item)})
