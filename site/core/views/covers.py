"""Drawn covers, the same for ever for the same kind and number."""

from django.http import Http404, HttpResponse

from core.covers import DRAWINGS
from core.covers import cover as draw


def cover(request, kind: str, number: int) -> HttpResponse:
    """Serve the cover of a kind as SVG."""
    if kind not in DRAWINGS or number > 9999:
        raise Http404
    response = HttpResponse(draw(kind, number), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
