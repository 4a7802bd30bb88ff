"""An Atom feed of any search: what was published last among what is found."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.feeds import BaseEntryFeed
from search.results import Results
from search.wanted import Wanted

NEWEST = 30


class SearchFeed(BaseEntryFeed):
    """The newest entries of a search; takes the same address as the search page."""

    def get_object(self, request, *args, **kwargs) -> Results:
        """Return the answer to what the address asks."""
        language = translation.get_language()[:2]
        return Results(Wanted.read(request.GET, language), language)

    def title(self, results: Results) -> str:
        """Name of the feed with what is looked for."""
        return f"{settings.WAGTAIL_SITE_NAME}: {describe(results)}"

    def link(self, results: Results) -> str:
        """The search page with the same answer."""
        query = results.wanted.query(page=1)
        return f"{reverse('search')}?{query}" if query else reverse("search")

    def feed_guid(self, results: Results) -> str:
        """The same for ever for the same wish."""
        return f"{settings.SITE_URL}{reverse('search_feed')}?{results.wanted.query(page=1)}"

    def items(self, results: Results) -> list:
        """Return the newest of what is found, public at this moment."""
        return [hit.entry for hit in results.make_hits(newest(results)[:NEWEST])]


def newest(results: Results) -> list[int]:
    """Return the found entries, the last published first."""
    rows = results.facets.table.rows
    old = timezone.now().replace(year=1970)
    return sorted(results.entry_ids, key=lambda pk: (rows[pk].published or old, pk), reverse=True)


def describe(results: Results) -> str:
    """Return a search in words: what was typed and which filters are on."""
    facets = results.facets
    words = [
        facets.words(name, value)[1]
        for name, texts in results.wanted.chosen.items()
        for text in texts
        if (value := facets.find_value(name, text)) is not None
    ]
    text = f"“{results.wanted.text}”" if results.wanted.text else _("everything")
    return ", ".join([text, *words])
