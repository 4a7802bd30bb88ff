"""Public collections in the editing screens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from media.listing import DocumentListing
from media.models import PublicCollection


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


register_snippet(PublicCollectionViewSet)
