"""Alternatives for a search without results: fewer filters, themes and places."""

from core.filters.definitions import SEARCH_FILTERS
from search.query.facets import Facets
from search.query.result_set import ResultSet

MAX_THEMES = MAX_PLACES = 8


def suggest_alternatives(path: str, results: ResultSet) -> dict:
    """Return `filters` (counts without one of them), and the most frequent `themes` and `places` (slug, name)."""
    request, facets = results.request, results.facets
    filters = []
    if results.has_criteria:
        for name in request.filters:
            number = len(
                facets.filter([pk for found in results.results.values() for pk in found.entry_ids], without=name)
            )
            if name != "language" and number:
                left = {key: values for key, values in request.filters.items() if key != name}
                url = f"{path}?{request.with_filters(left).query_string()}"
                filters.append({"label": SEARCH_FILTERS[name].label, "number": number, "url": url})
    return {
        "filters": filters,
        "themes": most_frequent(facets, "theme", MAX_THEMES),
        "places": most_frequent(facets, "place", MAX_PLACES),
    }


def most_frequent(facets: Facets, name: str, number: int) -> list[dict]:
    """Return the `number` records of a facet with most entries in this language."""
    language = facets.index.masks.get("language", {}).get(facets.locale_id, 0)
    numbers = {key: (mask & language).bit_count() for key, mask in facets.index.masks.get(name, {}).items()}
    keys = sorted((key for key in numbers if numbers[key]), key=lambda key: -numbers[key])[:number]
    named = (dict(zip(("slug", "name"), facets.describe_value(name, key), strict=True)) for key in keys)
    return [record for record in named if record["slug"]]
