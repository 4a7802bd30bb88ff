"""URLs of search, below `/zoeken/` and `/en/search/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search.exports.views import results_csv, results_ris
from search.pages.autocomplete import suggestions
from search.pages.feed import SearchFeed
from search.pages.opensearch import opensearch
from search.pages.results import search
from search.saved_searches.kind import SAVED_SEARCH
from subscriptions.views import subscribe

urlpatterns = [
    path("", search, name="search"),
    path(_("suggestions/"), suggestions, name="search_suggestions"),
    path("feed/", SearchFeed(), name="search_feed"),
    path(_("results.csv"), results_csv, name="search_csv"),
    path(_("results.ris"), results_ris, name="search_ris"),
    path("opensearch.xml", opensearch, name="search_description"),
    path(_("save/"), subscribe, {"kind": SAVED_SEARCH}, name="save_search"),
]
