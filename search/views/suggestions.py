"""Suggestions as JSON, and the description by which browsers search this site."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from directory.localising import get_locale
from search.question import clean
from search.suggestions import suggest


@require_safe
def suggestions(request) -> JsonResponse:
    """Answer `?q=`: `{"suggestions": [{label, kind, url}]}`; with `format=opensearch` as browsers want it."""
    text = clean(request.GET.get("q", ""))
    found = suggest(text, get_locale())
    if request.GET.get("format") == "opensearch":
        addresses = [f"{settings.SITE_URL}{one['url']}" for one in found]
        body = [text, [one["label"] for one in found], [str(one["kind"]) for one in found], addresses]
        return JsonResponse(body, safe=False, content_type="application/x-suggestions+json")
    return JsonResponse({"suggestions": found})


@require_safe
def opensearch(request) -> HttpResponse:
    """The OpenSearch description of this language's search."""
    code = (translation.get_language() or "nl")[:2]
    context = {"code": code, "search": reverse("search"), "suggestions": reverse("search_suggestions")}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", context, content_type=kind)
