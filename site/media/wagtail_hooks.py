"""Public collections in the editing screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from media.models import PublicCollection


class PublicCollectionViewSet(SnippetViewSet):
    """Which collections everybody may have the files of."""

    model = PublicCollection
    icon = "folder-open-1"
    menu_label = _("Public collections")
    add_to_settings_menu = True
    list_display = ["collection", "reason"]


register_snippet(PublicCollectionViewSet)
