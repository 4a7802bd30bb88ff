"""Views of drawn covers and share images."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.utils import translation

from core.metadata.share_image import get_share_image
from core.models import EntryPage
from covers.drawings import DRAWINGS
from covers.svg import draw_cover


def cover(request, kind: str, number: int) -> HttpResponse:
    """Serve the cover of a kind and number as SVG."""
    if kind not in DRAWINGS or number > 9999:
        raise Http404
    response = HttpResponse(draw_cover(kind, number), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def share_image(request, pk: int, digest: str) -> HttpResponse:
    """Serve the share image of a public entry; redirect from an outdated digest."""
    entry = EntryPage.objects.readable().filter(pk=pk).defer("body").first() if pk < 2**63 else None
    if entry is None:
        raise Http404
    if digest != entry.share_image_digest:
        return HttpResponseRedirect(entry.share_image_url)
    etag = f'"{digest}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        with translation.override(entry.language):
            data = get_share_image(entry.title, str(entry.kind_label), entry.cover_number, settings.WAGTAIL_SITE_NAME)
        response = HttpResponse(data, content_type="image/png")
    # Revalidated at every request: a withdrawn entry has no image.
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response
