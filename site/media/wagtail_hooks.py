"""Wagtail admin hooks: public collections, the document listing, files in use, and the media chooser."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from media.admin_api import DocumentsApi, ImagesApi
from media.document_listing import DocumentListing
from media.models import PublicCollection, SiteMedia
from media.public_use.middleware import refuse_selection
from media.public_use.views import copy_file_in_use
from media.recording_chooser import choose_recording, list_recordings


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


@hooks.register("construct_admin_api", order=1)
def register_files(router):
    """Put our endpoints in the place of Wagtail's."""
    router.register_endpoint("images", ImagesApi)
    router.register_endpoint("documents", DocumentsApi)


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
def register_recording_choosers():
    """Return URLs that replace wagtailmedia's choosers (`media.recording_chooser`)."""
    return [
        path("media/chooser/", list_recordings),
        re_path(r"^media/chooser/(?P<media_type>audio|video)/$", list_recordings, name="list_recordings"),
        path("media/chooser/<int:media_id>/", choose_recording, name="choose_recording"),
    ]


register_snippet(PublicCollectionViewSet)
