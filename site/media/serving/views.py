"""Addresses of files."""

import mimetypes

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from media.models import SiteDocument, SiteImage, SiteMedia, SiteRendition
from media.serving.access import is_withdrawn, may_see, serve_file

# A PDF is shown by the browser's own reader; nothing in it may reach this site.
PDF_POLICY = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "object-src": ["'self'"]}
IMAGE_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}


def rendition(request, image_id: int, name: str):
    """A size of an image, while the image is in public use."""
    image = get_object_or_404(SiteImage.objects.select_related("collection"), pk=image_id)
    if is_withdrawn(request, image):
        return gone()
    if not may_see(request, image):
        raise Http404
    found = SiteRendition.objects.filter(image_id=image_id, file=f"images/{image_id}/{name}").first()
    if found is None:
        raise Http404
    return serve_file(
        request, found.file, IMAGE_TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream"), name
    )


def recording(request, pk: int, name: str):
    """A recording's own file, while an entry that is public uses it."""
    item = get_object_or_404(SiteMedia.objects.select_related("collection"), pk=pk)
    if is_withdrawn(request, item):
        return gone()
    if not may_see(request, item):
        raise Http404
    return serve_file(
        request, item.file, mimetypes.guess_type(item.filename)[0] or "application/octet-stream", item.filename
    )


def document(request, document_id: str, filename: str):
    """A document, while an entry that is public uses it; a wrong name is sent to the right one."""
    if len(document_id) > 18:
        raise Http404
    item = get_object_or_404(SiteDocument.objects.select_related("collection"), pk=int(document_id))
    if not may_see(request, item):
        raise Http404
    if filename != item.filename:
        return HttpResponseRedirect(item.url)
    return csp_replace(PDF_POLICY)(serve_file)(request, item.file, "application/pdf", item.filename)


def pdf_picture(request, document_id: int, name: str):
    """The picture of a document's first page, for whom may have the document."""
    item = get_object_or_404(SiteDocument.objects.select_related("collection", "pdf_facts"), pk=document_id)
    facts = getattr(item, "pdf_facts", None)
    if facts is None or facts.picture.name != f"pdf/{document_id}/{name}" or not may_see(request, item):
        raise Http404
    return serve_file(request, facts.picture, "image/webp", name)


def gone() -> HttpResponse:
    """Somebody who is in this file took their consent back."""
    return HttpResponse("410 Gone", status=410, content_type="text/plain; charset=utf-8")


def nothing(request):
    """Anything else below these addresses: no file, and no page to be redirected to."""
    raise Http404
