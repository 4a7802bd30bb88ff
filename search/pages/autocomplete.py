"""Autocomplete suggestions as JSON."""

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from directory.localisation import get_locale
from search.query.autocomplete import autocomplete
from search.query.parser import clean


@require_safe
def suggestions(request) -> JsonResponse:
    """Return `{"suggestions": [{label, kind, url}]}` for `?q=`; OpenSearch suggestions with `format=opensearch`."""
    text = clean(request.GET.get("q", ""))
    found = autocomplete(text, get_locale())
    if request.GET.get("format") == "opensearch":
        addresses = [f"{settings.SITE_URL}{one['url']}" for one in found]
        body = [text, [one["label"] for one in found], [str(one["kind"]) for one in found], addresses]
        return JsonResponse(body, safe=False, content_type="application/x-suggestions+json")
    return JsonResponse({"suggestions": found})
