"""Wagtail admin hooks: public collections, the document listing, files in use, and the media chooser."""

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
from media.public_use.middleware import refuse_selection
from media.public_use.views import copy_file_in_use


class PublicCollectionViewSet(SnippetViewSet):
    """Manage the collections whose files are public without being used."""

    model = PublicCollection
    icon = "folder-open-1"
    menu_label = _("Public collections")
    add_to_settings_menu = True
    list_display = ["collection", "reason"]


@hooks.register("register_admin_urls", order=-1)
def register_document_listing():
    """Return URLs that replace Wagtail's document listing by one with the state of each PDF."""
    return [
        path("documents/", DocumentListing.as_view()),
        path("documents/results/", DocumentListing.as_view(results_only=True)),
    ]


@hooks.register("register_admin_urls")
def register_copy():
    """Return the URL behind the button that copies a file in use."""
    return [path("bestanden/kopie/<slug:kind>/<int:pk>/", copy_file_in_use, name="copy_file")]


@hooks.register("before_bulk_action")
def check_files_in_use(request, action_type, objects, action):
    """Return the refusal of a bulk action on files in use, or None."""
    return refuse_selection(request, action_type, objects, action)


@hooks.register("construct_media_chooser_queryset")
def show_all_recordings(media, request):
    """Show the recordings of all users in the media chooser, not only the user's own."""
    return SiteMedia.objects.all()


@hooks.register("register_admin_urls", order=-1)
def register_chosen_recording():
    """Return a URL that replaces wagtailmedia's chosen view, which rejects files of other users."""
    return [path("media/chooser/<int:media_id>/", choose_recording, name="choose_recording")]


def choose_recording(request, media_id: int):
    """Return the chosen recording as JSON, to users who may add or change recordings."""
    if not policy_registry.get_by_type(SiteMedia).user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    item = get_object_or_404(SiteMedia, pk=min(media_id, 2**63 - 1))
    return JsonResponse({"step": "media_chosen", "result": get_media_json(item)})


register_snippet(PublicCollectionViewSet)
