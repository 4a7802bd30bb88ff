"""Public collections in the editing screens."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtailmedia.views.chooser import get_media_json

from media.document_listing import DocumentListing
from media.models import PublicCollection, SiteMedia


class PublicCollectionViewSet(SnippetViewSet):
    """Which collections everybody may have the files of."""

    model = PublicCollection
    icon = "folder-open-1"
    menu_label = _("Public collections")
    add_to_settings_menu = True
    list_display = ["collection", "reason"]


@hooks.register("register_admin_urls", order=-1)
def document_listing():
    """Put the list with the state of each PDF at the address of Wagtail's own."""
    return [
        path("documents/", DocumentListing.as_view()),
        path("documents/results/", DocumentListing.as_view(results_only=True)),
    ]


@hooks.register("construct_media_chooser_queryset")
def all_recordings(media, request):
    """Let the chooser show the recordings of everybody: a student picks the file that a colleague uploaded."""
    return SiteMedia.objects.all()


@hooks.register("register_admin_urls", order=-1)
def chosen_recording():
    """Take the place of wagtailmedia's answer to a choice, which refuses the files of others."""
    return [path("media/chooser/<int:media_id>/", choose_recording, name="choose_recording")]


def choose_recording(request, media_id: int):
    """Return the chosen recording to the form; for who may add recordings or change them."""
    if not policy_registry.get_by_type(SiteMedia).user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    item = get_object_or_404(SiteMedia, pk=min(media_id, 2**63 - 1))
    answer = {"step": "media_chosen", "result": get_media_json(item)}
    return JsonResponse(answer)


register_snippet(PublicCollectionViewSet)
