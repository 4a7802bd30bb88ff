"""The menu "Findability" of the editing screens: for the chief editor and administrators."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from search.admin_views import SynonymCreateView, SynonymEditView, asked
from search.invariants import FIRST, find_place
from search.models import CompoundException, Invariant, Promotion, Synonym


class EditingViewSet(ModelViewSet):
    """What the lists share."""

    copy_view_enabled = False
    list_per_page = 50
    index_template_name = "search/admin/list.html"


class SynonymViewSet(EditingViewSet):
    """Synonyms, with a preview of what would change."""

    model = Synonym
    name = "synoniemen"
    icon = "link"
    menu_label = _("Synonyms")
    list_display = ["typed", "also", BooleanColumn("both_ways", label=_("The other way round too")), "language"]
    list_filter = ["language"]
    search_fields = ["typed", "also"]
    ordering = ["language", "typed"]
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    create_template_name = edit_template_name = "search/admin/synonym_form.html"


class CompoundExceptionViewSet(EditingViewSet):
    """Compounds that the splitter gets wrong."""

    model = CompoundException
    name = "samenstellingen"
    icon = "cut"
    menu_label = _("Compounds")
    list_display = ["word", Column("parts", label=_("Parts"), accessor=lambda row: row.parts or _("left whole"))]
    search_fields = ["word", "parts"]
    ordering = ["word"]


class PromotionViewSet(EditingViewSet):
    """Promoted results."""

    model = Promotion
    name = "tips"
    icon = "pick"
    menu_label = _("Promoted results")
    list_display = ["words", "page", "until", "language"]
    list_filter = ["language"]
    search_fields = ["words"]
    ordering = ["language", "words", "order"]


def say_place(invariant: Invariant) -> str:
    """Say where the entry of a promise stands at this moment."""
    place = find_place(invariant)
    if place is None:
        return _("not found: promise broken")
    return str(place) if place <= FIRST else _("%(place)d: promise broken") % {"place": place}


class InvariantViewSet(EditingViewSet):
    """Promises, with where their entry stands now."""

    model = Invariant
    name = "beloften"
    icon = "circle-check"
    menu_label = _("Promises")
    list_display = ["words", "entry", "language", Column("place", label=_("Stands at"), accessor=say_place)]
    list_filter = ["language"]
    search_fields = ["words"]
    ordering = ["language", "words"]
    list_per_page = 25


class AskedMenuItem(MenuItem):
    """In sight for who may see it."""

    def is_shown(self, request):
        """Only with the right."""
        return request.user.has_perm("search.view_askedquery")


class AskedViewSet(ViewSet):
    """What readers ask."""

    name = "zoekvragen"
    icon = "help"
    menu_label = _("What readers ask")
    menu_item_class = AskedMenuItem

    def get_urlpatterns(self):
        """Return the one address."""
        return [path("", asked, name="index")]


class SearchGroup(ModelViewSetGroup):
    """One menu for what editors tell search and hear from it."""

    menu_label = _("Findability")
    menu_icon = "search"
    menu_order = 220
    items = (AskedViewSet, SynonymViewSet, PromotionViewSet, InvariantViewSet, CompoundExceptionViewSet)
