"""Views of drawn covers and share images."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.utils import translation

from core.metadata.share_image import get_share_image
from core.metadata.share_picture import find_card, find_own_picture
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
    own = find_own_picture(entry.specific)
    if own is not None:
        return HttpResponseRedirect(own.url)
    if digest != entry.share_image_digest:
        return HttpResponseRedirect(entry.share_image_url)
    with translation.override(entry.language):
        return _serve_card(request, digest, entry.title, str(entry.kind_label), entry.cover_number)


def share_card(request, subject: str, key: str, digest: str) -> HttpResponse:
    """Serve the share image of a page, record or fixed page that everybody may read; redirect from an outdated digest."""
    card = find_card(subject, key)
    if card is None:
        raise Http404
    if digest != card.digest:
        return HttpResponseRedirect(card.path)
    return _serve_card(request, digest, card.title, card.kind, card.number)


def _serve_card(request, digest: str, title: str, kind: str, number: int) -> HttpResponse:
    etag = f'"{digest}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        data = get_share_image(title, kind, number, settings.WAGTAIL_SITE_NAME)
        response = HttpResponse(data, content_type="image/png")
    # Revalidated at every request: what was withdrawn has no image.
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response
