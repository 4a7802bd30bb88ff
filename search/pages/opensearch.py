"""The OpenSearch description document."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe


@require_safe
def opensearch(request) -> HttpResponse:
    """Return the OpenSearch description of the search in the current language."""
    code = (translation.get_language() or "nl")[:2]
    context = {"code": code, "search": reverse("search"), "suggestions": reverse("search_suggestions")}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", context, content_type=kind)
