"""Atom feeds of searches: the most recently published results."""

from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.metadata.feeds import BaseEntryFeed
from search.query.executor import execute
from search.query.request import SearchRequest
from search.query.result_set import ResultSet

MAX_ITEMS = 30
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # of entries without a date of publication


class SearchFeed(BaseEntryFeed):
    """The newest results of a search; takes the parameters of the results page."""

    def get_object(self, request, *args, **kwargs) -> ResultSet:
        """Return the result set of the query string."""
        language = translation.get_language()[:2]
        return execute(SearchRequest.from_query(request.GET, language), language)

    def title(self, results: ResultSet) -> str:
        """Site name and a description of the search."""
        return f"{settings.WAGTAIL_SITE_NAME}: {describe_search(results)}"

    def link(self, results: ResultSet) -> str:
        """URL of the results page of this search."""
        query = results.request.query_string(page=1)
        return f"{reverse('search')}?{query}" if query else reverse("search")

    def feed_guid(self, results: ResultSet) -> str:
        """A stable id of this search."""
        return f"{settings.SITE_URL}{reverse('search_feed')}?{results.request.query_string(page=1)}"

    def items(self, results: ResultSet) -> list:
        """Return the newest results that are public now."""
        return [hit.entry for hit in results.make_hits(newest_entry_ids(results)[:MAX_ITEMS])]


def newest_entry_ids(results: ResultSet) -> list[int]:
    """Return the ids of the found entries, most recently published first."""
    rows = results.facets.index.rows
    return sorted(results.entry_ids, key=lambda pk: (rows[pk].published or LONG_AGO, pk), reverse=True)


def describe_search(results: ResultSet) -> str:
    """Return a description of a search for readers: its text and filters."""
    facets = results.facets
    words = [
        facets.describe_value(name, value)[1]
        for name, texts in results.request.filters.items()
        for text in texts
        if (value := facets.find_value(name, text)) is not None
    ]
    text = f"“{results.request.text}”" if results.request.text else _("everything")
    return ", ".join([text, *words])
