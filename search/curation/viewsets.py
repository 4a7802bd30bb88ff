"""The admin menu "Findability", for chief editors and administrators."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from search.curation.expectations import MAX_RANK, find_rank
from search.curation.views import SynonymCreateView, SynonymEditView
from search.models import CompoundException, Promotion, RankingExpectation, Synonym
from search.query_log.viewsets import QueryReportViewSet


class CurationViewSet(ModelViewSet):
    """Base class of the viewsets of search."""

    copy_view_enabled = False
    list_per_page = 50
    index_template_name = "search/admin/list.html"


class SynonymViewSet(CurationViewSet):
    """Synonyms, with a preview of the changed results."""

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


class CompoundExceptionViewSet(CurationViewSet):
    """Exceptions of the compound splitter."""

    model = CompoundException
    name = "samenstellingen"
    icon = "cut"
    menu_label = _("Compounds")
    list_display = ["word", Column("parts", label=_("Parts"), accessor=lambda row: row.parts or _("left whole"))]
    search_fields = ["word", "parts"]
    ordering = ["word"]


class PromotionViewSet(CurationViewSet):
    """Promoted results."""

    model = Promotion
    name = "tips"
    icon = "pick"
    menu_label = _("Promoted results")
    list_display = ["words", "page", "until", "language"]
    list_filter = ["language"]
    search_fields = ["words"]
    ordering = ["language", "words", "order"]


def display_rank(expectation: RankingExpectation) -> str:
    """Return the current rank of an expectation's entry, as text for the list."""
    rank = find_rank(expectation)
    if rank is None:
        return _("not found: promise broken")
    return str(rank) if rank <= MAX_RANK else _("%(place)d: promise broken") % {"place": rank}


class RankingExpectationViewSet(CurationViewSet):
    """Ranking expectations, with the current rank of their entry."""

    model = RankingExpectation
    name = "beloften"
    icon = "circle-check"
    menu_label = _("Promises")
    list_display = ["words", "entry", "language", Column("place", label=_("Stands at"), accessor=display_rank)]
    list_filter = ["language"]
    search_fields = ["words"]
    ordering = ["language", "words"]
    list_per_page = 25


class SearchViewSetGroup(ModelViewSetGroup):
    """The menu group of search."""

    menu_label = _("Findability")
    menu_icon = "search"
    menu_order = 220
    items = (QueryReportViewSet, SynonymViewSet, PromotionViewSet, RankingExpectationViewSet, CompoundExceptionViewSet)
