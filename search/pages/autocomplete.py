"""Suggestions as JSON, and the description by which browsers search this site."""

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from directory.localisation import get_locale
from search.query.autocomplete import autocomplete
from search.query.parser import clean


@require_safe
def suggestions(request) -> JsonResponse:
    """Answer `?q=`: `{"suggestions": [{label, kind, url}]}`; with `format=opensearch` as browsers want it."""
    text = clean(request.GET.get("q", ""))
    found = autocomplete(text, get_locale())
    if request.GET.get("format") == "opensearch":
        addresses = [f"{settings.SITE_URL}{one['url']}" for one in found]
        body = [text, [one["label"] for one in found], [str(one["kind"]) for one in found], addresses]
        return JsonResponse(body, safe=False, content_type="application/x-suggestions+json")
    return JsonResponse({"suggestions": found})
